import { groupLabels } from './group-labels';
import type { LabelColumns } from './label-columns';
import { annotatorOf, type LabelsByItem, labelsByItem } from './labels-by-item';

/** The labels that count between annotators, and how many were left aside. */
export interface FirstLabels {
  columns: LabelColumns;
  /** Position in the given columns of each label kept; null when all were. */
  kept: Int32Array | null;
  /** Labels left aside: an annotator's second and later labels of a comparison. */
  repeats: number;
  /** The labels kept, by item; null where some were left aside and nobody has laid the rest out yet. */
  byItem: LabelsByItem | null;
}

/**
 * Keeps the first label of each annotator on each comparison, in column order: one annotator's repeats say how
 * consistent that annotator is, never how far two annotators agree. Without repeats the given columns are returned.
 */
export function withoutRepeats(columns: LabelColumns): FirstLabels {
  checkColumns('withoutRepeats', columns);
  const byItem = labelsByItem(columns);
  if (!hasRepeats(columns, byItem)) return { columns, kept: null, repeats: 0, byItem };
  const { items, annotators, itemCount, annotatorCount } = columns;
  const { starts, order } = groupLabels(items, itemCount);
  const seenAt = new Int32Array(annotatorCount).fill(-1);
  const repeated = new Uint8Array(items.length);
  let repeats = 0;
  for (let item = 0; item < itemCount; item++) {
    for (let k = starts[item]!; k < starts[item + 1]!; k++) {
      const label = order[k]!;
      const annotator = annotators[label]!;
      if (seenAt[annotator] === item) {
        repeated[label] = 1;
        repeats++;
      } else seenAt[annotator] = item;
    }
  }
  const kept = new Int32Array(items.length - repeats);
  let count = 0;
  for (let label = 0; label < items.length; label++) if (!repeated[label]) kept[count++] = label;
  return { columns: selectLabels(columns, kept), kept, repeats, byItem: null };
}

/** The common case, answered without asking which labels they are. */
function hasRepeats(columns: LabelColumns, { starts, labels }: LabelsByItem): boolean {
  const seenAt = new Int32Array(columns.annotatorCount).fill(-1);
  for (let item = 0; item < columns.itemCount; item++) {
    for (let k = starts[item]!; k < starts[item + 1]!; k++) {
      const annotator = annotatorOf(labels[k]!);
      if (seenAt[annotator] === item) return true;
      seenAt[annotator] = item;
    }
  }
  return false;
}

/** The labels at the given positions, as columns with the same items, annotators and categories. */
export function selectLabels(columns: LabelColumns, positions: Int32Array): LabelColumns {
  const items = new Int32Array(positions.length);
  const annotators = new Int32Array(positions.length);
  const choices = new Uint8Array(positions.length);
  for (let k = 0; k < positions.length; k++) {
    const label = positions[k]!;
    items[k] = columns.items[label]!;
    annotators[k] = columns.annotators[label]!;
    choices[k] = columns.choices[label]!;
  }
  return { ...columns, items, annotators, choices };
}

/** Throws a RangeError in the caller's name unless the three columns have one length and every index is declared. */
export function checkColumns(caller: string, columns: LabelColumns): void {
  const { items, annotators, choices, itemCount, annotatorCount, categoryCount } = columns;
  if (items.length !== annotators.length || items.length !== choices.length)
    throw new RangeError(
      `${caller}: columns differ in length (${items.length} items, ${annotators.length} annotators, ${choices.length} choices)`,
    );
  if (!(categoryCount >= 1 && categoryCount <= 256))
    throw new RangeError(`${caller}: between 1 and 256 categories can be declared, got ${categoryCount}`);
  for (let label = 0; label < items.length; label++) {
    const item = items[label]!;
    const annotator = annotators[label]!;
    if (item < 0 || item >= itemCount)
      throw new RangeError(`${caller}: label ${label} has item ${item}, outside 0 … ${itemCount - 1}`);
    if (annotator < 0 || annotator >= annotatorCount)
      throw new RangeError(
        `${caller}: label ${label} has annotator ${annotator}, outside 0 … ${annotatorCount - 1}`,
      );
    if (choices[label]! >= categoryCount)
      throw new RangeError(
        `${caller}: label ${label} has category ${choices[label]}, outside 0 … ${categoryCount - 1}`,
      );
  }
}
