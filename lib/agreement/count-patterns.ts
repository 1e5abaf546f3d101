import type { LabelColumns } from './label-columns';
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

/** Distinct rows of counts, numbered by first appearance: open addressing, doubled when half full. */
class PatternTable {
  size = 0;
  counts: Uint16Array;
  private slots = new Int32Array(256).fill(-1);

  constructor(private readonly width: number) {
    this.counts = new Uint16Array(64 * width);
  }

  intern(source: Uint16Array, from: number): number {
    const mask = this.slots.length - 1;
    let slot = this.hash(source, from) & mask;
    for (let known = this.slots[slot]!; known >= 0; known = this.slots[slot]!) {
      if (this.matches(known, source, from)) return known;
      slot = (slot + 1) & mask;
    }
    const pattern = this.size++;
    if (this.size * this.width > this.counts.length) {
      const grown = new Uint16Array(this.counts.length * 2);
      grown.set(this.counts);
      this.counts = grown;
    }
    this.counts.set(source.subarray(from, from + this.width), pattern * this.width);
    this.slots[slot] = pattern;
    if (this.size * 2 > this.slots.length) this.grow();
    return pattern;
  }

  private matches(pattern: number, source: Uint16Array, from: number): boolean {
    const base = pattern * this.width;
    for (let c = 0; c < this.width; c++) if (this.counts[base + c] !== source[from + c]) return false;
    return true;
  }

  private hash(source: Uint16Array, from: number): number {
    let hash = 0;
    for (let c = 0; c < this.width; c++)
      hash = Math.imul(hash ^ source[from + c]!, 0x9e3779b1) ^ (hash >>> 15);
    return hash ^ (hash >>> 13);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let pattern = 0; pattern < this.size; pattern++) {
      let slot = this.hash(this.counts, pattern * this.width) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = pattern;
    }
  }
}
