import type { LabelColumns } from './label-columns';

/**
 * Who chose what, item after item: the labels of item i stand at `starts[i] … starts[i + 1] − 1`, in column order. Who
 * and what share one number, because a million labels in no order cost a miss of the cache for each column written.
 */
export interface LabelsByItem {
  starts: Int32Array;
  /** Annotator · 256 + choice. */
  labels: Int32Array;
}

export const annotatorOf = (label: number): number => label >>> 8;
export const choiceOf = (label: number): number => label & 255;

/** The labels laid out by item in one stable counting sort. */
export function labelsByItem({
  items,
  annotators,
  choices,
  itemCount,
  annotatorCount,
}: LabelColumns): LabelsByItem {
  if (annotatorCount > 1 << 23) throw new RangeError(`labelsByItem: ${annotatorCount} annotators`);
  const starts = new Int32Array(itemCount + 1);
  for (let label = 0; label < items.length; label++) starts[items[label]! + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice(0, itemCount);
  const labels = new Int32Array(items.length);
  for (let label = 0; label < items.length; label++)
    labels[next[items[label]!]!++] = (annotators[label]! << 8) | choices[label]!;
  return { starts, labels };
}
