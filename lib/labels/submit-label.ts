import { z } from 'zod';
import { ConcordError } from '#lib/errors';
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
  const problem = draftProblem(
    {
      choice: label.choice,
      strength: label.strength ?? null,
      reasons: label.reasons,
      rationale: label.rationale ?? '',
    },
    await labelFormOf(actor.projectId),
  );
  if (problem) throw new ConcordError('invalid_input', problem);
  return recordLabel(actor.annotatorId, label, 'PAGE', new Date(now.getTime() - label.chosenAgoMs));
}
