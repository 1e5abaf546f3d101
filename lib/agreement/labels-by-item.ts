import type { LabelColumns } from './label-columns';

/** Who chose what, item after item: the labels of item i stand at `starts[i] … starts[i + 1] − 1`, in column order. */
export interface LabelsByItem {
  starts: Int32Array;
  people: Int32Array;
  picks: Uint8Array;
}

/** The labels laid out by item in one stable counting sort. */
export function labelsByItem({ items, annotators, choices, itemCount }: LabelColumns): LabelsByItem {
  const starts = new Int32Array(itemCount + 1);
  for (let label = 0; label < items.length; label++) starts[items[label]! + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice(0, itemCount);
  const people = new Int32Array(items.length);
  const picks = new Uint8Array(items.length);
  for (let label = 0; label < items.length; label++) {
    const to = next[items[label]!]!++;
    people[to] = annotators[label]!;
    picks[to] = choices[label]!;
  }
  return { starts, people, picks };
}
