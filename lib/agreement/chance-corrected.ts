import type { Estimate } from '#lib/statistics/estimate';
import type { SumsLayout } from './agreement-sums';
import type { MeasureSums } from './agreement-tally';
import type { Weighting } from './agreement-weights';
import { gwetError } from './gwet-error';
import { type Measure, measureEstimate } from './measure';

/**
 * Which agreement chance alone would give: `fleiss` from the prevalence of the categories, `gwet` from how undecided
 * that prevalence leaves a guesser, `uniform` from the number of declared categories, `none` for no correction.
 */
export type ChanceModel = 'fleiss' | 'gwet' | 'uniform' | 'none';

/** Agreement expected by chance, from the prevalence of each category (q entries from `at`). */
export function chanceAgreement(
  model: ChanceModel,
  prevalence: ArrayLike<number>,
  at: number,
  weights: Float64Array,
  categoryCount: number,
): number {
  const q = categoryCount;
  if (model === 'none') return 0;
  let weightSum = 0;
  for (let k = 0; k < q * q; k++) weightSum += weights[k]!;
  if (model === 'uniform') return weightSum / (q * q);
  let chance = 0;
  if (model === 'gwet') {
    for (let c = 0; c < q; c++) chance += prevalence[at + c]! * (1 - prevalence[at + c]!);
    return (weightSum / (q * (q - 1))) * chance;
  }
  for (let c = 0; c < q; c++)
    for (let d = 0; d < q; d++) chance += weights[c * q + d]! * prevalence[at + c]! * prevalence[at + d]!;
  return chance;
}

/** (agreement − chance)/(1 − chance); NaN where chance alone agrees always. The tolerance absorbs rounding only. */
export function chanceCorrected(agreement: number, chance: number): number {
  return 1 - chance < 1e-12 ? Number.NaN : (agreement - chance) / (1 - chance);
}

/** A chance-corrected coefficient from raw labels with missing ones, as Gwet (2014) defines them. */
export function chanceCorrectedMeasure(model: ChanceModel, weighting: Weighting): Measure {
  const prevalence = new Float64Array(64);
  return {
    value(sums: Float64Array, layout: SumsLayout) {
      const q = layout.categoryCount;
      const items = sums[layout.items]!;
      for (let c = 0; c < q; c++) prevalence[c] = sums[layout.prevalence + c]! / items;
      const agreement = sums[layout.agreement[weighting]]! / sums[layout.pairable]!;
      return chanceCorrected(agreement, chanceAgreement(model, prevalence, 0, layout.weights[weighting], q));
    },
  };
}

function gwetFamily(tally: MeasureSums, model: ChanceModel, weighting: Weighting): Estimate {
  return measureEstimate(tally, chanceCorrectedMeasure(model, weighting), gwetError(tally, weighting, model));
}

/**
 * Fleiss' kappa (1971) with missing labels after Gwet (2014): agreement over items with two labels, prevalence over all
 * items with a label. On complete data the classical figure. Null when all labels are in one category.
 */
export function fleissKappa(tally: MeasureSums, weighting: Weighting = 'identity'): Estimate {
  return gwetFamily(tally, 'fleiss', weighting);
}

/**
 * Gwet's AC1 (2008), AC2 with weights: stays near the percent agreement when one category prevails. It rises with skew
 * even for careless annotators, so it should never decide alone. Defined for one used category, if two are declared.
 */
export function gwetAc(tally: MeasureSums, weighting: Weighting = 'identity'): Estimate {
  return gwetFamily(tally, 'gwet', weighting);
}

/** Brennan & Prediger (1981), also S, Randolph's kappa, PABAK: chance is uniform over the declared categories. */
export function brennanPrediger(tally: MeasureSums, weighting: Weighting = 'identity'): Estimate {
  return gwetFamily(tally, 'uniform', weighting);
}

/**
 * Scott's pi (1955) from labels: chance from the margins of the labels on items with two labels or more, both
 * annotators' pooled; for more than two annotators the same with everyone pooled. Item jackknife.
 */
export function scottPiMeasure(weighting: Weighting = 'identity'): Measure {
  const share = new Float64Array(64);
  return {
    value(sums, layout) {
      const q = layout.categoryCount;
      let labels = 0;
      for (let c = 0; c < q; c++) labels += sums[layout.margin + c]!;
      for (let c = 0; c < q; c++) share[c] = sums[layout.margin + c]! / labels;
      const agreement = sums[layout.agreement[weighting]]! / sums[layout.pairable]!;
      return chanceCorrected(agreement, chanceAgreement('fleiss', share, 0, layout.weights[weighting], q));
    },
  };
}

export function scottPi(tally: MeasureSums, weighting: Weighting = 'identity'): Estimate {
  return measureEstimate(tally, scottPiMeasure(weighting));
}
