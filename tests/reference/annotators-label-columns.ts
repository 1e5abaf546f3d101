import type { LabelColumns } from '#lib/agreement/label-columns';

/** Rows [item, annotator, category] of a reference case as columns. */
export function columnsOf(
  labels: readonly (readonly number[])[],
  itemCount: number,
  annotatorCount: number,
  categoryCount: number,
): LabelColumns {
  return {
    items: Int32Array.from(labels, (row) => row[0]!),
    annotators: Int32Array.from(labels, (row) => row[1]!),
    choices: Uint8Array.from(labels, (row) => row[2]!),
    itemCount,
    annotatorCount,
    categoryCount,
  };
}
