import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';
import { NO_GOLD } from './consensus-signals';
import { checkLength } from './labels-by-item';
import { type Proportion, proportion } from './proportion';

/**
 * How often does each annotator give the known answer? Share of their labels on gold comparisons that match, with a
 * Wilson interval. Every label counts, repeats too: each was a fresh chance to be right.
 *
 * @param gold known answer per item as a category index, NO_GOLD where there is none.
 * @returns one share per annotator; null with reason `no_data` for who saw no gold.
 * @throws RangeError for malformed columns or a gold column of the wrong length.
 */
export function goldAccuracy(columns: LabelColumns, gold: Uint8Array): Proportion[] {
  checkColumns('goldAccuracy', columns);
  checkLength(gold.length, columns.itemCount, 'gold', 'goldAccuracy');
  const right = new Int32Array(columns.annotatorCount);
  const seen = new Int32Array(columns.annotatorCount);
  for (let row = 0; row < columns.items.length; row++) {
    const answer = gold[columns.items[row]!]!;
    if (answer === NO_GOLD) continue;
    seen[columns.annotators[row]!]!++;
    if (columns.choices[row] === answer) right[columns.annotators[row]!]!++;
  }
  return Array.from(seen, (n, annotator) => proportion(right[annotator]!, n));
}
