import type { IntervalReading } from '#lib/agreement/estimate-basis';
import { normalCdf, normalQuantile, tQuantile } from '#lib/statistics/distributions';
import { PROMISED_SHARE, smallestCount } from './planned-count';

/** Beyond so many times what is there nobody plans. */
const FARTHEST = 50;

/**
 * How many more trials decide a share against a threshold (either way) with the promised chance, if it stays what it
 * seems to be. Wilson's bound reaches the threshold exactly when the share is z·sqrt(threshold(1 − threshold)/n) away
 * from it; until then the share moves by the noise of the trials to come.
 *
 * @param share successes out of n, n ≥ 1.
 * @returns null when no number in reach does.
 */
export function trialsToDecide(
  share: { count: number; of: number },
  threshold: number,
  reading: IntervalReading,
): number | null {
  const { count, of: now } = share;
  if (!(now >= 1) || !(threshold > 0 && threshold < 1)) return null;
  const z = reading.widening * normalQuantile(1 - (1 - reading.level) / 2);
  // One success and one failure more: a share of exactly 0 or 1 would seem never to move.
  const value = (count + 1) / (now + 2);
  const chance = (more: number) => {
    const distance = z * Math.sqrt((threshold * (1 - threshold)) / (now + more));
    const moves = Math.sqrt(((value * (1 - value)) / now) * (more / (now + more)));
    return (
      normalCdf((value - threshold - distance) / moves) + normalCdf((threshold - value - distance) / moves)
    );
  };
  return smallestCount(FARTHEST * now, (more) => chance(more) >= PROMISED_SHARE);
}

/**
 * How many more comparisons with two labels decide a cohort's alpha, whose interval comes from the comparisons alone.
 *
 * @param cohort value and item error on so many comparisons, ≥ 2.
 */
export function comparisonsToDecide(
  cohort: { value: number; se: number; items: number },
  threshold: number,
  reading: IntervalReading,
): number | null {
  const { value, se, items } = cohort;
  if (!(se > 0) || !(items >= 2)) return null;
  const chance = (more: number) => {
    const kept = items / (items + more);
    const t = tQuantile(1 - (1 - reading.level) / 2, items + more - 1);
    const half = reading.widening * t * se * Math.sqrt(kept);
    const moves = se * Math.sqrt(1 - kept);
    return normalCdf((value - threshold - half) / moves) + normalCdf((threshold - value - half) / moves);
  };
  return smallestCount(FARTHEST * items, (more) => chance(more) >= PROMISED_SHARE);
}
