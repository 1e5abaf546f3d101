import { z } from 'zod';
import { readTemplated } from '../chat-template';
import { lenientText, MOST_RESPONSES, modelField } from '../lenient-text';
import { scoreTogether } from '../score-together';
import type { ServedModel } from '../served-model';

/*
 * The remote reward model of OpenRLHF 0.5 to 0.11, and of trainers that took it over. The client sends one query at a time,
 * and none at all to servers beyond the first: an empty answer is then what it needs.
 */

export const getRewardRequest = z.object({
  query: z
    .array(lenientText)
    .max(MOST_RESPONSES)
    .describe('Prompt and response in one text each, chat template applied. May be empty.'),
  prompts: z
    .array(lenientText)
    .nullish()
    .describe('The prompts alone; a query that begins with its prompt is split there, else by its template.'),
  labels: z.array(z.unknown()).nullish().describe('Not used.'),
  model: modelField,
  reward: z
    .enum(['normalised', 'raw'])
    .default('normalised')
    .describe('What `rewards` holds; give it in the query: `?reward=raw`.'),
});

export const getRewardAnswer = z.object({
  rewards: z.array(z.number()),
  scores: z.array(z.number()).describe('In [0, 1]: probability of being preferred to a mean response.'),
  extra_logs: z.object({
    rm_version: z.array(z.number()).describe('Number of the training run of the version that answered.'),
    reward_raw: z.array(z.number()),
    response_characters: z.array(z.number()),
  }),
});

export async function getReward(
  model: ServedModel,
  { query, prompts, reward }: z.infer<typeof getRewardRequest>,
): Promise<z.infer<typeof getRewardAnswer>> {
  const requests = query.map((text, i) => readTemplated(text, prompts?.[i]));
  const rewards = await scoreTogether(model, requests);
  return {
    rewards: rewards.map((r) => (reward === 'raw' ? r.reward : r.normalised)),
    scores: rewards.map((r) => r.probability),
    extra_logs: {
      rm_version: rewards.map(() => model.run),
      reward_raw: rewards.map((r) => r.reward),
      response_characters: requests.map(({ response }) => response.length),
    },
  };
}
