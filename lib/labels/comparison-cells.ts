/** What every table of comparisons begins with when it is saved. */
export const COMPARISON_HEADERS = ['comparison', 'title', 'tags', 'source a', 'source b', 'gold'] as const;

interface NamedComparison {
  externalId: string;
  title: string;
  tags: string[];
  sourceA: string | null;
  sourceB: string | null;
  gold: string | null;
}

/** A comparison's cells under those headers. */
export const comparisonCells = (row: NamedComparison) => [
  row.externalId,
  row.title,
  row.tags.join('; '),
  row.sourceA,
  row.sourceB,
  row.gold,
];
