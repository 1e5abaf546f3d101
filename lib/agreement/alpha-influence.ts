import type { Interval, UndefinedReason } from '#lib/statistics/estimate';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';
import type { AgreementTally } from './agreement-tally';
import { type AlphaOptions, alphaMeasure } from './krippendorff-alpha';
import type { Measure } from './measure';

/** What leaving something out does to alpha. */
export interface AlphaInfluence {
  /** Alpha without it; null where that is undefined. */
  alphaWithout: number | null;
  /** Alpha without it minus alpha with everything: positive when it costs agreement. */
  change: number | null;
  /** Delete-one-item jackknife of the change itself, so that what both figures share cancels. */
  se: number | null;
  ci95: Interval | null;
  reason?: UndefinedReason;
}

/**
 * How alpha changes when a group of items (a tag, a guideline section, a source) is left out, for each group. Hundreds
 * of groups cost about as many coefficients as there are patterns, each.
 *
 * @param groups item indices of each group; an item may be in several groups but once in each.
 * @param options metric and mirror; the mirror makes it the swap-invariant alpha.
 */
export function alphaInfluenceOfItems(
  tally: AgreementTally,
  groups: readonly ArrayLike<number>[],
  options: AlphaOptions = {},
): AlphaInfluence[] {
  const { patterns, layout, contributions, total } = tally;
  const measure = alphaMeasure(layout.categoryCount, options);
  const whole = wholeFigures(tally, measure);
  const width = layout.width;
  return groups.map((group) => {
    const inside = new Int32Array(patterns.observed);
    const sums = total.slice();
    for (let k = 0; k < group.length; k++) {
      const pattern = patterns.ofItem[group[k]!];
      if (pattern === undefined) throw new RangeError(`alphaInfluenceOfItems: no item ${group[k]}`);
      if (pattern >= 0) inside[pattern]!++;
    }
    for (let p = 0; p < patterns.observed; p++)
      if (inside[p]! > 0)
        for (let s = 0; s < width; s++) sums[s]! -= inside[p]! * contributions[p * width + s]!;
    // Of the items of a pattern, those in the group change nothing any more when they are left out as well.
    const touched: Touched[] = [];
    for (let p = 0; p < patterns.observed; p++)
      if (inside[p]! > 0) touched.push({ pattern: p, left: -1, items: inside[p]! });
    return influence(tally, measure, whole, sums, touched);
  });
}

/** How alpha changes when one annotator's labels are left out, for each annotator. See `alphaInfluenceOfItems`. */
export function alphaInfluenceOfAnnotators(
  tally: AgreementTally,
  options: AlphaOptions = {},
): AlphaInfluence[] {
  const { columns, layout, withoutAnnotator } = tally;
  const { starts, cells, times, reduced } = tally.annotatorCells;
  const q = layout.categoryCount;
  const measure = alphaMeasure(q, options);
  const whole = wholeFigures(tally, measure);
  return Array.from({ length: columns.annotatorCount }, (_, annotator) => {
    const touched: Touched[] = [];
    for (let k = starts[annotator]!; k < starts[annotator + 1]!; k++) {
      const cell = cells[k]!;
      touched.push({ pattern: Math.floor(cell / q), left: reduced[cell]!, items: times[k]! });
    }
    const sums = withoutAnnotator.slice(annotator * layout.width, (annotator + 1) * layout.width);
    return influence(tally, measure, whole, sums, touched);
  });
}

/** Items of a pattern that the group touches, and the pattern that remains of them (−1: nothing remains). */
interface Touched {
  pattern: number;
  left: number;
  items: number;
}

interface WholeFigures {
  alpha: number;
  /** Alpha without one item of each pattern. */
  withoutItem: Float64Array;
  pairableItems: number;
}

function wholeFigures(tally: AgreementTally, measure: Measure): WholeFigures {
  const { patterns, layout, total } = tally;
  const sums = new Float64Array(layout.width);
  return {
    alpha: measure.value(total, layout),
    withoutItem: Float64Array.from({ length: patterns.observed }, (_, p) =>
      valueWithout(tally, measure, total, p, sums),
    ),
    pairableItems: total[layout.pairable]!,
  };
}

function valueWithout(
  tally: AgreementTally,
  measure: Measure,
  from: Float64Array,
  pattern: number,
  scratch: Float64Array,
): number {
  const { layout, contributions } = tally;
  const width = layout.width;
  for (let s = 0; s < width; s++) scratch[s] = from[s]! - contributions[pattern * width + s]!;
  return measure.value(scratch, layout);
}

function influence(
  tally: AgreementTally,
  measure: Measure,
  whole: WholeFigures,
  sums: Float64Array,
  touched: Touched[],
): AlphaInfluence {
  const { patterns, layout, contributions } = tally;
  const without = measure.value(sums, layout);
  const missing = {
    alphaWithout: Number.isFinite(without) ? without : null,
    change: null,
    se: null,
    ci95: null,
  };
  if (!Number.isFinite(whole.alpha) || !Number.isFinite(without)) {
    // Rounding leaves no residue here: items are counted in whole numbers.
    return { ...missing, reason: sums[layout.pairable]! < 0.5 ? 'no_pairs' : 'no_variation' };
  }
  const untouched = patterns.multiplicity.slice();
  const replicates: number[] = [];
  const multiplicity: number[] = [];
  const scratch = new Float64Array(layout.width);
  const isPairable = (pattern: number) => contributions[pattern * layout.width + layout.pairable]! > 0;
  for (const { pattern, left, items } of touched) {
    untouched[pattern]! -= items;
    if (!isPairable(pattern)) continue;
    const rest = left < 0 ? without : valueWithout(tally, measure, sums, left, scratch);
    replicates.push(rest - whole.withoutItem[pattern]!);
    multiplicity.push(items);
  }
  for (let p = 0; p < patterns.observed; p++) {
    if (untouched[p]! <= 0 || !isPairable(p)) continue;
    replicates.push(valueWithout(tally, measure, sums, p, scratch) - whole.withoutItem[p]!);
    multiplicity.push(untouched[p]!);
  }
  const change = without - whole.alpha;
  const se = jackknifeError(replicates, multiplicity);
  if (se === null) return { ...missing, change, reason: 'one_item' };
  return { alphaWithout: without, change, se, ci95: tInterval(change, se, whole.pairableItems - 1) };
}
