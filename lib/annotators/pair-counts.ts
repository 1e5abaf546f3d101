/** Outcomes of pairs of sources; a pair may stand in several rows, in either order. */
export interface PairCounts {
  sourceCount: number;
  /** The source shown first, and second, in each row. */
  first: Int32Array;
  second: Int32Array;
  winsFirst: Float64Array;
  winsSecond: Float64Array;
  ties: Float64Array;
}

/** Outcome of a label for Bradley–Terry: which of its two sources it chose. */
export const FIRST_WON = 0;
export const SECOND_WON = 1;
export const TIED = 2;

/**
 * Counts outcomes per ordered pair in one pass over the labels. Labels with another outcome (both bad, can't judge)
 * and labels that compare a source with itself say nothing and are left out.
 *
 * @throws RangeError for columns of different length or an undeclared source.
 */
export function pairCounts(
  first: Int32Array,
  second: Int32Array,
  outcomes: Uint8Array,
  sourceCount: number,
): PairCounts {
  if (first.length !== second.length || first.length !== outcomes.length)
    throw new RangeError(
      `pairCounts: columns differ in length (${first.length}, ${second.length}, ${outcomes.length})`,
    );
  const counts = new Int32Array(sourceCount * sourceCount * 3);
  for (let row = 0; row < first.length; row++) {
    const a = first[row]!;
    const b = second[row]!;
    if (!(a >= 0 && a < sourceCount && b >= 0 && b < sourceCount))
      throw new RangeError(`pairCounts: label ${row} compares sources ${a} and ${b} of ${sourceCount}`);
    if (a !== b && outcomes[row]! <= TIED) counts[(a * sourceCount + b) * 3 + outcomes[row]!]!++;
  }
  const rows: number[] = [];
  for (let pair = 0; pair < sourceCount * sourceCount; pair++)
    if (counts[pair * 3]! + counts[pair * 3 + 1]! + counts[pair * 3 + 2]! > 0) rows.push(pair);
  const column = (outcome: number) => Float64Array.from(rows, (pair) => counts[pair * 3 + outcome]!);
  return {
    sourceCount,
    first: Int32Array.from(rows, (pair) => Math.floor(pair / sourceCount)),
    second: Int32Array.from(rows, (pair) => pair % sourceCount),
    winsFirst: column(FIRST_WON),
    winsSecond: column(SECOND_WON),
    ties: column(TIED),
  };
}
