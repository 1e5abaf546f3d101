import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';

/** Fewer labels than this may all be the same by honest chance. */
export const LEAST_CONSTANT_LABELS = 10;

/**
 * Who always gives the same answer? Per annotator the one category that all of their labels are, or null: with fewer than
 * ten labels, or when they differ. Such a record agrees with others exactly as often as the others choose that answer, and
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
  return Array.from(only, (choice, annotator) =>
    choice >= 0 && labels[annotator]! >= LEAST_CONSTANT_LABELS ? choice : null,
  );
}
