import type { Estimate } from '#lib/statistics/estimate';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';
import type { CohenPairs } from './cohen-pair-list';
import { MIN_ANNOTATORS, undefinedEstimate } from './measure';

/**
 * The mean of all annotator pairs' Cohen's kappas, weighted by their shared items; pairs for which kappa is undefined
 * are left out (and counted in `pairs.undefinedPairs`). A drill-down figure, never one to decide by: with partial
 * overlap each kappa has few items and margins of its own. Both intervals are exact delete-one jackknives.
 *
 * Null when no two annotators share an item (`no_pairs`) or no pair's kappa is defined (`no_variation`).
 */
export function meanCohenKappa(pairs: CohenPairs): Estimate {
  if (pairs.count === 0) return undefinedEstimate('no_pairs');
  if (pairs.weight === 0) return undefinedEstimate('no_variation');
  const value = pairs.weightedSum / pairs.weight;
  const { sum, weight } = pairs.itemEffect;
  const replicates = new Float64Array(pairs.pairable.length);
  let items = 0;
  for (let item = 0; item < replicates.length; item++) {
    if (!pairs.pairable[item]) continue;
    items++;
    const left = pairs.weight + weight[item]!;
    replicates[item] = left > 0.5 ? (pairs.weightedSum + sum[item]!) / left : Number.NaN;
  }
  const se = jackknifeError(replicates, pairs.pairable);
  const estimate: Estimate = {
    value,
    se,
    ci95: se === null ? null : tInterval(value, se, items - 1, { high: 1 }),
    ci95Annotators: null,
  };
  if (se === null) estimate.reason = 'one_item';
  const without: number[] = [];
  for (let annotator = 0; annotator < pairs.byAnnotator.weight.length; annotator++) {
    if (pairs.byAnnotator.shared[annotator] === 0) continue;
    const left = pairs.weight - pairs.byAnnotator.weight[annotator]!;
    without.push(
      left > 0.5 ? (pairs.weightedSum - pairs.byAnnotator.weightedSum[annotator]!) / left : Number.NaN,
    );
  }
  const spread = without.length < MIN_ANNOTATORS ? null : jackknifeError(without);
  if (spread === null) estimate.reason ??= 'too_few_annotators';
  else estimate.ci95Annotators = tInterval(value, spread, without.length - 1, { high: 1 });
  return estimate;
}
