import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';
import { type Proportion, proportion } from './proportion';

/**
 * How often does each annotator use one of these categories? Share of their labels, with a Wilson interval: the tie
 * rate, the both-bad rate. Null with reason `no_data` for an annotator without labels.
 *
 * @param categories indexes of the categories that count.
 * @throws RangeError for malformed columns or a category that was not declared.
 */
export function choiceRate(columns: LabelColumns, categories: number[]): Proportion[] {
  checkColumns('choiceRate', columns);
  const counted = new Uint8Array(columns.categoryCount);
  for (const category of categories) {
    if (!Number.isInteger(category) || category < 0 || category >= columns.categoryCount)
      throw new RangeError(`choiceRate: category ${category} of ${columns.categoryCount}`);
    counted[category] = 1;
  }
  const total = new Int32Array(columns.annotatorCount);
  const hits = new Int32Array(columns.annotatorCount);
  for (let row = 0; row < columns.choices.length; row++) {
    total[columns.annotators[row]!]!++;
    hits[columns.annotators[row]!]! += counted[columns.choices[row]!]!;
  }
  return Array.from(total, (n, annotator) => proportion(hits[annotator]!, n));
}
