import { groupLabels } from '#lib/agreement/group-labels';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';

/** The rows of a set of labels, grouped by comparison and in label order within each. */
export interface LabelsByItem {
  /** Rows of item i are `rows[starts[i]] … rows[starts[i + 1] - 1]`. */
  starts: Int32Array;
  rows: Int32Array;
  /** 1 where the same annotator has labelled the same comparison before: a repeat, which never enters figures between annotators. */
  repeats: Uint8Array;
}

/**
 * Groups labels by comparison, and marks repeats.
 *
 * @throws RangeError naming `caller` when the columns differ in length or an index lies outside its declared range.
 */
export function labelsByItem(columns: LabelColumns, caller: string): LabelsByItem {
  checkColumns(caller, columns);
  const { items, annotators, itemCount, annotatorCount } = columns;
  const { starts, order } = groupLabels(items, itemCount);
  const repeats = new Uint8Array(items.length);
  const lastItem = new Int32Array(annotatorCount).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      const row = order[at]!;
      const annotator = annotators[row]!;
      if (lastItem[annotator] === item) repeats[row] = 1;
      else lastItem[annotator] = item;
    }
  }
  return { starts, rows: order, repeats };
}

/** Refuses a column that runs beside the labels but has another length. @throws RangeError naming `caller`. */
export function checkLength(length: number, expected: number, what: string, caller: string): void {
  if (length !== expected) throw new RangeError(`${caller}: ${what} has ${length} entries for ${expected}`);
}
