import type { LabelColumns } from '#lib/agreement/label-columns';
import { FIRST_WON, SECOND_WON, TIED } from '#lib/annotators/pair-counts';
import { seededRandom } from '#lib/statistics/random';

/** Preference labels at scale: three categories, four labels per item, annotators of differing accuracy, in random order. */
export function simulatedLabels(labels: number, annotatorCount: number, seed: number): LabelColumns {
  const random = seededRandom(seed);
  const overlap = 4;
  const itemCount = labels / overlap;
  const accuracy = Float64Array.from({ length: annotatorCount }, () => 0.45 + 0.4 * random.next());
  const items = new Int32Array(labels);
  const annotators = new Int32Array(labels);
  const choices = new Uint8Array(labels);
  const crew = new Int32Array(overlap);
  for (let item = 0; item < itemCount; item++) {
    const truth = random.integer(3);
    for (let k = 0; k < overlap; k++) {
      let annotator = random.integer(annotatorCount);
      while (crew.subarray(0, k).includes(annotator)) annotator = random.integer(annotatorCount);
      crew[k] = annotator;
      const at = item * overlap + k;
      items[at] = item;
      annotators[at] = annotator;
      choices[at] = random.next() < accuracy[annotator]! ? truth : random.integer(3);
    }
  }
  // Labels arrive in no particular order of items.
  for (let at = labels - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    for (const column of [items, annotators, choices]) {
      const value = column[at]!;
      column[at] = column[other]!;
      column[other] = value;
    }
  }
  return { items, annotators, choices, itemCount, annotatorCount, categoryCount: 3 };
}

/** The categories of the simulated labels, in order. */
export const CHOICES = ['A', 'TIE', 'B'];

/** Two of twenty sources for each label, and the outcome between them. */
export function simulatedSources({ choices }: LabelColumns): {
  count: number;
  first: Int32Array;
  second: Int32Array;
  outcomes: Uint8Array;
} {
  const count = 20;
  const random = seededRandom(5);
  const first = Int32Array.from({ length: choices.length }, () => random.integer(count));
  const second = first.map((source) => (source + 1 + random.integer(count - 1)) % count);
  const outcome = [FIRST_WON, TIED, SECOND_WON];
  return { count, first, second, outcomes: choices.map((choice) => outcome[choice]!) };
}
