import { binomialCdf } from '#lib/statistics/distributions';
import { falseDiscoveryRates } from './false-discovery';
import { checkLength } from './labels-by-item';
import { type Proportion, proportion } from './proportion';

/** Side of the screen that a label chose. */
export const CHOSE_FIRST = 0;
export const CHOSE_SECOND = 1;
export const CHOSE_NEITHER = 2;

export interface PositionBias {
  /** Share of decisive labels that chose the first-shown (left) response. */
  firstShare: Proportion;
  /** Exact two-sided binomial test of one half; null without decisive labels. */
  pValue: number | null;
  /** Benjamini–Hochberg over all annotators with decisive labels. */
  qValue: number | null;
  /** |share - .5| > .1 and q < .05: large and not by chance. */
  flagged: boolean;
}

/**
 * Does an annotator favour one side of the screen? With randomised order half of the decisive labels should choose the
 * response shown first, whatever its quality. Ties and "both bad" choose no side and are left out.
 *
 * @param sides per label CHOSE_FIRST, CHOSE_SECOND or CHOSE_NEITHER.
 * @param annotators per label the annotator, 0 … annotatorCount − 1.
 * @throws RangeError for columns of different length, an unknown side or annotator.
 */
export function positionBias(
  sides: Uint8Array,
  annotators: Int32Array,
  annotatorCount: number,
): PositionBias[] {
  checkLength(sides.length, annotators.length, 'sides', 'positionBias');
  const first = new Int32Array(annotatorCount);
  const decisive = new Int32Array(annotatorCount);
  for (let row = 0; row < sides.length; row++) {
    const annotator = annotators[row]!;
    const side = sides[row]!;
    if (annotator < 0 || annotator >= annotatorCount)
      throw new RangeError(`positionBias: label ${row} names annotator ${annotator} of ${annotatorCount}`);
    if (side > CHOSE_NEITHER) throw new RangeError(`positionBias: label ${row} has side ${side}`);
    if (side === CHOSE_NEITHER) continue;
    decisive[annotator]!++;
    if (side === CHOSE_FIRST) first[annotator]!++;
  }
  const pValues = Array.from(decisive, (n, annotator) =>
    n === 0 ? null : binomialTestHalf(first[annotator]!, n),
  );
  const qValues = falseDiscoveryRates(pValues);
  return Array.from(decisive, (n, annotator) => {
    const firstShare = proportion(first[annotator]!, n);
    const qValue = qValues[annotator]!;
    const flagged = qValue !== null && qValue < 0.05 && Math.abs(firstShare.value! - 0.5) > 0.1;
    return { firstShare, pValue: pValues[annotator]!, qValue, flagged };
  });
}

/** Exact two-sided p-value of "one half": both tails are alike. */
function binomialTestHalf(count: number, n: number): number {
  return Math.min(1, 2 * binomialCdf(Math.min(count, n - count), n, 0.5));
}
