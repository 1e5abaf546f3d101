import type { Estimate } from '#lib/statistics/estimate';
import { type ItemSums, totalSums } from './agreement-tally';
import type { CountPatterns } from './count-patterns';
import { estimateWithIntervals, undefinedEstimate } from './estimate-with-intervals';
import { intervalWithoutVariation, itemJackknife, type Measure, undefinedReason } from './measure';

type PatternedSums = ItemSums & { patterns: Pick<CountPatterns, 'ofItem'> };

/** The sums over some of the items: a tag, a language. Costs a look at each item of the slice, whatever else there is. */
export function sliceSums(whole: PatternedSums, items: ArrayLike<number>): ItemSums {
  const multiplicity = new Float64Array(whole.multiplicity.length);
  for (let k = 0; k < items.length; k++) {
    const pattern = whole.patterns.ofItem[items[k]!];
    if (pattern === undefined) throw new RangeError(`sliceSums: no item ${items[k]}`);
    if (pattern >= 0) multiplicity[pattern]!++;
  }
  return sumsOf(whole, multiplicity);
}

/** The sums over the items outside a slice of distinct items. */
export function restSums(whole: ItemSums, slice: ItemSums): ItemSums {
  return sumsOf(
    whole,
    whole.multiplicity.map((items, pattern) => items - slice.multiplicity[pattern]!),
  );
}

function sumsOf({ layout, contributions }: ItemSums, multiplicity: Float64Array): ItemSums {
  return { layout, contributions, multiplicity, total: totalSums(layout, contributions, multiplicity) };
}

/**
 * A measure over a slice with its item interval ("these annotators, new comparisons"); a slice says nothing about other
 * annotators, so there is no second interval.
 */
export function sliceEstimate(sums: ItemSums, measure: Measure): Estimate {
  const value = measure.value(sums.total, sums.layout);
  if (!Number.isFinite(value)) return undefinedEstimate(undefinedReason(sums));
  const { reason, ...estimate } = estimateWithIntervals({
    value,
    se: itemJackknife(sums, measure),
    df: sums.total[sums.layout.pairable]! - 1,
    annotatorError: null,
    annotators: 0,
    low: measure.low,
    withoutVariation: (units) => intervalWithoutVariation(sums, value, units, measure.low === 0),
  });
  return reason === 'one_item' ? { ...estimate, reason } : estimate;
}
