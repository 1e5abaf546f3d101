import { z } from 'zod';
import { AdjudicationCause, Choice } from '#prisma/generated/enums';

/** Why annotators disagreed, in the adjudicator's words. */
export const CAUSE_WORDS: Record<AdjudicationCause, { label: string; hint: string }> = {
  AMBIGUOUS_PROMPT: { label: 'Ambiguous prompt', hint: 'What was asked can be read in more than one way.' },
  GUIDELINE_GAP: { label: 'Guideline gap', hint: 'The guideline does not say what counts here.' },
  ANNOTATOR_ERROR: {
    label: 'Annotator error',
    hint: 'Somebody overlooked something that the guideline covers.',
  },
  EDGE_CASE: { label: 'Edge case', hint: 'Rare, and hard to write a rule for.' },
  SUBJECTIVE: { label: 'Subjective', hint: 'Careful people may prefer either.' },
  OTHER: { label: 'Other', hint: 'Say what in the note.' },
};

export const CAUSES = Object.keys(CAUSE_WORDS) as AdjudicationCause[];

/** What a verdict form sends. A and B are the stored responses: an adjudicator sees them as they are stored. */
export const verdictInput = z.object({
  adjudicationId: z.uuid(),
  verdict: z.enum(Choice, { error: 'Choose a verdict.' }),
  cause: z.enum(AdjudicationCause, { error: 'Say why the labels differ.' }),
  note: z.string().trim().max(4000).default(''),
  /** Makes the comparison a gold with the verdict as its answer. */
  goldReason: z.string().trim().max(1000).optional(),
  guidelineNote: z.string().trim().max(4000).optional(),
});

export type VerdictInput = z.infer<typeof verdictInput>;

/** What keeps a verdict from being given, as one sentence; null when it is complete. */
export function verdictProblem(input: Omit<VerdictInput, 'adjudicationId'>): string | null {
  if (input.cause === 'OTHER' && !input.note) return 'With “other”, the note has to say what it was.';
  if (input.goldReason !== undefined) {
    if (input.verdict === 'CANT_JUDGE') return 'What can’t be judged can’t be a gold.';
    if (input.goldReason.length < 3) return 'A gold needs a reason: it is what a person in practice reads.';
  }
  if (input.guidelineNote !== undefined && input.guidelineNote.length < 3)
    return 'Write what the guideline should say.';
  return null;
}
