import { z } from 'zod';
import { conversation } from '#lib/labels/conversation';
import { preferenceProbability, scoreTogether } from './score-together';
import { type ServedModel, servedModel } from './served-model';

const text = z.string().max(100_000);

const prompt = z
  .union([text.transform((content) => [{ role: 'user' as const, content }]), conversation])
  .describe('Text, or a conversation that ends with the turn to answer.');

const model = z
  .string()
  .max(200)
  .optional()
  .describe('A version, `production` or `candidate`; without it `production`, else the newest.');

export const rewardRequest = z.object({ prompt, responses: z.array(text).max(1024), model });
export const rankRequest = rewardRequest.extend({
  top_n: z.coerce.number().int().min(1).optional().describe('Only so many of the best; all without it.'),
});
export const compareRequest = z.object({ prompt, first: text, second: text, model });

const answeredBy = {
  model: z.string().describe('The version that answered; also in the header x-rm-version.'),
  alias: z.string().nullable().describe('The alias by which it was asked for.'),
  snapshot: z.string().describe('SHA-256 of the labels that it was trained on.'),
  waived: z.boolean().describe('True when it was trained by a waiver: the gate had not passed.'),
  scale: z
    .object({ mean: z.number(), deviation: z.number(), of: z.string() })
    .describe('What `normalised` is measured in, and of which responses.'),
  temperature: z
    .number()
    .describe(
      'What a difference of rewards is divided by before it becomes a probability; 1 where none was fitted.',
    ),
};

const reward = z.object({
  reward: z
    .number()
    .describe('The model’s own scale: only differences between responses to one prompt count.'),
  normalised: z.number().describe('In standard deviations from the mean of `scale.of`.'),
  probability: z.number().describe('That people prefer it to a response of mean reward.'),
});

export const rewardAnswer = z.object({
  ...answeredBy,
  rewards: z.array(reward).describe('In the order of the responses.'),
  best: z
    .number()
    .int()
    .nullable()
    .describe('Index of the highest reward (best of N); null without responses.'),
});
export const rankAnswer = z.object({
  ...answeredBy,
  ranked: z
    .array(
      reward.extend({
        index: z.number().int().describe('Place in the request.'),
        beatsNext: z
          .number()
          .nullable()
          .describe('Probability of being preferred to the one ranked after it.'),
      }),
    )
    .describe('Highest reward first; equal ones in the order of the request.'),
});
export const compareAnswer = z.object({
  ...answeredBy,
  first: reward,
  second: reward,
  difference: z.number().describe('Reward of the first less that of the second.'),
  probability: z.number().describe('That people prefer the first.'),
});

export type RewardRequest = z.infer<typeof rewardRequest>;
export type RewardAnswer = z.infer<typeof rewardAnswer>;
type RankAnswer = z.infer<typeof rankAnswer>;
type CompareAnswer = z.infer<typeof compareAnswer>;

const about = ({ name, alias, snapshot, waived, scale, temperature }: ServedModel) => ({
  model: name,
  alias,
  snapshot,
  waived,
  scale,
  temperature,
});

/** Scores responses to one prompt with a reward model of the project. */
export async function scoreRewards(projectId: string, asked: RewardRequest): Promise<RewardAnswer> {
  const served = await servedModel(projectId, asked.model);
  const rewards = await scoreTogether(
    served,
    asked.responses.map((response) => ({ prompt: asked.prompt, response })),
  );
  const best = rewards.reduce<number | null>(
    (top, r, i) => (top === null || r.reward > rewards[top]!.reward ? i : top),
    null,
  );
  return { ...about(served), rewards, best };
}

/** The same, best first: best of N. */
export async function rankResponses(
  projectId: string,
  { top_n, ...asked }: z.infer<typeof rankRequest>,
): Promise<RankAnswer> {
  const served = await servedModel(projectId, asked.model);
  const rewards = await scoreTogether(
    served,
    asked.responses.map((response) => ({ prompt: asked.prompt, response })),
  );
  const order = rewards.map((_, i) => i).sort((a, b) => rewards[b]!.reward - rewards[a]!.reward || a - b);
  const ranked = order.slice(0, top_n).map((index, place) => {
    const next = order[place + 1];
    return {
      index,
      ...rewards[index]!,
      beatsNext:
        next === undefined
          ? null
          : preferenceProbability(served, rewards[index]!.reward, rewards[next]!.reward),
    };
  });
  return { ...about(served), ranked };
}

/** Which of two responses would people prefer, and how probably? */
export async function compareResponses(
  projectId: string,
  asked: z.infer<typeof compareRequest>,
): Promise<CompareAnswer> {
  const served = await servedModel(projectId, asked.model);
  const [first, second] = await scoreTogether(
    served,
    [asked.first, asked.second].map((response) => ({ prompt: asked.prompt, response })),
  );
  return {
    ...about(served),
    first: first!,
    second: second!,
    difference: first!.reward - second!.reward,
    probability: preferenceProbability(served, first!.reward, second!.reward),
  };
}
