import { InferenceClient } from '@huggingface/inference';
import { Cohere, CohereClientV2 } from 'cohere-ai';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { type Asked, chat, GOOD, POOR, PROMPT, rawRewards, servedRewards } from './setup/served-rewards';

/* Published clients, as their users call them, against the doors that score. */

const served = servedRewards();

describe('published clients', () => {
  it('Cohere’s ranks the better response first, at the base and at the top', async () => {
    for (const baseUrl of [`${served.server.url}/serve`, served.server.url]) {
      const cohere = new CohereClientV2({ token: served.key, environment: baseUrl });
      await expect(
        cohere.rerank({ model: 'production', query: PROMPT, documents: [POOR, GOOD] }),
      ).rejects.toBeInstanceOf(Cohere.NotFoundError);
      const { results } = await cohere.rerank({
        model: served.crew.model,
        query: PROMPT,
        documents: [POOR, GOOD],
      });
      expect(results.map(({ index }) => index)).toEqual([1, 0]);
      for (const { relevanceScore } of results) {
        expect(relevanceScore).toBeGreaterThanOrEqual(0);
        expect(relevanceScore).toBeLessThanOrEqual(1);
      }
      expect(results[0]!.relevanceScore).toBeGreaterThan(results[1]!.relevanceScore);
    }
  });

  it('OpenAI’s reads the reward as an embedding of one number, by floats and by Base64', async () => {
    const openai = new OpenAI({ apiKey: served.key, baseURL: `${served.server.url}/serve/v1` });
    const [good] = await rawRewards(served, [GOOD]);
    const byDefault = await openai.embeddings.create({ model: served.crew.model, input: chat(GOOD) });
    expect(byDefault.data[0]!.embedding).toHaveLength(1);
    expect(byDefault.data[0]!.embedding[0]).toBeCloseTo(good!, 5);
    const floats = await openai.embeddings.create({
      model: served.crew.model,
      input: [chat(GOOD), chat(POOR)],
      encoding_format: 'float',
    });
    expect(floats.data[0]!.embedding[0]).toBe(good);
    expect(floats.data[1]!.embedding[0]).toBeLessThan(good!);
    expect((await openai.models.list()).data.map(({ id }) => id)).toContain(served.crew.model);
    await expect(openai.embeddings.create({ model: 'none', input: 'x' })).rejects.toThrow(
      OpenAI.NotFoundError,
    );
    const stranger = new OpenAI({
      apiKey: 'concord_no',
      baseURL: `${served.server.url}/serve/v1`,
      maxRetries: 0,
    });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
  });

  it('vLLM’s examples ask: scores one to one, one to many, many to many; pools and classifies texts and messages', async () => {
    // The bodies of examples/pooling/{score,reward,classify}/*_online.py of vLLM, sent by the client of which vLLM speaks the dialect.
    const vllm = new OpenAI({ apiKey: served.key, baseURL: `${served.server.url}/serve` });
    const post = (path: string, body: object) => vllm.post<Asked['body']>(path, { body });
    const listed = await vllm.get<Asked['body']>('/v1/models');
    const model = listed.data[0].id;
    expect(model).toBe(served.crew.model);
    const scores = async (queries: string | string[], documents: string | string[]) => {
      const { object, data, usage } = await post('/score', { model, queries, documents });
      expect(object).toBe('list');
      expect(usage.total_tokens).toEqual(expect.any(Number));
      return data.map((each: { object: string; index: number; score: number }, index: number) => {
        expect(each).toMatchObject({ object: 'score', index });
        return each.score;
      });
    };
    const [good, poor] = await scores(PROMPT, [GOOD, POOR]);
    expect(good).toBeGreaterThan(poor);
    expect(await scores(PROMPT, GOOD)).toEqual([good]);
    expect(await scores([PROMPT, PROMPT], [POOR, GOOD])).toEqual([poor, good]);
    const [raw] = await rawRewards(served, [GOOD]);
    for (const content of [GOOD, [{ type: 'text', text: GOOD }]]) {
      const messages = [
        { role: 'user', content: PROMPT },
        { role: 'assistant', content },
      ];
      const pooled = await post('/pooling', { model, messages, use_activation: false });
      expect(pooled.data).toEqual([{ index: 0, object: 'pooling', data: [raw] }]);
    }
    // The examples of reward models send a text that is no conversation, and a question without an answer.
    for (const body of [
      { input: 'vLLM is great!' },
      { messages: [{ role: 'user', content: [{ type: 'text', text: 'vLLM is great!' }] }] },
    ])
      expect((await post('/pooling', { model, ...body })).data[0].data[0]).toEqual(expect.any(Number));
    const classified = await post('/classify', { model, input: [chat(GOOD), chat(POOR)] });
    expect(classified.data.map((each: { probs: number[] }) => each.probs)).toEqual([
      [expect.any(Number)],
      [expect.any(Number)],
    ]);
    const reranked = await post('/rerank', { model, query: PROMPT, documents: [POOR, GOOD, POOR] });
    expect(reranked.results.map((each: { index: number }) => each.index)).toEqual([1, 0, 2]);
  });

  it('Hugging Face’s classifies against a hosted endpoint', async () => {
    const client = new InferenceClient(served.key, { endpointUrl: `${served.server.url}/serve` });
    const [good, poor] = await Promise.all(
      [GOOD, POOR].map((response) => client.textClassification({ inputs: chat(response) })),
    );
    expect(good).toHaveLength(1);
    expect(good![0]!.label).toBe('LABEL_0');
    expect(good![0]!.score).toBeGreaterThan(poor![0]!.score);
    expect(good![0]!.score).toBeLessThan(1);
  });
});
