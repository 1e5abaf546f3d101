import type { z } from 'zod';
import { nextComparisons, type ShownComparison } from './next-comparisons';
import type { RecordedLabel } from './record-label';
import { type labelFromPage, submitLabel } from './submit-label';

export interface SubmittedAndNext extends RecordedLabel {
  /** Null when none were asked for, or none could be had just now; the label is recorded all the same. */
  comparisons: ShownComparison[] | null;
}

/** Records a label and brings the comparisons to go on with. What happens to the second never undoes the first. */
export async function submitAndNext(
  actor: { annotatorId: number; projectId: string },
  label: z.infer<typeof labelFromPage>,
  count: number,
): Promise<SubmittedAndNext> {
  const recorded = await submitLabel(actor, label);
  const comparisons = count > 0 ? await nextComparisons(actor.annotatorId, count).catch(() => null) : null;
  return { ...recorded, comparisons };
}
