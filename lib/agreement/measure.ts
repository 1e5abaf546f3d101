import type { Estimate, Interval, UndefinedReason } from '#lib/statistics/estimate';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import type { SumsLayout } from './agreement-sums';
import type { AgreementTally } from './agreement-tally';

/** A coefficient as a function of the sums over items. */
export interface Measure {
  /** The figure, NaN where it is undefined (turned into null with a reason before it leaves this room). */
  value(sums: Float64Array, layout: SumsLayout): number;
  /** Lowest possible value: 0 for shares, none for chance-corrected coefficients. */
  low?: number;
}

/** An annotator interval needs at least this many annotators who overlap. */
export const MIN_ANNOTATORS = 8;

/**
 * A measure with both intervals. "New items, these annotators": delete-one-item jackknife, t with n − 1 degrees of
 * freedom over the n items with two labels; or the error handed in. "Annotators like these": delete-one-annotator.
 *
 * When the items do not differ at all the error is 0 and says nothing; the Wilson interval of the agreement, seen
 * through the same chance correction, then stands in for [value, value].
 *
 * @param analytic a standard error known in closed form, and its degrees of freedom.
 */
export function measureEstimate(
  tally: AgreementTally,
  measure: Measure,
  analytic?: { se: number | null; df: number },
): Estimate {
  const { layout, total } = tally;
  const value = measure.value(total, layout);
  if (!Number.isFinite(value)) return undefinedEstimate(undefinedReason(total, layout));
  const pairable = total[layout.pairable]!;
  const se = analytic ? analytic.se : itemJackknife(tally, measure);
  const df = analytic ? analytic.df : pairable - 1;
  const range = { low: measure.low ?? Number.NEGATIVE_INFINITY, high: 1 };
  const degenerate = (units: number) => withoutVariation(value, total, layout, units, range.low);
  const annotators = annotatorJackknife(tally, measure);
  const estimate: Estimate = {
    value,
    se,
    ci95: se === null ? null : se < NEGLIGIBLE ? degenerate(pairable) : tInterval(value, se, df, range),
    ci95Annotators: null,
  };
  if (se === null) estimate.reason = 'one_item';
  if (tally.overlapping.length < MIN_ANNOTATORS) estimate.reason ??= 'too_few_annotators';
  else if (annotators !== null) {
    const count = tally.overlapping.length;
    estimate.ci95Annotators =
      annotators < NEGLIGIBLE ? degenerate(count) : tInterval(value, annotators, count - 1, range);
  } else estimate.reason ??= 'too_few_annotators';
  return estimate;
}

/** Below this a standard error is rounding noise around an exact zero. */
const NEGLIGIBLE = 1e-12;

/** The item jackknife error of a measure; null when the figure rests on a single item. */
export function itemJackknife(tally: AgreementTally, measure: Measure): number | null {
  const { patterns, layout, contributions, total } = tally;
  const width = layout.width;
  const replicates = new Float64Array(patterns.observed);
  const multiplicity = new Float64Array(patterns.observed);
  const sums = new Float64Array(width);
  for (let p = 0; p < patterns.observed; p++) {
    if (contributions[p * width + layout.pairable] === 0) continue;
    for (let s = 0; s < width; s++) sums[s] = total[s]! - contributions[p * width + s]!;
    multiplicity[p] = patterns.multiplicity[p]!;
    replicates[p] = measure.value(sums, layout);
  }
  return jackknifeError(replicates, multiplicity);
}

/** The annotator jackknife error of a measure; null when the figure is undefined without one of them. */
export function annotatorJackknife(tally: AgreementTally, measure: Measure): number | null {
  const { layout, withoutAnnotator, overlapping } = tally;
  const replicates = Float64Array.from(overlapping, (annotator) =>
    measure.value(
      withoutAnnotator.subarray(annotator * layout.width, (annotator + 1) * layout.width),
      layout,
    ),
  );
  return jackknifeError(replicates);
}

/** A figure that cannot be given. */
export function undefinedEstimate(reason: UndefinedReason): Estimate {
  return { value: null, se: null, ci95: null, ci95Annotators: null, reason };
}

function undefinedReason(total: Float64Array, layout: SumsLayout): UndefinedReason {
  if (total[layout.items] === 0) return 'no_data';
  return total[layout.pairable] === 0 ? 'no_pairs' : 'no_variation';
}

function withoutVariation(
  value: number,
  total: Float64Array,
  layout: SumsLayout,
  units: number,
  low: number,
): Interval | null {
  const agreement = Math.min(1, total[layout.agreement.identity]! / total[layout.pairable]!);
  const wilson = wilsonInterval(agreement * units, units);
  if (wilson === null || units < 2) return null;
  // A coefficient 1 − (1 − agreement)/(1 − chance) moves by the same chance correction as its agreement does.
  const scale = agreement < 1 ? (1 - value) / (1 - agreement) : 1 / (1 - chanceAgreement(total, layout));
  const at = (share: number) => 1 - (1 - share) * scale;
  if (low === 0) return wilson;
  return [Math.max(low, at(wilson[0])), Math.min(1, at(wilson[1]))];
}

function chanceAgreement(total: Float64Array, layout: SumsLayout): number {
  let labels = 0;
  let squares = 0;
  for (let c = 0; c < layout.categoryCount; c++) {
    const margin = total[layout.margin + c]!;
    labels += margin;
    squares += margin * margin;
  }
  const chance = squares / (labels * labels);
  return chance < 1 ? chance : 0;
}
