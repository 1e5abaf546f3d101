import { z } from 'zod';

const interval = z.tuple([z.number(), z.number()]).nullable();
const promptMean = z.object({ value: z.number(), se: z.number().nullable(), ci95: interval });

/** How the sources stand, in an answer and as stored. */
export const leaderboardResult = z.object({
  model: z.string().describe('The version that scored.'),
  scale: z.object({ mean: z.number(), deviation: z.number(), of: z.string() }),
  responses: z.number().int(),
  prompts: z.number().int(),
  /** Why some responses were left out, and whether the model has learned from these prompts. */
  basis: z.enum(['held-out prompts', 'all prompts', 'posted']).describe('Which prompts were scored.'),
  learned: z.boolean().describe('The model was trained on these prompts: it likes what its labels liked.'),
  leftOut: z.number().int().describe('Responses without a source, or beyond the largest number.'),
  sources: z.array(
    z.object({
      source: z.string(),
      responses: z.number().int(),
      prompts: z.number().int(),
      reward: promptMean.describe('Mean normalised reward; the interval is for new prompts like these.'),
      wins: promptMean
        .nullable()
        .describe('Mean probability of being preferred to the other sources’ responses to the same prompt.'),
      characters: z.number(),
    }),
  ),
});

export type LeaderboardResult = z.infer<typeof leaderboardResult>;

export const postedOutputs = z.object({
  name: z.string().trim().min(1).max(120),
  model: z.string().max(200).optional().describe('A version, `production` or `candidate`.'),
  outputs: z
    .array(
      z.object({
        source: z.string().trim().min(1).max(200),
        prompt: z
          .union([z.string(), z.array(z.object({ role: z.string(), content: z.string() }))])
          .describe('Text or messages. The same prompt from several sources compares them on it.'),
        response: z.string(),
      }),
    )
    .min(1)
    .max(10_000),
});
