import { z } from 'zod';
import { Choice } from '#prisma/generated/enums';

const ASPECT_CHOICES = ['A', 'TIE', 'B'] as const;
export type AspectChoice = (typeof ASPECT_CHOICES)[number];

/** Choices by aspect, by the aspect's id. */
export const aspectChoices = z.record(z.string().max(40), z.enum(ASPECT_CHOICES));

/** One thing to compare the responses by, besides the choice itself. Its id stays when its name changes: labels refer to it. */
const aspect = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40),
  name: z.string().trim().min(1).max(40),
  required: z.boolean().default(false),
});
export type Aspect = z.infer<typeof aspect>;

/**
 * What becomes of a skipped comparison: others get it; it comes back to the same person after what else waits; nobody gets it
 * any more; or nothing may be skipped.
 */
export const SKIP_POLICIES = ['to-others', 'back-later', 'nobody', 'off'] as const;
export type SkipPolicy = (typeof SKIP_POLICIES)[number];

/** How a project's label form looks. Stored with the project; a missing setting takes its default. */
export const labelForm = z.object({
  choices: z.array(z.enum(Choice)).default(['A', 'TIE', 'B', 'BOTH_BAD']),
  /** Steps of "how much better" on each side: 0 hides the scale. */
  strengthSteps: z.number().int().min(0).max(3).default(3),
  aspects: z.array(aspect).max(6).default([]),
  reasons: z
    .array(z.string().min(1).max(40))
    .max(12)
    .default(['More correct', 'Follows the request', 'Clearer', 'More complete', 'More concise', 'Safer']),
  /** At least one reason must be ticked. */
  reasonRequired: z.boolean().default(false),
  rationale: z.enum(['off', 'optional', 'required']).default('optional'),
  rationaleMinimum: z.number().int().min(0).max(500).default(0),
  /** Whether something can be flagged as harmful or broken. */
  flag: z.boolean().default(true),
  skipPolicy: z.enum(SKIP_POLICIES).default('to-others'),
  skipReasons: z
    .array(z.string().min(3).max(80))
    .max(10)
    .default([
      'I lack the knowledge for this topic',
      'I do not know the language well enough',
      'The prompt or a response is broken',
      'The content is harmful or upsetting to me',
    ]),
});

export type LabelForm = z.infer<typeof labelForm>;

/** The form of a project as stored, with its defaults filled in. */
export const readLabelForm = (stored: unknown): LabelForm => labelForm.parse(stored ?? {});
