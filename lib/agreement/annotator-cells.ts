import type { SumsLayout } from './agreement-sums';
import type { CountPatterns } from './count-patterns';
import { groupLabels } from './group-labels';
import type { LabelColumns } from './label-columns';

/**
 * Whose labels stand where: how often an annotator's label of a category stands on an item of a pattern. A few dozen
 * entries per annotator, however many labels there are; a cell is pattern · categories + category.
 */
export interface AnnotatorCells {
  /** Entries of annotator a: `starts[a] … starts[a + 1] − 1`. */
  starts: Int32Array;
  cells: Int32Array;
  times: Int32Array;
  /** By cell, the pattern that remains when such a label is left out. */
  reduced: Int32Array;
}

/** Counts the cells of each annotator, from labels. */
export function annotatorCells(columns: LabelColumns, patterns: CountPatterns): AnnotatorCells {
  const { items, annotators, choices, annotatorCount, categoryCount: q } = columns;
  const { starts: from, order } = groupLabels(annotators, annotatorCount);
  const starts = new Int32Array(annotatorCount + 1);
  const cells: number[] = [];
  const times: number[] = [];
  const count = new Int32Array(patterns.observed * q);
  for (let annotator = 0; annotator < annotatorCount; annotator++) {
    for (let k = from[annotator]!; k < from[annotator + 1]!; k++) {
      const label = order[k]!;
      const cell = patterns.ofItem[items[label]!]! * q + choices[label]!;
      if (count[cell]!++ === 0) cells.push(cell);
    }
    for (let k = starts[annotator]!; k < cells.length; k++) {
      times.push(count[cells[k]!]!);
      count[cells[k]!] = 0;
    }
    starts[annotator + 1] = cells.length;
  }
  return {
    starts,
    cells: Int32Array.from(cells),
    times: Int32Array.from(times),
    reduced: patterns.reduced,
  };
}

/**
 * The sums without each annotator, one row of `layout.width` per annotator, and the annotators who share at least one
 * item with another.
 */
export function withoutAnnotators(
  { starts, cells, times, reduced }: AnnotatorCells,
  layout: SumsLayout,
  contributions: Float64Array,
  total: Float64Array,
): { withoutAnnotator: Float64Array; overlapping: Int32Array } {
  const { width, categoryCount: q } = layout;
  const annotatorCount = starts.length - 1;
  const withoutAnnotator = new Float64Array(annotatorCount * width);
  const overlapping: number[] = [];
  for (let annotator = 0; annotator < annotatorCount; annotator++) {
    const to = annotator * width;
    withoutAnnotator.set(total, to);
    let overlaps = false;
    for (let k = starts[annotator]!; k < starts[annotator + 1]!; k++) {
      const before = Math.floor(cells[k]! / q) * width;
      const after = reduced[cells[k]!]! * width;
      if (contributions[before + layout.pairable]! > 0) overlaps = true;
      for (let s = 0; s < width; s++)
        withoutAnnotator[to + s]! += times[k]! * (contributions[after + s]! - contributions[before + s]!);
    }
    if (overlaps) overlapping.push(annotator);
  }
  return { withoutAnnotator, overlapping: Int32Array.from(overlapping) };
}
