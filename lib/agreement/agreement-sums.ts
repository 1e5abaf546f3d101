import { agreementWeights, WEIGHTINGS, type Weighting } from './agreement-weights';
import type { CountPatterns } from './count-patterns';

/**
 * Every coefficient that does not ask who gave the label is a function of a few sums over items. Leaving out an item
 * or an annotator, or drawing items again, then only changes the sums. This is where each sum stands in the row.
 */
export interface SumsLayout {
  categoryCount: number;
  width: number;
  /** Items with a label. */
  items: 0;
  /** Items with two labels or more. */
  pairable: 1;
  /** Pairs of labels within items that agree, and all of them. */
  agreeingPairs: 2;
  allPairs: 3;
  /** Σ over pairable items of the item's (weighted) agreement. */
  agreement: Record<Weighting, number>;
  /** Σ over items of the category's share of the item's labels, q entries. */
  prevalence: number;
  /** Labels per category on pairable items, q entries (whole numbers, so they stay exact). */
  margin: number;
  /** Krippendorff's coincidences of each two different categories c < d, q(q − 1)/2 entries. */
  coincidence: number;
  weights: Record<Weighting, Float64Array>;
}

/** At most 64 categories: the coincidences grow with the square of their number. */
export function sumsLayout(categoryCount: number): SumsLayout {
  const q = categoryCount;
  if (!(q >= 1 && q <= 64)) throw new RangeError(`sumsLayout: between 1 and 64 categories, got ${q}`);
  const first = 4;
  const prevalence = first + WEIGHTINGS.length;
  const entries = WEIGHTINGS.map((weighting, k) => [weighting, first + k] as const);
  return {
    categoryCount: q,
    width: prevalence + 2 * q + (q * (q - 1)) / 2,
    items: 0,
    pairable: 1,
    agreeingPairs: 2,
    allPairs: 3,
    agreement: Object.fromEntries(entries) as Record<Weighting, number>,
    prevalence,
    margin: prevalence + q,
    coincidence: prevalence + 2 * q,
    weights: Object.fromEntries(WEIGHTINGS.map((w) => [w, agreementWeights(w, q)])) as Record<
      Weighting,
      Float64Array
    >,
  };
}

/** Writes what one item with these counts adds to the sums; an item without labels adds nothing. */
export function writeContribution(
  layout: SumsLayout,
  counts: ArrayLike<number>,
  from: number,
  out: Float64Array,
  at: number,
): void {
  const q = layout.categoryCount;
  out.fill(0, at, at + layout.width);
  let labels = 0;
  for (let c = 0; c < q; c++) labels += counts[from + c]!;
  if (labels === 0) return;
  out[at + layout.items] = 1;
  for (let c = 0; c < q; c++) out[at + layout.prevalence + c] = counts[from + c]! / labels;
  if (labels === 1) return;
  out[at + layout.pairable] = 1;
  out[at + layout.allPairs] = (labels * (labels - 1)) / 2;
  let cell = at + layout.coincidence;
  let agreeing = 0;
  for (let c = 0; c < q; c++) {
    const own = counts[from + c]!;
    agreeing += (own * (own - 1)) / 2;
    out[at + layout.margin + c] = own;
    for (let d = c + 1; d < q; d++) out[cell++] = (own * counts[from + d]!) / (labels - 1);
  }
  out[at + layout.agreeingPairs] = agreeing;
  for (const weighting of WEIGHTINGS) {
    const weights = layout.weights[weighting];
    let near = 0;
    for (let c = 0; c < q; c++) {
      const own = counts[from + c]!;
      if (own === 0) continue;
      let alike = -1;
      for (let d = 0; d < q; d++) alike += weights[c * q + d]! * counts[from + d]!;
      near += own * alike;
    }
    out[at + layout.agreement[weighting]] = near / (labels * (labels - 1));
  }
}

/** What one item of each pattern adds, `patterns.size` rows of `layout.width`. */
export function patternContributions(
  patterns: Pick<CountPatterns, 'size' | 'counts'>,
  layout: SumsLayout,
): Float64Array {
  const rows = new Float64Array(patterns.size * layout.width);
  for (let p = 0; p < patterns.size; p++)
    writeContribution(layout, patterns.counts, p * layout.categoryCount, rows, p * layout.width);
  return rows;
}
