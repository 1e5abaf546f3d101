import { z } from 'zod';
import { ConcordError } from '#lib/errors';
import { unreadGuideline } from './guidelines';
import { draftProblem } from './label-draft';
import { labelFormOf } from './label-form-of';
import { type RecordedLabel, recordLabel, submittedLabel } from './record-label';

/** What the page sends: a label, and how long ago it was chosen (it may have waited on the device). */
export const labelFromPage = submittedLabel.extend({
  // An age, not a time: the device's clock may be wrong, the time between two of its readings is not.
  chosenAgoMs: z
    .number()
    .int()
    .min(0)
    .max(31 * 86_400_000)
    .default(0),
});

/** Records a label that a person gave on the page, after holding it against the project's form. */
export async function submitLabel(
  actor: { annotatorId: number; projectId: string },
  label: z.infer<typeof labelFromPage>,
  now: Date = new Date(),
): Promise<RecordedLabel> {
  const chosenAt = new Date(now.getTime() - label.chosenAgoMs);
  const [form, unread] = await Promise.all([
    labelFormOf(actor.projectId),
    label.guideline ? unreadGuideline(actor.projectId, actor.annotatorId) : null,
  ]);
  const problem = draftProblem(
    {
      choice: label.choice,
      strength: label.strength ?? null,
      aspects: label.aspects,
      reasons: label.reasons,
      rationale: label.rationale ?? '',
      flag: label.flag ?? null,
    },
    form,
  );
  if (problem) throw new ConcordError('invalid_input', problem);
  // A label that was chosen before the version came out counts by the version it was chosen by, whenever it arrives.
  if (unread && label.guideline! < unread.number && chosenAt > unread.publishedAt) {
    throw new ConcordError(
      'guideline_unread',
      `Version ${unread.number} of the guideline is in force. Read what changed first; this label waits.`,
      { number: unread.number },
    );
  }
  // A page that was drawn with an earlier form may still name an aspect that is not asked any more.
  const asked = Object.entries(label.aspects).filter(([id]) =>
    form.aspects.some((aspect) => aspect.id === id),
  );
  return recordLabel(actor.annotatorId, { ...label, aspects: Object.fromEntries(asked) }, 'PAGE', chosenAt);
}
