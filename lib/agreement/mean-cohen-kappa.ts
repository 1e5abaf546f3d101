import type { Estimate } from '#lib/statistics/estimate';
import { jackknifeError } from '#lib/statistics/jackknife';
import type { CohenPairs } from './cohen-pair-list';
import { carriedInterval, estimateWithIntervals, undefinedEstimate } from './estimate-with-intervals';

/**
 * The mean of all annotator pairs' Cohen's kappas, weighted by their shared items; pairs for which kappa is undefined
 * are left out (and counted in `pairs.undefinedPairs`). A drill-down figure, never one to decide by: with partial
 * overlap each kappa has few items and margins of its own. Both intervals are exact delete-one jackknives; the one over
 * annotators is left as it is (unlike `annotatorError`), so it errs towards width.
 *
 * Null when no two annotators share an item (`no_pairs`) or no pair's kappa is defined (`no_variation`).
 */
export function meanCohenKappa(pairs: CohenPairs): Estimate {
  if (pairs.count === 0) return undefinedEstimate('no_pairs');
  if (pairs.weight === 0) return undefinedEstimate('no_variation');
  const value = pairs.weightedSum / pairs.weight;
  const replicates = new Float64Array(pairs.pairable.length);
  let items = 0;
  for (let item = 0; item < replicates.length; item++) {
    if (!pairs.pairable[item]) continue;
    items++;
    const left = pairs.weight + pairs.itemEffect[2 * item + 1]!;
    replicates[item] = left > 0.5 ? (pairs.weightedSum + pairs.itemEffect[2 * item]!) / left : Number.NaN;
  }
  const without: number[] = [];
  for (let annotator = 0; annotator < pairs.byAnnotator.weight.length; annotator++) {
    if (pairs.byAnnotator.shared[annotator] === 0) continue;
    const left = pairs.weight - pairs.byAnnotator.weight[annotator]!;
    without.push(
      left > 0.5 ? (pairs.weightedSum - pairs.byAnnotator.weightedSum[annotator]!) / left : Number.NaN,
    );
  }
  const overAnnotators = jackknifeError(without);
  return estimateWithIntervals({
    value,
    se: jackknifeError(replicates, pairs.pairable),
    df: items - 1,
    annotatorError: overAnnotators === null ? null : { se: overAnnotators, df: without.length - 1 },
    annotators: without.length,
    withoutVariation: (units) => {
      const agreement = Math.min(1, Math.max(0, 1 - (1 - value) * (1 - pairs.chance)));
      return carriedInterval(value, agreement, units, 1 / (1 - pairs.chance));
    },
  });
}

/** Light's kappa (1971): the plain mean of the defined pairs' kappas. Null when there is none. */
export function lightKappa(pairs: CohenPairs): number | null {
  let sum = 0;
  let defined = 0;
  for (const kappa of pairs.kappa) {
    if (Number.isNaN(kappa)) continue;
    sum += kappa;
    defined++;
  }
  return defined > 0 ? sum / defined : null;
}
