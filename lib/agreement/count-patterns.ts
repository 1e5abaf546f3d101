import type { LabelColumns } from './label-columns';
import { PatternTable } from './pattern-table';
import { checkColumns } from './without-repeats';

/**
 * Items as counts of labels per category. Items with the same counts are interchangeable for every coefficient that
 * does not ask who gave the label, so a million items collapse to a handful of patterns: 15 for four labels in three
 * categories.
 */
export interface CountPatterns {
  categoryCount: number;
  /** The patterns of the items come first; after them those that arise when one label is left out. */
  observed: number;
  size: number;
  /** Labels per category, `size` rows of `categoryCount`. */
  counts: Uint16Array;
  /** Number of items with each observed pattern. */
  multiplicity: Float64Array;
  /** Pattern of each item; −1 for an item without a label. */
  ofItem: Int32Array;
  /** Pattern left when a label of a category is taken from an observed pattern; −1 where it has none. */
  reduced: Int32Array;
}

/** Collapses the items to their distinct counts, in order of first appearance. At most 65,535 labels per item. */
export function countPatterns(columns: LabelColumns): CountPatterns {
  checkColumns('countPatterns', columns);
  const { items, choices, itemCount, categoryCount: q } = columns;
  const itemCounts = new Uint16Array(itemCount * q);
  for (let label = 0; label < items.length; label++) {
    const cell = items[label]! * q + choices[label]!;
    if (++itemCounts[cell]! === 0)
      throw new RangeError(`countPatterns: item ${items[label]} has over 65,535 labels`);
  }
  const table = new PatternTable(q);
  const ofItem = new Int32Array(itemCount);
  const multiplicity: number[] = [];
  for (let item = 0; item < itemCount; item++) {
    const from = item * q;
    let labels = 0;
    for (let c = 0; c < q; c++) labels += itemCounts[from + c]!;
    if (labels === 0) {
      ofItem[item] = -1;
      continue;
    }
    const pattern = table.intern(itemCounts, from);
    ofItem[item] = pattern;
    multiplicity[pattern] = (multiplicity[pattern] ?? 0) + 1;
  }
  const observed = table.size;
  const reduced = new Int32Array(observed * q).fill(-1);
  const row = new Uint16Array(q);
  for (let pattern = 0; pattern < observed; pattern++) {
    for (let c = 0; c < q; c++) {
      row.set(table.counts.subarray(pattern * q, pattern * q + q));
      if (row[c]! === 0) continue;
      row[c]!--;
      reduced[pattern * q + c] = table.intern(row, 0);
    }
  }
  return {
    categoryCount: q,
    observed,
    size: table.size,
    counts: table.counts.slice(0, table.size * q),
    multiplicity: Float64Array.from(multiplicity),
    ofItem,
    reduced,
  };
}
