import type { Estimate } from '#lib/statistics/estimate';
import type { MeasureSums } from './agreement-tally';
import type { Weighting } from './agreement-weights';
import { gwetError } from './gwet-error';
import { type Measure, measureEstimate } from './measure';

/** Mean over items with two labels or more of the share of the item's label pairs that agree. */
export function percentAgreementMeasure(weighting: Weighting = 'identity'): Measure {
  return {
    low: 0,
    value: (sums, layout) => sums[layout.agreement[weighting]]! / sums[layout.pairable]!,
  };
}

/** Agreeing label pairs over all label pairs within items: items with more labels weigh more. */
export const pairwiseAgreementMeasure: Measure = {
  low: 0,
  value: (sums, layout) => sums[layout.agreeingPairs]! / sums[layout.allPairs]!,
};

/**
 * Percent agreement, each item the same weight (Fleiss 1971; Gwet 2014). Analytic error over items, t with n − 1
 * degrees of freedom. Null when no item has two labels.
 */
export function percentAgreement(tally: MeasureSums, weighting: Weighting = 'identity'): Estimate {
  const measure = percentAgreementMeasure(weighting);
  return measureEstimate(tally, measure, gwetError(tally, weighting, 'none'));
}

/** Pairwise agreement, each pair of labels the same weight. Item jackknife. Null when no item has two labels. */
export function pairwiseAgreement(tally: MeasureSums): Estimate {
  return measureEstimate(tally, pairwiseAgreementMeasure);
}
