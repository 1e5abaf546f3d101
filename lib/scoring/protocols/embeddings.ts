import { z } from 'zod';
import { readTemplated } from '../chat-template';
import { modelField, oneOrMany, roughTokens } from '../lenient-text';
import { scoreTogether } from '../score-together';
import type { ServedModel } from '../served-model';

/* /v1/embeddings as SGLang serves a reward model, for verl: an embedding of one number, the raw reward. */

export const embeddingsRequest = z.object({
  input: oneOrMany.describe('Conversations as text, chat template applied.'),
  model: modelField,
  encoding_format: z.enum(['float', 'base64']).nullish(),
});

const usage = z.object({ prompt_tokens: z.number(), total_tokens: z.number() });
export const embeddingsAnswer = z.object({
  object: z.literal('list'),
  model: z.string(),
  data: z.array(
    z.object({
      object: z.literal('embedding'),
      index: z.number(),
      embedding: z.union([z.array(z.number()), z.string().describe('Base64 of one float32.')]),
    }),
  ),
  usage,
});

export async function embed(
  model: ServedModel,
  { input, encoding_format }: z.infer<typeof embeddingsRequest>,
): Promise<z.infer<typeof embeddingsAnswer>> {
  const texts = Array.isArray(input) ? input : [input];
  const rewards = await scoreTogether(
    model,
    texts.map((text) => readTemplated(text)),
  );
  const tokens = roughTokens(texts);
  return {
    object: 'list',
    model: model.name,
    data: rewards.map(({ reward }, index) => ({
      object: 'embedding',
      index,
      embedding: encoding_format === 'base64' ? base64Float(reward) : [reward],
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

const base64Float = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes.toString('base64');
};

export const modelsAnswer = z.object({
  object: z.literal('list'),
  data: z.array(
    z.object({ id: z.string(), object: z.literal('model'), created: z.number(), owned_by: z.string() }),
  ),
});
