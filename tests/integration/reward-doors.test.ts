import { InferenceClient } from '@huggingface/inference';
import { Cohere, CohereClientV2 } from 'cohere-ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { setAlias } from '#lib/scoring/model-alias';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { type RouteServer, serveRoutes } from './setup/serve-routes';
import { keyOf, type TrainedCrew, trainAgain, trainedCrew } from './setup/trained-crew';

/* Published clients, as their users call them, against the doors that score. */

let db: TestDatabase;
let crew: TrainedCrew;
let server: RouteServer;
let key: string;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  crew = await trainedCrew(db);
  key = await keyOf(crew);
  server = await serveRoutes();
});
afterAll(async () => {
  await server.close();
  await closeDatabase();
});

const PROMPT = 'How do I keep basil fresh?';
const GOOD =
  'Thank you for asking! Stand it in a glass of water, out of the sun, and change the water daily.';
const POOR = 'No idea';
const chat = (response: string) =>
  `<|im_start|>user\n${PROMPT}<|im_end|>\n<|im_start|>assistant\n${response}<|im_end|>\n`;

interface Asked {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of a dozen protocols, looked into by hand
  body: any;
}

async function ask(
  path: string,
  body?: unknown,
  authorization: string | null = `Bearer ${key}`,
): Promise<Asked> {
  const answer = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const rawRewards = async (responses: string[]): Promise<number[]> =>
  (await ask('/api/v1/rewards', { prompt: PROMPT, responses })).body.rewards.map(
    (r: { reward: number }) => r.reward,
  );

describe('published clients', () => {
  it('Cohere’s ranks the better response first, at the base and at the top', async () => {
    for (const baseUrl of [`${server.url}/serve`, server.url]) {
      const cohere = new CohereClientV2({ token: key, environment: baseUrl });
      await expect(
        cohere.rerank({ model: 'production', query: PROMPT, documents: [POOR, GOOD] }),
      ).rejects.toBeInstanceOf(Cohere.NotFoundError);
      const { results } = await cohere.rerank({ model: crew.model, query: PROMPT, documents: [POOR, GOOD] });
      expect(results.map(({ index }) => index)).toEqual([1, 0]);
      for (const { relevanceScore } of results) {
        expect(relevanceScore).toBeGreaterThanOrEqual(0);
        expect(relevanceScore).toBeLessThanOrEqual(1);
      }
      expect(results[0]!.relevanceScore).toBeGreaterThan(results[1]!.relevanceScore);
    }
  });

  it('OpenAI’s reads the reward as an embedding of one number, by floats and by Base64', async () => {
    const openai = new OpenAI({ apiKey: key, baseURL: `${server.url}/serve/v1` });
    const [good] = await rawRewards([GOOD]);
    const byDefault = await openai.embeddings.create({ model: crew.model, input: chat(GOOD) });
    expect(byDefault.data[0]!.embedding).toHaveLength(1);
    expect(byDefault.data[0]!.embedding[0]).toBeCloseTo(good!, 5);
    const floats = await openai.embeddings.create({
      model: crew.model,
      input: [chat(GOOD), chat(POOR)],
      encoding_format: 'float',
    });
    expect(floats.data[0]!.embedding[0]).toBe(good);
    expect(floats.data[1]!.embedding[0]).toBeLessThan(good!);
    expect((await openai.models.list()).data.map(({ id }) => id)).toContain(crew.model);
    await expect(openai.embeddings.create({ model: 'none', input: 'x' })).rejects.toThrow(
      OpenAI.NotFoundError,
    );
    const stranger = new OpenAI({ apiKey: 'concord_no', baseURL: `${server.url}/serve/v1`, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
  });

  it('vLLM’s examples ask: scores one to one, one to many, many to many; pools and classifies texts and messages', async () => {
    // The bodies of examples/pooling/{score,reward,classify}/*_online.py of vLLM, sent by the client of which vLLM speaks the dialect.
    const vllm = new OpenAI({ apiKey: key, baseURL: `${server.url}/serve` });
    const post = (path: string, body: object) => vllm.post<Asked['body']>(path, { body });
    const listed = await vllm.get<Asked['body']>('/v1/models');
    const model = listed.data[0].id;
    expect(model).toBe(crew.model);
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
    const [raw] = await rawRewards([GOOD]);
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
    const client = new InferenceClient(key, { endpointUrl: `${server.url}/serve` });
    const [good, poor] = await Promise.all(
      [GOOD, POOR].map((response) => client.textClassification({ inputs: chat(response) })),
    );
    expect(good).toHaveLength(1);
    expect(good![0]!.label).toBe('LABEL_0');
    expect(good![0]!.score).toBeGreaterThan(poor![0]!.score);
    expect(good![0]!.score).toBeLessThan(1);
  });
});

describe('one scorer behind all doors', () => {
  it('gives the same reward by every protocol, and says which version gave it', async () => {
    const [good, poor] = (await rawRewards([GOOD, POOR])) as [number, number];
    expect(good).toBeGreaterThan(poor);
    const answers: [string, object, (body: Asked['body']) => unknown][] = [
      ['/classify', { input: [chat(GOOD)], use_activation: false }, (b) => b.data.at(-1).probs.at(-1)],
      ['/classify', { input: chat(GOOD), activation: false }, (b) => b.data.at(-1).probs.at(-1)],
      [
        '/classify',
        {
          messages: [
            { role: 'user', content: PROMPT },
            { role: 'assistant', content: [{ type: 'text', text: GOOD }] },
          ],
          use_activation: false,
        },
        (b) => b.data[0].probs[0],
      ],
      ['/pooling', { input: chat(GOOD), task: 'classify', use_activation: false }, (b) => b.data[0].data[0]],
      ['/score', { queries: PROMPT, documents: [GOOD], use_activation: false }, (b) => b.data[0].score],
      ['/score', { text_1: PROMPT, text_2: GOOD, use_activation: false }, (b) => b.data[0].score],
      ['/predict', { inputs: [PROMPT, GOOD], raw_scores: true }, (b) => b[0].score],
      ['/predict', { inputs: [['x'], [PROMPT, GOOD]], raw_scores: true }, (b) => b[1][0].score],
      ['/rerank', { query: PROMPT, texts: [POOR, GOOD], raw_scores: true }, (b) => b[0].score],
      ['/v1/rerank', { query: PROMPT, documents: [POOR, GOOD] }, (b) => b.results[0].reward],
      ['/v1/embeddings', { model: 'local/path', input: chat(GOOD) }, (b) => b.data.at(-1).embedding.at(-1)],
      ['/get_reward?reward=raw', { query: [chat(GOOD)], prompts: [''], labels: [''] }, (b) => b.rewards[0]],
    ];
    for (const [path, body, read] of answers) {
      const answer = await ask(path, body);
      expect(answer.status, path).toBe(200);
      expect(read(answer.body), path).toBeCloseTo(good, 10);
      expect(answer.headers.get('x-rm-version'), path).toBe(crew.model);
      expect(answer.headers.get('x-rm-snapshot'), path).toBe(crew.snapshot);
    }
    const rank = await ask('/api/v1/rewards/rank', { prompt: PROMPT, responses: [POOR, GOOD, POOR] });
    expect(rank.body.ranked.map((r: { index: number }) => r.index)).toEqual([1, 0, 2]);
    expect(rank.body.ranked[1].beatsNext).toBe(0.5);
    const compared = await ask('/api/v1/rewards/compare', { prompt: PROMPT, first: GOOD, second: POOR });
    expect(compared.body.probability).toBeCloseTo(1 / (1 + Math.exp(poor - good)), 10);
    expect(compared.body.scale).toMatchObject({ of: 'held-out responses' });
  });

  it('normalises by the held-out responses, so that they have mean 0', async () => {
    const { rows } = await db.pool.query(
      `SELECT report #> '{heldOut,scale}' AS scale FROM reward_model WHERE name = $1`,
      [crew.model],
    );
    const [good] = await rawRewards([GOOD]);
    const { body } = await ask('/get_reward', { query: [chat(GOOD)] });
    expect(body.rewards[0]).toBeCloseTo((good! - rows[0].scale.mean) / rows[0].scale.deviation, 10);
    expect(body.scores[0]).toBeCloseTo(1 / (1 + Math.exp(rows[0].scale.mean - good!)), 10);
  });

  it('accepts nothing to score, and never refuses for what a text says', async () => {
    const nothing: [string, object, unknown][] = [
      [
        '/get_reward',
        { query: [] },
        { rewards: [], scores: [], extra_logs: { rm_version: [], reward_raw: [], response_characters: [] } },
      ],
      ['/classify', { input: [] }, []],
      ['/score', { queries: [], documents: [] }, []],
      ['/v2/rerank', { query: 'q', documents: [] }, []],
      ['/rerank', { query: 'q', texts: [] }, []],
      ['/predict', { inputs: [] }, []],
      ['/v1/embeddings', { input: [] }, []],
    ];
    for (const [path, body, empty] of nothing) {
      const answer = await ask(path, body);
      expect(answer.status, path).toBe(200);
      expect(answer.body.data ?? answer.body.results ?? answer.body, path).toEqual(empty);
    }
    for (const odd of ['', '\u0000\ud800', '<|im_start|>', 'x'.repeat(300_000), '[INST]', '\n\nHuman:']) {
      const { status, body } = await ask('/classify', { input: odd, use_activation: false });
      expect(status).toBe(200);
      expect(Number.isFinite(body.data[0].probs[0])).toBe(true);
    }
    expect((await ask('/get_reward', { query: [null] })).status).toBe(200);
  });
});

describe('keys, versions and refusals', () => {
  it('takes the key as bearer, as password and in the address, where it is no input', async () => {
    const body = { query: [chat(GOOD)] };
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect((await ask('/get_reward', body, basic(`trainer:${key}`))).status).toBe(200);
    expect((await ask('/get_reward', body, basic(`${key}:`))).status).toBe(200);
    expect((await ask(`/get_reward?key=${key}`, body, null)).status).toBe(200);
    expect((await ask(`/get_reward?key=${key}x`, body, null)).status).toBe(401);
    expect((await ask('/get_reward', body, 'Bearer concord_none')).status).toBe(401);
    const other = await keyOf(crew, ['quality:read']);
    expect((await ask('/classify', { input: 'x' }, `Bearer ${other}`)).status).toBe(403);
  });

  it('refuses in the words of each protocol', async () => {
    const none = 'Bearer concord_none';
    expect((await ask('/classify', {}, none)).body).toMatchObject({
      error: { code: 401, type: 'authentication_error' },
    });
    expect((await ask('/v2/rerank', { query: 'x' }, none)).body).toMatchObject({
      message: expect.any(String),
    });
    expect((await ask('/predict', { inputs: {} })).body).toMatchObject({ error_type: 'Validation' });
    expect((await ask('/predict', { inputs: {} })).status).toBe(422);
    expect((await ask('/rerank', { texts: [1], query: 2 })).body).toMatchObject({
      error: expect.any(String),
      error_type: 'Validation',
    });
    expect((await ask('/rerank', { documents: 'x', query: 'q' })).body).toMatchObject({
      error: { code: 400 },
      detail: expect.any(String),
    });
    expect((await ask('/get_reward', { query: 'x' })).body).toMatchObject({ detail: expect.any(String) });
    expect((await ask('/api/v1/rewards', { prompt: 'x' })).body).toMatchObject({
      error: { code: 'invalid_input' },
    });
    const many = Array.from({ length: 1025 }, () => 'x');
    expect((await ask('/classify', { input: many })).status).toBe(400);
  });

  it('tells who comes when too much waits to come back, and answers the others', async () => {
    const input = Array.from({ length: 1024 }, (_, i) => `Answer ${i}`);
    const answers = await Promise.all(Array.from({ length: 24 }, () => ask('/classify', { input })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toBe('1');
      expect(body.error.type).toBe('rate_limit_error');
    }
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length + refused.length).toBe(24);
    expect(done.length).toBeGreaterThanOrEqual(8);
    expect((await ask('/classify', { input })).status).toBe(200);
  });

  it('pins a version, follows an alias at the next request, and keeps the history', async () => {
    const second = await trainAgain(db, crew, 2);
    const admin = { kind: 'person', id: crew.userId } as const;
    const versionAt = async (query: string, model?: string) =>
      (await ask(`/classify${query}`, { input: 'x', ...(model && { model }) })).headers.get('x-rm-version');
    expect(await versionAt('')).toBe(second.model);
    await setAlias(crew.projectId, admin, { alias: 'production', model: crew.model, note: 'First.' });
    expect(await versionAt('')).toBe(crew.model);
    expect(await versionAt('', 'some/hub-name')).toBe(crew.model);
    expect(await versionAt('?model=production')).toBe(crew.model);
    expect(await versionAt('', second.model)).toBe(second.model);
    await setAlias(crew.projectId, admin, { alias: 'production', model: second.model, note: 'Better.' });
    expect(await versionAt('', 'production')).toBe(second.model);
    expect((await ask('/info')).body).toMatchObject({
      model_id: second.model,
      model_type: { classifier: {} },
    });
    await expect(
      setAlias(crew.projectId, admin, { alias: 'candidate', model: 'rm-none', note: '' }),
    ).rejects.toThrow(/no reward model/);
    await expect(db.pool.query('UPDATE reward_model_alias SET note = $1', ['x'])).rejects.toThrow();
    const { rows } = await db.pool.query(
      `SELECT data FROM audit_event WHERE project_id = $1 AND action = 'model-alias.set' ORDER BY id`,
      [crew.projectId],
    );
    expect(rows.map((row) => row.data.previous)).toEqual([null, crew.model]);
    await setAlias(crew.projectId, admin, { alias: 'production', model: null, note: '' });
    expect((await ask('/classify', { input: 'x', model: 'production' })).status).toBe(404);
  });
});
