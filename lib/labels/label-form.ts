import { z } from 'zod';
import { Choice } from '#prisma/generated/enums';

/** How a project's label form looks. Stored with the project; a missing setting takes its default. */
export const labelForm = z.object({
  choices: z.array(z.enum(Choice)).default(['A', 'TIE', 'B', 'BOTH_BAD']),
  /** Steps of "how much better" on each side: 0 hides the scale. */
  strengthSteps: z.number().int().min(0).max(3).default(3),
  reasons: z
    .array(z.string().min(1).max(40))
    .max(12)
    .default(['More correct', 'Follows the request', 'Clearer', 'More complete', 'More concise', 'Safer']),
  rationale: z.enum(['off', 'optional', 'required']).default('optional'),
  rationaleMinimum: z.number().int().min(0).max(500).default(0),
});

export type LabelForm = z.infer<typeof labelForm>;

/** The form of a project as stored, with its defaults filled in. */
export const readLabelForm = (stored: unknown): LabelForm => labelForm.parse(stored ?? {});
