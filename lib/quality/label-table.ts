import type { LabelColumns } from '#lib/agreement/label-columns';
import { alignBySource, choiceMirror, isReversed } from '#lib/agreement/orientation';
import type { BatchFacts } from './batch-facts';
import { CANT_JUDGE, CATEGORIES } from './choice-codes';
import type { BatchLabels } from './read-batch-labels';

/** A batch's labels in the forms that the statistics read; all columns have one entry per label with a preference. */
export interface LabelTable {
  /** Choices in terms of the stored responses. */
  stored: LabelColumns;
  /** Turned so that a pair of sources always stands in the same order: the default for pool figures. */
  aligned: LabelColumns;
  /** As shown on the screen (or written in the file, where the side is not known). */
  presented: LabelColumns;
  /** 1 where the sides were shown swapped. */
  swapped: Uint8Array;
  /** Row in the batch's labels of each entry. */
  rows: Int32Array;
  comparisonIds: number[];
  annotatorIds: number[];
}

export const MIRROR = choiceMirror(CATEGORIES)!;

/** Lays the labels out by running numbers of comparisons and annotators. "Can't judge" has no preference and stays out. */
export function labelTable(labels: BatchLabels, facts: BatchFacts): LabelTable {
  const capacity = labels.length;
  const items = new Int32Array(capacity);
  const annotators = new Int32Array(capacity);
  const choices = new Uint8Array(capacity);
  const swapped = new Uint8Array(capacity);
  const reversed = new Uint8Array(capacity);
  const rows = new Int32Array(capacity);
  const comparisons = new Numbering();
  const people = new Numbering();
  let n = 0;
  for (let row = 0; row < capacity; row++) {
    if (labels.choice[row] === CANT_JUDGE) continue;
    const comparison = labels.comparison[row]!;
    const { sourceA, sourceB } = facts.comparisons.get(comparison)!;
    items[n] = comparisons.of(comparison);
    annotators[n] = people.of(labels.annotator[row]!);
    choices[n] = labels.choice[row]!;
    swapped[n] = labels.swapped[row] === 1 ? 1 : 0;
    reversed[n] = sourceA !== null && sourceB !== null && isReversed(sourceA, sourceB) ? 1 : 0;
    rows[n++] = row;
  }
  const stored: LabelColumns = {
    items: items.subarray(0, n),
    annotators: annotators.subarray(0, n),
    choices: choices.subarray(0, n),
    itemCount: comparisons.ids.length,
    annotatorCount: people.ids.length,
    categoryCount: CATEGORIES.length,
  };
  return {
    stored,
    aligned: { ...stored, choices: alignBySource(stored.choices, reversed.subarray(0, n), MIRROR) },
    presented: { ...stored, choices: alignBySource(stored.choices, swapped.subarray(0, n), MIRROR) },
    swapped: swapped.subarray(0, n),
    rows: rows.subarray(0, n),
    comparisonIds: comparisons.ids,
    annotatorIds: people.ids,
  };
}

/** Gives ids running numbers in the order of their first appearance. */
class Numbering {
  readonly ids: number[] = [];
  private readonly numbers = new Map<number, number>();

  of(id: number): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.ids.length;
      this.numbers.set(id, number);
      this.ids.push(id);
    }
    return number;
  }
}
