import { patternContributions, type SumsLayout, sumsLayout } from './agreement-sums';
import { type AnnotatorCells, annotatorCells, withoutAnnotators } from './annotator-cells';
import { type CountPatterns, countPatterns } from './count-patterns';
import type { LabelColumns } from './label-columns';

/** The sums over items and how they split by pattern: all that a coefficient and its item interval need. */
export interface ItemSums {
  layout: SumsLayout;
  /** What one item of each pattern adds to the sums; the first `multiplicity.length` are patterns of items. */
  contributions: Float64Array;
  /** Number of items with each pattern. */
  multiplicity: Float64Array;
  /** The sums over all items. */
  total: Float64Array;
}

/** What a coefficient is estimated from: the sums over items, and what each annotator holds of them. */
export interface MeasureSums extends ItemSums {
  /** The sums when an annotator's labels are left out, one row per annotator. */
  withoutAnnotator: Float64Array;
  /** Annotators who share at least one item with another: the only ones whose absence can be felt. */
  overlapping: Int32Array;
  /** Where each annotator's labels stand. */
  annotatorCells: AnnotatorCells;
}

/** Everything that the coefficients read, made in a few passes over the labels and then shared by all of them. */
export interface AgreementTally extends MeasureSums {
  columns: LabelColumns;
  patterns: CountPatterns;
}

/** The sums over items, from labels. */
export function itemSums(columns: LabelColumns): ItemSums & { patterns: CountPatterns } {
  const patterns = countPatterns(columns);
  const layout = sumsLayout(columns.categoryCount);
  const contributions = patternContributions(patterns, layout);
  const { multiplicity } = patterns;
  return {
    patterns,
    layout,
    contributions,
    multiplicity,
    total: totalSums(layout, contributions, multiplicity),
  };
}

/**
 * The sums over items and without each annotator.
 *
 * @param columns at most one label per annotator and item (`withoutRepeats`).
 */
export function agreementTally(columns: LabelColumns): AgreementTally {
  const sums = itemSums(columns);
  const cells = annotatorCells(columns, sums.patterns);
  return {
    columns,
    ...sums,
    ...withoutAnnotators(cells, sums.layout, sums.contributions, sums.total),
    annotatorCells: cells,
  };
}

/** The sums over all items: what an item of each pattern adds, times the items that have it. */
export function totalSums(
  layout: SumsLayout,
  contributions: Float64Array,
  multiplicity: Float64Array,
): Float64Array {
  const width = layout.width;
  const total = new Float64Array(width);
  for (let p = 0; p < multiplicity.length; p++) {
    const times = multiplicity[p]!;
    for (let s = 0; s < width; s++) total[s]! += times * contributions[p * width + s]!;
  }
  return total;
}
