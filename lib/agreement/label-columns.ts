/**
 * The labels of a batch as columns: one entry per current label, in label order (sequence, so that time runs forward).
 * All statistics read this form; a million labels are 9 MB and one scan.
 */
export interface LabelColumns {
  /** Comparison of each label, 0 … itemCount − 1. */
  items: Int32Array;
  /** Annotator of each label, 0 … annotatorCount − 1. */
  annotators: Int32Array;
  /** Category of each label, an index into the declared categories, 0 … categoryCount − 1. */
  choices: Uint8Array;
  itemCount: number;
  annotatorCount: number;
  /** Declared categories, used or not: chance terms depend on their number. */
  categoryCount: number;
}
