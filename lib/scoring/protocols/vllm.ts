import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ScoreRequest } from '#lib/reward-model/score-responses';
import { lastResponse, readTemplated } from '../chat-template';
import { lenientMessage, modelField, oneOrMany, roughTokens } from '../lenient-text';
import { scoreTogether } from '../score-together';
import type { ServedModel } from '../served-model';

/*
 * What vLLM serves of a reward model: /classify, /pooling and /score. verl asks /classify, with `use_activation: false`.
 * Without an activation the number is the raw reward; with one it is the probability of being preferred to a mean response.
 */

const activation = {
  use_activation: z.boolean().nullish().describe('false: raw reward; else a probability in [0, 1].'),
  activation: z.boolean().nullish().describe('Older name of use_activation.'),
  model: modelField,
};

const conversations = {
  input: oneOrMany.optional().describe('Conversations as text, chat template applied.'),
  messages: z.array(lenientMessage).optional().describe('Or one conversation as messages.'),
};

export const classifyRequest = z.object({ ...conversations, ...activation });
export const poolingRequest = z.object({
  ...conversations,
  ...activation,
  task: z.string().nullish().describe('Not used: there is one.'),
  encoding_format: z.string().nullish(),
});

const usage = z.object({
  prompt_tokens: z.number(),
  total_tokens: z.number(),
  completion_tokens: z.number(),
  prompt_tokens_details: z.null(),
});
const list = { id: z.string(), object: z.literal('list'), created: z.number(), model: z.string(), usage };

export const classifyAnswer = z.object({
  ...list,
  data: z.array(
    z.object({
      index: z.number(),
      label: z.string(),
      probs: z.array(z.number()),
      num_classes: z.literal(1),
    }),
  ),
});
export const poolingAnswer = z.object({
  ...list,
  data: z.array(z.object({ index: z.number(), object: z.literal('pooling'), data: z.array(z.number()) })),
});
export const scoreAnswer = z.object({
  ...list,
  data: z.array(z.object({ index: z.number(), object: z.literal('score'), score: z.number() })),
});

export const LABEL = 'LABEL_0';

const isRaw = (asked: { use_activation?: boolean | null; activation?: boolean | null }): boolean =>
  (asked.use_activation ?? asked.activation) === false;

async function numbers(
  model: ServedModel,
  requests: ScoreRequest[],
  asked: { use_activation?: boolean | null; activation?: boolean | null },
): Promise<number[]> {
  const rewards = await scoreTogether(model, requests);
  return rewards.map(({ reward, probability }) => (isRaw(asked) ? reward : probability));
}

function listOf<Entry>(prefix: string, model: ServedModel, requests: ScoreRequest[], data: Entry[]) {
  const tokens = roughTokens(
    requests.flatMap(({ prompt, response }) => [...prompt.map(({ content }) => content), response]),
  );
  return {
    id: `${prefix}-${randomUUID()}`,
    object: 'list' as const,
    created: Math.floor(Date.now() / 1000),
    model: model.name,
    data,
    usage: {
      prompt_tokens: tokens,
      total_tokens: tokens,
      completion_tokens: 0 as const,
      prompt_tokens_details: null,
    },
  };
}

function conversationsIn({ input, messages }: z.infer<typeof classifyRequest>): ScoreRequest[] {
  if (messages?.length) return [lastResponse(messages)];
  const texts = input === undefined ? [] : Array.isArray(input) ? input : [input];
  return texts.map((text) => readTemplated(text));
}

export async function classify(
  model: ServedModel,
  asked: z.infer<typeof classifyRequest>,
): Promise<z.infer<typeof classifyAnswer>> {
  const requests = conversationsIn(asked);
  const data = (await numbers(model, requests, asked)).map((value, index) => ({
    index,
    label: LABEL,
    probs: [value],
    num_classes: 1 as const,
  }));
  return listOf('classify', model, requests, data);
}

export async function pool(
  model: ServedModel,
  asked: z.infer<typeof poolingRequest>,
): Promise<z.infer<typeof poolingAnswer>> {
  const requests = conversationsIn(asked);
  const data = (await numbers(model, requests, asked)).map((value, index) => ({
    index,
    object: 'pooling' as const,
    data: [value],
  }));
  return listOf('pool', model, requests, data);
}

export const scoreRequest = z.object({
  ...activation,
  queries: oneOrMany.optional().describe('One prompt, or one for each response.'),
  documents: oneOrMany.optional().describe('The responses.'),
  items: oneOrMany.optional().describe('Other name of documents.'),
  data_1: oneOrMany.optional().describe('Older name of queries.'),
  data_2: oneOrMany.optional().describe('Older name of documents.'),
  text_1: oneOrMany.optional().describe('Older name of queries.'),
  text_2: oneOrMany.optional().describe('Older name of documents.'),
});

const many = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export async function scorePairs(
  model: ServedModel,
  asked: z.infer<typeof scoreRequest>,
): Promise<z.infer<typeof scoreAnswer>> {
  const queries = many(asked.queries ?? asked.data_1 ?? asked.text_1);
  const documents = many(asked.documents ?? asked.items ?? asked.data_2 ?? asked.text_2);
  const requests = documents.map((response, i) => ({
    prompt: promptOf(queries.length === 1 ? queries[0]! : (queries[i] ?? '')),
    response,
  }));
  const data = (await numbers(model, requests, asked)).map((score, index) => ({
    index,
    object: 'score' as const,
    score,
  }));
  return listOf('score', model, requests, data);
}

const promptOf = (content: string) => (content === '' ? [] : [{ role: 'user', content }]);
