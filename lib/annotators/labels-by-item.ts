import type { LabelColumns } from '#lib/agreement/label-columns';

/** The rows of a set of labels, grouped by comparison and in label order within each. */
export interface LabelsByItem {
  /** Rows of item i are `rows[starts[i]] … rows[starts[i + 1] - 1]`. */
  starts: Int32Array;
  rows: Int32Array;
  /** 1 where the same annotator has labelled the same comparison before: a repeat, which never enters figures between annotators. */
  repeats: Uint8Array;
}

/**
 * Groups labels by comparison in two scans, and marks repeats.
 *
 * @throws RangeError naming `caller` when the columns differ in length or an index lies outside its declared range.
 */
export function labelsByItem(columns: LabelColumns, caller = 'labelsByItem'): LabelsByItem {
  checkColumns(columns, caller);
  const { items, annotators, itemCount, annotatorCount } = columns;
  const starts = new Int32Array(itemCount + 1);
  for (let row = 0; row < items.length; row++) starts[items[row]! + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice(0, itemCount);
  const rows = new Int32Array(items.length);
  for (let row = 0; row < items.length; row++) rows[next[items[row]!]!++] = row;
  const repeats = new Uint8Array(items.length);
  const lastItem = new Int32Array(annotatorCount).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      const row = rows[at]!;
      const annotator = annotators[row]!;
      if (lastItem[annotator] === item) repeats[row] = 1;
      else lastItem[annotator] = item;
    }
  }
  return { starts, rows, repeats };
}

/** Refuses columns that do not describe labels. @throws RangeError naming `caller`. */
export function checkColumns(columns: LabelColumns, caller: string): void {
  const { items, annotators, choices, itemCount, annotatorCount, categoryCount } = columns;
  if (annotators.length !== items.length || choices.length !== items.length) {
    throw new RangeError(
      `${caller}: columns differ in length (${items.length} items, ${annotators.length} annotators, ${choices.length} choices)`,
    );
  }
  for (let row = 0; row < items.length; row++) {
    if (items[row]! < 0 || items[row]! >= itemCount)
      throw new RangeError(`${caller}: label ${row} names item ${items[row]} of ${itemCount}`);
    if (annotators[row]! < 0 || annotators[row]! >= annotatorCount)
      throw new RangeError(`${caller}: label ${row} names annotator ${annotators[row]} of ${annotatorCount}`);
    if (choices[row]! >= categoryCount)
      throw new RangeError(`${caller}: label ${row} names category ${choices[row]} of ${categoryCount}`);
  }
}

/** Refuses a column that runs beside the labels but has another length. @throws RangeError naming `caller`. */
export function checkLength(length: number, expected: number, what: string, caller: string): void {
  if (length !== expected) throw new RangeError(`${caller}: ${what} has ${length} entries for ${expected}`);
}
