import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { lenientText, MOST_RESPONSES, modelField, roughTokens } from '../lenient-text';
import { scoreTogether } from '../score-together';
import type { ServedModel } from '../served-model';

/*
 * Rerankers ask for best of N: the query is the prompt, the documents are the responses. Cohere, Jina and vLLM send
 * `documents`, TEI sends `texts`; the body tells them apart. `relevance_score` must lie in [0, 1], so it is the probability
 * of being preferred to a mean response; the raw reward stands beside it.
 */

export const rerankRequest = z.object({
  model: modelField,
  query: lenientText.describe('The prompt.'),
  documents: z
    .array(lenientText)
    .max(MOST_RESPONSES)
    .optional()
    .describe('The responses (Cohere, Jina, vLLM).'),
  texts: z.array(lenientText).max(MOST_RESPONSES).optional().describe('The responses (TEI).'),
  top_n: z.number().int().nullish().describe('Only so many of the best.'),
  return_documents: z.boolean().nullish().describe('Default: true, at /v2/rerank false.'),
  return_text: z.boolean().nullish().describe('TEI: the texts too.'),
  raw_scores: z.boolean().nullish().describe('TEI: raw rewards instead of probabilities.'),
});

export const cohereAnswer = z.object({
  id: z.string(),
  model: z.string(),
  results: z.array(
    z.object({
      index: z.number(),
      relevance_score: z.number().describe('Probability of being preferred to a mean response.'),
      reward: z.number().describe('The raw reward.'),
      document: z.object({ text: z.string() }).optional(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number(), total_tokens: z.number() }),
  meta: z.object({
    api_version: z.object({ version: z.string(), is_experimental: z.boolean() }),
    billed_units: z.object({ search_units: z.number() }),
  }),
});
export const teiRerankAnswer = z.array(
  z.object({ index: z.number(), score: z.number(), text: z.string().optional() }),
);
export const rerankAnswer = z.union([cohereAnswer, teiRerankAnswer]);

type Asked = z.infer<typeof rerankRequest>;

/** Is this the body of a TEI client? */
export const isTei = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'texts' in body && !('documents' in body);

/** @param version of the address: it decides whether documents come back by default. */
export const rerank =
  (version: '1' | '2') =>
  async (model: ServedModel, asked: Asked): Promise<z.infer<typeof rerankAnswer>> => {
    const texts = asked.documents ?? asked.texts ?? [];
    const prompt = asked.query === '' ? [] : [{ role: 'user', content: asked.query }];
    const rewards = await scoreTogether(
      model,
      texts.map((response) => ({ prompt, response })),
    );
    const order = rewards.map((_, i) => i).sort((a, b) => rewards[b]!.reward - rewards[a]!.reward || a - b);
    if (isTei(asked) || asked.documents === undefined)
      return order.map((index) => ({
        index,
        ...(asked.return_text && { text: texts[index]! }),
        score: asked.raw_scores ? rewards[index]!.reward : rewards[index]!.probability,
      }));
    const shown = asked.top_n && asked.top_n > 0 ? order.slice(0, asked.top_n) : order;
    const tokens = roughTokens([asked.query, ...texts]);
    return {
      id: randomUUID(),
      model: model.name,
      results: shown.map((index) => ({
        index,
        ...((asked.return_documents ?? version === '1') && { document: { text: texts[index]! } }),
        relevance_score: rewards[index]!.probability,
        reward: rewards[index]!.reward,
      })),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      meta: { api_version: { version, is_experimental: false }, billed_units: { search_units: 1 } },
    };
  };
