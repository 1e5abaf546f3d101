import { FIRST_WON, SECOND_WON, TIED } from './pair-counts';

export interface EloOptions {
  /** Points that a certain surprise moves. */
  k?: number;
  base?: number;
  scale?: number;
  start?: number;
}

/**
 * Online Elo ratings in label order, a tie as half a win. A history to look at, not a ranking: the figures depend on the
 * order of the labels; `bradleyTerry` does not.
 *
 * @returns the rating of each source after all labels; labels with another outcome change nothing.
 * @throws RangeError for columns of different length or an undeclared source.
 */
export function eloRatings(
  first: Int32Array,
  second: Int32Array,
  outcomes: Uint8Array,
  sourceCount: number,
  options: EloOptions = {},
): Float64Array {
  return eloHistory(first, second, outcomes, sourceCount, 1, options).at(-1)!.ratings;
}

/** Ratings after so many labels. */
export interface EloPoint {
  labels: number;
  ratings: Float64Array;
}

/**
 * The same ratings as they moved: at the start, and after each of about `points` equal stretches of labels.
 *
 * @throws RangeError for columns of different length, an undeclared source or fewer than one point.
 */
export function eloHistory(
  first: Int32Array,
  second: Int32Array,
  outcomes: Uint8Array,
  sourceCount: number,
  points: number,
  { k = 4, base = 10, scale = 400, start = 1000 }: EloOptions = {},
): EloPoint[] {
  if (first.length !== second.length || first.length !== outcomes.length)
    throw new RangeError(
      `eloRatings: columns differ in length (${first.length}, ${second.length}, ${outcomes.length})`,
    );
  if (!(points >= 1)) throw new RangeError(`eloHistory: at least one point, got ${points}`);
  const ratings = new Float64Array(sourceCount).fill(start);
  const history: EloPoint[] = [{ labels: 0, ratings: ratings.slice() }];
  const stretch = Math.max(1, Math.ceil(first.length / points));
  for (let row = 0; row < first.length; row++) {
    const a = first[row]!;
    const b = second[row]!;
    if (!(a >= 0 && a < sourceCount && b >= 0 && b < sourceCount))
      throw new RangeError(`eloRatings: label ${row} compares sources ${a} and ${b} of ${sourceCount}`);
    const score = SCORES.get(outcomes[row]!);
    if (score !== undefined) {
      const expected = 1 / (1 + base ** ((ratings[b]! - ratings[a]!) / scale));
      ratings[a]! += k * (score - expected);
      ratings[b]! -= k * (score - expected);
    }
    if ((row + 1) % stretch === 0 || row === first.length - 1)
      history.push({ labels: row + 1, ratings: ratings.slice() });
  }
  return history;
}

const SCORES = new Map([
  [FIRST_WON, 1],
  [SECOND_WON, 0],
  [TIED, 0.5],
]);

/** Log strengths on the scale of chess ratings, 400 points per factor ten in odds, mean 1000. */
export function eloScale(strength: number): number {
  return 1000 + (400 / Math.LN10) * strength;
}
