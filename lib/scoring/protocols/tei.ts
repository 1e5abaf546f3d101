import { z } from 'zod';
import { readTemplated } from '../chat-template';
import { lenientText, MOST_RESPONSES, modelField } from '../lenient-text';
import { scoreTogether } from '../score-together';
import type { ServedModel } from '../served-model';
import { LABEL } from './vllm';

/*
 * /predict and /info of Text Embeddings Inference. Its list of two texts is one pair, prompt and response; many texts are a
 * list of lists.
 */

const single = z.array(lenientText).min(1).max(2);

export const predictRequest = z.object({
  inputs: z
    .union([z.string(), z.array(single).max(MOST_RESPONSES), single, z.array(z.never())])
    .describe('A text; one pair [prompt, response]; or many of [text] and [prompt, response].'),
  raw_scores: z.boolean().nullish().describe('true: raw reward; else a probability in [0, 1].'),
  truncate: z.boolean().nullish(),
  truncation_direction: z.string().nullish(),
  parameters: z.unknown().optional().describe('Not used.'),
  model: modelField,
});

const prediction = z.array(z.object({ score: z.number(), label: z.string() }));
export const predictAnswer = z.union([prediction, z.array(prediction)]);
export const pipelineAnswer = z.array(prediction);

export async function predict(
  model: ServedModel,
  { inputs, raw_scores }: z.infer<typeof predictRequest>,
): Promise<z.infer<typeof predictAnswer>> {
  if (Array.isArray(inputs) && inputs.length === 0) return [];
  const isBatch = Array.isArray(inputs) && inputs.every(Array.isArray);
  const entries =
    typeof inputs === 'string' ? [[inputs]] : isBatch ? (inputs as string[][]) : [inputs as string[]];
  const rewards = await scoreTogether(model, entries.map(requestOf));
  const answers = rewards.map(({ reward, probability }) => [
    { score: raw_scores ? reward : probability, label: LABEL },
  ]);
  return isBatch ? answers : answers[0]!;
}

/** The same as Hugging Face's hosted endpoints answer, whose clients read the first of a list of lists, one text or many. */
export async function classifyAsPipeline(
  model: ServedModel,
  asked: z.infer<typeof predictRequest>,
): Promise<z.infer<typeof pipelineAnswer>> {
  const answer = await predict(model, asked);
  return answer.every(Array.isArray)
    ? (answer as z.infer<typeof pipelineAnswer>)
    : [answer as z.infer<typeof prediction>];
}

function requestOf([first = '', second]: string[]) {
  if (second === undefined) return readTemplated(first);
  return { prompt: first === '' ? [] : [{ role: 'user', content: first }], response: second };
}

export const infoAnswer = z.object({
  model_id: z.string().describe('The version that answers.'),
  model_sha: z.string().describe('SHA-256 of the labels that it was trained on.'),
  model_dtype: z.string(),
  model_type: z.object({
    classifier: z.object({
      id2label: z.record(z.string(), z.string()),
      label2id: z.record(z.string(), z.number()),
    }),
  }),
  max_concurrent_requests: z.number(),
  max_input_length: z.number(),
  max_batch_tokens: z.number(),
  max_batch_requests: z.null(),
  max_client_batch_size: z.number(),
  auto_truncate: z.boolean(),
  tokenization_workers: z.number(),
  version: z.string(),
});

export const infoOf = (model: ServedModel): z.infer<typeof infoAnswer> => ({
  model_id: model.name,
  model_sha: model.snapshot,
  model_dtype: 'float32',
  model_type: { classifier: { id2label: { 0: LABEL }, label2id: { [LABEL]: 0 } } },
  max_concurrent_requests: 512,
  max_input_length: 100_000,
  max_batch_tokens: 2_000_000,
  max_batch_requests: null,
  max_client_batch_size: MOST_RESPONSES,
  auto_truncate: false,
  tokenization_workers: 1,
  version: '1.9.3',
});
