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

/** Why nobody could label by this form, in a sentence; null when it is fine. */
export function labelFormProblem(form: LabelForm): string | null {
  if (!form.choices.includes('A') || !form.choices.includes('B'))
    return 'A comparison needs at least the choices A and B.';
  const names = form.aspects.map(({ name }) => name.trim().toLowerCase());
  if (names.includes('')) return 'Each aspect needs a name.';
  if (new Set(names).size < names.length) return 'Two aspects have the same name.';
  if (new Set(form.reasons).size < form.reasons.length) return 'A reason is listed twice.';
  if (form.reasonRequired && form.reasons.length === 0)
    return 'A required reason needs reasons to choose from.';
  return null;
}

/** The id of a new aspect: its name where that can be written in plain letters, and one that no other aspect has. */
export function newAspectId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '');
  const base = plain || 'aspect';
  for (let n = 1; ; n++) {
    const id = n === 1 && plain ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
