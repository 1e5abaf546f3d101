/** For each category the one it becomes when the two responses change sides; its own inverse. */
export type Mirror = Uint8Array;

/**
 * The mirror of preference choices: the two sides swap, everything else (tie, both bad) stays.
 *
 * @returns null when one of the two sides is not among the categories: then there is nothing to swap.
 */
export function choiceMirror(categories: readonly string[], left = 'A', right = 'B'): Mirror | null {
  const a = categories.indexOf(left);
  const b = categories.indexOf(right);
  if (a < 0 || b < 0) return null;
  const mirror = Uint8Array.from(categories, (_, category) => category);
  mirror[a] = b;
  mirror[b] = a;
  return mirror;
}

/** The mirror of a strength scale from "left much better" to "right much better": the scale turned round. */
export function scaleMirror(categoryCount: number): Mirror {
  return Uint8Array.from({ length: categoryCount }, (_, category) => categoryCount - 1 - category);
}

/** Throws a RangeError in the caller's name unless the mirror covers all categories and is its own inverse. */
export function checkMirror(caller: string, mirror: Mirror, categoryCount: number): void {
  if (mirror.length !== categoryCount)
    throw new RangeError(`${caller}: the mirror covers ${mirror.length} of ${categoryCount} categories`);
  for (let c = 0; c < categoryCount; c++)
    if (mirror[mirror[c]!] !== c)
      throw new RangeError(`${caller}: the mirror is not its own inverse at category ${c}`);
}

/** Whether a comparison stands in the reverse of its canonical order: sources in plain code-unit order. */
export function isReversed(sourceA: string, sourceB: string): boolean {
  return sourceA > sourceB;
}

/**
 * Choices turned into the canonical order of sources, so that the same two sources mean the same two categories
 * wherever the comparison came from.
 *
 * @param reversed 1 for each label whose comparison is stored in reverse order (`isReversed`).
 */
export function alignBySource(choices: Uint8Array, reversed: Uint8Array, mirror: Mirror): Uint8Array {
  if (choices.length !== reversed.length)
    throw new RangeError(`alignBySource: ${choices.length} choices but ${reversed.length} orientations`);
  const aligned = new Uint8Array(choices.length);
  for (let label = 0; label < choices.length; label++) {
    const choice = choices[label]!;
    if (choice >= mirror.length)
      throw new RangeError(
        `alignBySource: label ${label} has category ${choice}, the mirror has ${mirror.length}`,
      );
    aligned[label] = reversed[label] ? mirror[choice]! : choice;
  }
  return aligned;
}
