import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';

/** Fewer labels than this are no habit, and a row that chance gives to more than one in so many says nothing. */
const LEAST_LABELS = 5;
const RARE = 0.001;

/**
 * Who always gives the same answer? Per annotator the one category that all of their labels are, or null: when they differ,
 * with fewer than five, or when so many draws from the crew's answers would all be that one more often than once in a
 * thousand times. Such a record agrees with others exactly as often as the others choose that answer, and
 * its kappa with anyone is 0 or undefined, so it must be named rather than ranked.
 *
 * @throws RangeError for malformed columns.
 */
export function constantLabellers(columns: LabelColumns): (number | null)[] {
  checkColumns('constantLabellers', columns);
  const { annotators, choices, annotatorCount } = columns;
  const only = new Int16Array(annotatorCount).fill(-1);
  const labels = new Int32Array(annotatorCount);
  for (let row = 0; row < annotators.length; row++) {
    const annotator = annotators[row]!;
    if (labels[annotator]!++ === 0) only[annotator] = choices[row]!;
    else if (only[annotator] !== choices[row]) only[annotator] = -2;
  }
  const used = new Float64Array(columns.categoryCount);
  for (const choice of choices) used[choice]!++;
  return Array.from(only, (choice, annotator) => {
    const n = labels[annotator]!;
    if (choice < 0 || n < LEAST_LABELS) return null;
    return (used[choice]! / choices.length) ** n < RARE ? choice : null;
  });
}
