import type { Interval } from '#lib/statistics/estimate';

/**
 * How accurate a perfect model could be on single labels, when two annotators agree with probability `agreement`.
 *
 * Where an annotator sides with the population's choice with probability t, two agree with t² + (1 − t)². The mean of t
 * is then at least the agreement (pairs that are either unanimous or even) and at most (1 + √(2a − 1)) / 2 (all
 * equally hard); both ends are reached, so this is an interval, not an estimate. Independent annotators, no ties.
 *
 * @param agreement share of agreeing label pairs, in [0, 1].
 * @returns [low, high], or null when agreement is at or below one half: the labels then hold no common preference.
 */
export function humanCeiling(agreement: number): Interval | null {
  if (!(agreement >= 0 && agreement <= 1))
    throw new RangeError(`humanCeiling: agreement must lie in [0, 1], got ${agreement}`);
  return agreement <= 0.5 ? null : [agreement, (1 + Math.sqrt(2 * agreement - 1)) / 2];
}
