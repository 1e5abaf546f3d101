/** Choices in their declared order, as the statistics count them; a code is an index into this list. */
export const CATEGORIES = ['A', 'TIE', 'B', 'BOTH_BAD'] as const;

/** "Can't judge" is an answer, but no preference: it is read, and counted in no agreement figure. */
export const CANT_JUDGE = CATEGORIES.length;

/** A revision that withdraws a label. */
export const WITHDRAWN = CATEGORIES.length + 1;

/** The code of a choice, in SQL, for a column of type `choice`. */
export const choiceCodeSql = (column: string): string =>
  `CASE ${column} ${CATEGORIES.map((name, code) => `WHEN '${name}' THEN ${code}`).join(' ')} WHEN 'CANT_JUDGE' THEN ${CANT_JUDGE} ELSE ${WITHDRAWN} END`;
