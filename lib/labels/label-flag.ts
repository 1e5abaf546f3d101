import { z } from 'zod';

/** Says that something in a comparison is harmful or broken. Apart from the choice: a harmful response may be the better one. */
export const labelFlag = z.object({
  kind: z.enum(['HARMFUL', 'BROKEN']),
  /** By shown side on the page, by stored response in the database. */
  where: z.enum(['A', 'B', 'BOTH', 'PROMPT']),
  note: z.string().trim().max(500).default(''),
});

export type LabelFlag = z.infer<typeof labelFlag>;

/** A flag as stored; null when there is none. */
export const readLabelFlag = (stored: unknown): LabelFlag | null =>
  labelFlag.nullable().parse(stored ?? null);

const KIND_WORDS: Record<LabelFlag['kind'], string> = { HARMFUL: 'Harmful', BROKEN: 'Broken' };
const WHERE_WORDS: Record<LabelFlag['where'], string> = {
  A: 'response A',
  B: 'response B',
  BOTH: 'both responses',
  PROMPT: 'the prompt',
};

/** A flag in words: "Harmful: response A". */
export const flagWords = (flag: LabelFlag): string => `${KIND_WORDS[flag.kind]}: ${WHERE_WORDS[flag.where]}`;
