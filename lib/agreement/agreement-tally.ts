import { patternContributions, type SumsLayout, sumsLayout } from './agreement-sums';
import { type CountPatterns, countPatterns } from './count-patterns';
import type { LabelColumns } from './label-columns';

/** Everything that the coefficients read, made in a few passes over the labels and then shared by all of them. */
export interface AgreementTally {
  columns: LabelColumns;
  patterns: CountPatterns;
  layout: SumsLayout;
  /** What one item of each pattern adds to the sums. */
  contributions: Float64Array;
  /** The sums over all items. */
  total: Float64Array;
  /** The sums when an annotator's labels are left out, `annotatorCount` rows. */
  withoutAnnotator: Float64Array;
  /** Annotators who share at least one item with another: the only ones whose absence can be felt. */
  overlapping: Int32Array;
}

/**
 * @param columns at most one label per annotator and item (`withoutRepeats`).
 */
export function agreementTally(columns: LabelColumns): AgreementTally {
  const patterns = countPatterns(columns);
  const layout = sumsLayout(columns.categoryCount);
  const contributions = patternContributions(patterns, layout);
  const width = layout.width;
  const total = new Float64Array(width);
  for (let p = 0; p < patterns.observed; p++) {
    const times = patterns.multiplicity[p]!;
    for (let s = 0; s < width; s++) total[s]! += times * contributions[p * width + s]!;
  }
  return {
    columns,
    patterns,
    layout,
    contributions,
    total,
    ...leaveOneOut(columns, patterns, layout, contributions, total),
  };
}

function leaveOneOut(
  columns: LabelColumns,
  patterns: CountPatterns,
  layout: SumsLayout,
  contributions: Float64Array,
  total: Float64Array,
): Pick<AgreementTally, 'withoutAnnotator' | 'overlapping'> {
  const { items, annotators, choices, annotatorCount } = columns;
  const { ofItem, reduced } = patterns;
  const q = layout.categoryCount;
  const width = layout.width;
  const withoutAnnotator = new Float64Array(annotatorCount * width);
  const overlaps = new Uint8Array(annotatorCount);
  for (let label = 0; label < items.length; label++) {
    const annotator = annotators[label]!;
    const pattern = ofItem[items[label]!]!;
    const before = pattern * width;
    const after = reduced[pattern * q + choices[label]!]! * width;
    const to = annotator * width;
    if (contributions[before + layout.pairable]! > 0) overlaps[annotator] = 1;
    for (let s = 0; s < width; s++)
      withoutAnnotator[to + s]! += contributions[after + s]! - contributions[before + s]!;
  }
  for (let annotator = 0; annotator < annotatorCount; annotator++)
    for (let s = 0; s < width; s++) withoutAnnotator[annotator * width + s]! += total[s]!;
  const overlapping: number[] = [];
  for (let annotator = 0; annotator < annotatorCount; annotator++)
    if (overlaps[annotator]) overlapping.push(annotator);
  return { withoutAnnotator, overlapping: Int32Array.from(overlapping) };
}
