import type { Estimate, Interval, UndefinedReason } from '#lib/statistics/estimate';
import { jackknifeError } from '#lib/statistics/jackknife';
import type { SumsLayout } from './agreement-sums';
import type { ItemSums, MeasureSums } from './agreement-tally';
import { annotatorError } from './annotator-error';
import { annotatorInfluences } from './annotator-influences';
import { carriedInterval, estimateWithIntervals, undefinedEstimate } from './estimate-with-intervals';

/** A coefficient as a function of the sums over items. */
export interface Measure {
  /** The figure, NaN where it is undefined (turned into null with a reason before it leaves this room). */
  value(sums: Float64Array, layout: SumsLayout): number;
  /** Lowest possible value: 0 for shares, none for chance-corrected coefficients. */
  low?: number;
}

/**
 * A measure with both intervals. "New items, these annotators": delete-one-item jackknife, t with n − 1 degrees of
 * freedom over the n items with two labels; or the error handed in. "Annotators like these": delete-one-annotator, with
 * what it counts twice taken off (`annotatorError`).
 *
 * When the items do not differ at all the error is 0 and says nothing; the Wilson interval of the agreement, seen
 * through the same chance correction, then stands in for [value, value].
 *
 * @param analytic a standard error known in closed form, and its degrees of freedom.
 */
export function measureEstimate(
  tally: MeasureSums,
  measure: Measure,
  analytic?: { se: number | null; df: number },
): Estimate {
  const { layout, total } = tally;
  const value = measure.value(total, layout);
  if (!Number.isFinite(value)) return undefinedEstimate(undefinedReason(tally));
  const item = analytic ?? { se: itemJackknife(tally, measure), df: total[layout.pairable]! - 1 };
  const without = (sums: Float64Array) => measure.value(sums, layout);
  return estimateWithIntervals({
    value,
    ...item,
    annotators: tally.overlapping.length,
    annotatorError: annotatorError(
      annotatorInfluences(tally, value, { without, withoutLabel: without, personal: false }),
      item,
    ),
    low: measure.low,
    withoutVariation: (units) => intervalWithoutVariation(tally, value, units, measure.low === 0),
  });
}

/** The figure without one item of each pattern that has two labels or more, NaN for the other patterns. */
export function itemReplicates(tally: ItemSums, measure: Measure): Float64Array {
  const { multiplicity, layout, contributions, total } = tally;
  const width = layout.width;
  const replicates = new Float64Array(multiplicity.length).fill(Number.NaN);
  const sums = new Float64Array(width);
  for (let p = 0; p < multiplicity.length; p++) {
    if (contributions[p * width + layout.pairable] === 0) continue;
    for (let s = 0; s < width; s++) sums[s] = total[s]! - contributions[p * width + s]!;
    replicates[p] = measure.value(sums, layout);
  }
  return replicates;
}

/** The items of each pattern that count towards agreement: those with two labels or more. */
export function pairableMultiplicity(tally: ItemSums): Float64Array {
  const { layout, contributions } = tally;
  return tally.multiplicity.map((items, p) => items * contributions[p * layout.width + layout.pairable]!);
}

/** The item jackknife error of a measure; null when the figure rests on a single item. */
export function itemJackknife(tally: ItemSums, measure: Measure): number | null {
  return jackknifeError(itemReplicates(tally, measure), pairableMultiplicity(tally));
}

/**
 * The plain annotator jackknife error of a measure, which `annotatorError` refines and the gate, ever cautious, reads as
 * it is; null when the figure is undefined without one of them.
 */
export function annotatorJackknife(tally: MeasureSums, measure: Measure): number | null {
  const { layout, withoutAnnotator, overlapping } = tally;
  const row = (annotator: number) =>
    withoutAnnotator.subarray(annotator * layout.width, (annotator + 1) * layout.width);
  return jackknifeError(Float64Array.from(overlapping, (annotator) => measure.value(row(annotator), layout)));
}

/** Why no figure can be given from these sums. */
export function undefinedReason({ total, layout }: ItemSums): UndefinedReason {
  if (total[layout.items] === 0) return 'no_data';
  return total[layout.pairable] === 0 ? 'no_pairs' : 'no_variation';
}

/** The Wilson interval of the agreement over so many units, carried to the coefficient by its chance correction. */
export function intervalWithoutVariation(
  tally: ItemSums,
  value: number,
  units: number,
  isShare: boolean,
): Interval | null {
  const { agreement, scale } = agreementScale(tally, value);
  // A share is its own agreement.
  return isShare
    ? carriedInterval(agreement, agreement, units, 1)
    : carriedInterval(value, agreement, units, scale);
}

/** The agreement behind a chance-corrected figure, and how much faster the figure moves than it. */
export function agreementScale(
  { total, layout }: ItemSums,
  value: number,
): { agreement: number; scale: number } {
  const agreement = Math.min(1, total[layout.agreement.identity]! / total[layout.pairable]!);
  // A coefficient 1 − (1 − agreement)/(1 − chance) moves by the same chance correction as its agreement does.
  const scale = agreement < 1 ? (1 - value) / (1 - agreement) : 1 / (1 - marginalChance(total, layout));
  return { agreement, scale };
}

function marginalChance(total: Float64Array, layout: SumsLayout): number {
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
