import { describe, expect, it } from 'vitest';
import { setAlias } from '#lib/scoring/model-alias';
import {
  type Asked,
  askDoor,
  chat,
  GOOD,
  POOR,
  PROMPT,
  rawRewards,
  servedRewards,
} from './setup/served-rewards';
import { keyOf, trainAgain } from './setup/trained-crew';

/* The doors that score, whatever program's shape they have. */

const served = servedRewards();

describe('one scorer behind all doors', () => {
  it('gives the same reward by every protocol, and says which version gave it', async () => {
    const [good, poor] = (await rawRewards(served, [GOOD, POOR])) as [number, number];
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
      const answer = await askDoor(served, path, body);
      expect(answer.status, path).toBe(200);
      expect(read(answer.body), path).toBeCloseTo(good, 10);
      expect(answer.headers.get('x-rm-version'), path).toBe(served.crew.model);
      expect(answer.headers.get('x-rm-snapshot'), path).toBe(served.crew.snapshot);
    }
    const rank = await askDoor(served, '/api/v1/rewards/rank', {
      prompt: PROMPT,
      responses: [POOR, GOOD, POOR],
    });
    expect(rank.body.ranked.map((r: { index: number }) => r.index)).toEqual([1, 0, 2]);
    expect(rank.body.ranked[1].beatsNext).toBe(0.5);
    const compared = await askDoor(served, '/api/v1/rewards/compare', {
      prompt: PROMPT,
      first: GOOD,
      second: POOR,
    });
    expect(compared.body.probability).toBeCloseTo(1 / (1 + Math.exp(poor - good)), 10);
    expect(compared.body.scale).toMatchObject({ of: 'held-out responses' });
  });

  it('normalises by the held-out responses, so that they have mean 0', async () => {
    const { rows } = await served.db.pool.query(
      `SELECT report #> '{heldOut,scale}' AS scale FROM reward_model WHERE name = $1`,
      [served.crew.model],
    );
    const [good] = await rawRewards(served, [GOOD]);
    const { body } = await askDoor(served, '/get_reward', { query: [chat(GOOD)] });
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
      const answer = await askDoor(served, path, body);
      expect(answer.status, path).toBe(200);
      expect(answer.body.data ?? answer.body.results ?? answer.body, path).toEqual(empty);
    }
    for (const odd of ['', '\u0000\ud800', '<|im_start|>', 'x'.repeat(300_000), '[INST]', '\n\nHuman:']) {
      const { status, body } = await askDoor(served, '/classify', { input: odd, use_activation: false });
      expect(status).toBe(200);
      expect(Number.isFinite(body.data[0].probs[0])).toBe(true);
    }
    expect((await askDoor(served, '/get_reward', { query: [null] })).status).toBe(200);
  });
});

describe('keys, versions and refusals', () => {
  it('takes the key as bearer, as password and in the address, where it is no input', async () => {
    const body = { query: [chat(GOOD)] };
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect((await askDoor(served, '/get_reward', body, basic(`trainer:${served.key}`))).status).toBe(200);
    expect((await askDoor(served, '/get_reward', body, basic(`${served.key}:`))).status).toBe(200);
    expect((await askDoor(served, `/get_reward?key=${served.key}`, body, null)).status).toBe(200);
    expect((await askDoor(served, `/get_reward?key=${served.key}x`, body, null)).status).toBe(401);
    expect((await askDoor(served, '/get_reward', body, 'Bearer concord_none')).status).toBe(401);
    const other = await keyOf(served.crew, ['quality:read']);
    expect((await askDoor(served, '/classify', { input: 'x' }, `Bearer ${other}`)).status).toBe(403);
  });

  it('refuses in the words of each protocol', async () => {
    const none = 'Bearer concord_none';
    expect((await askDoor(served, '/classify', {}, none)).body).toMatchObject({
      error: { code: 401, type: 'authentication_error' },
    });
    expect((await askDoor(served, '/v2/rerank', { query: 'x' }, none)).body).toMatchObject({
      message: expect.any(String),
    });
    expect((await askDoor(served, '/predict', { inputs: {} })).body).toMatchObject({
      error_type: 'Validation',
    });
    expect((await askDoor(served, '/predict', { inputs: {} })).status).toBe(422);
    expect((await askDoor(served, '/rerank', { texts: [1], query: 2 })).body).toMatchObject({
      error: expect.any(String),
      error_type: 'Validation',
    });
    expect((await askDoor(served, '/rerank', { documents: 'x', query: 'q' })).body).toMatchObject({
      error: { code: 400 },
      detail: expect.any(String),
    });
    expect((await askDoor(served, '/get_reward', { query: 'x' })).body).toMatchObject({
      detail: expect.any(String),
    });
    expect((await askDoor(served, '/api/v1/rewards', { prompt: 'x' })).body).toMatchObject({
      error: { code: 'invalid_input' },
    });
    const many = Array.from({ length: 1025 }, () => 'x');
    expect((await askDoor(served, '/classify', { input: many })).status).toBe(400);
  });

  it('tells who comes when too much waits to come back, and answers the others', async () => {
    const input = Array.from({ length: 1024 }, (_, i) => `Answer ${i}`);
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => askDoor(served, '/classify', { input })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toBe('1');
      expect(body.error.type).toBe('rate_limit_error');
    }
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length + refused.length).toBe(24);
    expect(done.length).toBeGreaterThanOrEqual(8);
    expect((await askDoor(served, '/classify', { input })).status).toBe(200);
  });

  it('pins a version, follows an alias at the next request, and keeps the history', async () => {
    const second = await trainAgain(served.db, served.crew, 2);
    const admin = { kind: 'person', id: served.crew.userId } as const;
    const versionAt = async (query: string, model?: string) =>
      (await askDoor(served, `/classify${query}`, { input: 'x', ...(model && { model }) })).headers.get(
        'x-rm-version',
      );
    expect(await versionAt('')).toBe(second.model);
    await setAlias(served.crew.projectId, admin, {
      alias: 'production',
      model: served.crew.model,
      note: 'First.',
    });
    expect(await versionAt('')).toBe(served.crew.model);
    expect(await versionAt('', 'some/hub-name')).toBe(served.crew.model);
    expect(await versionAt('?model=production')).toBe(served.crew.model);
    expect(await versionAt('', second.model)).toBe(second.model);
    await setAlias(served.crew.projectId, admin, {
      alias: 'production',
      model: second.model,
      note: 'Better.',
    });
    expect(await versionAt('', 'production')).toBe(second.model);
    expect((await askDoor(served, '/info')).body).toMatchObject({
      model_id: second.model,
      model_type: { classifier: {} },
    });
    await expect(
      setAlias(served.crew.projectId, admin, { alias: 'candidate', model: 'rm-none', note: '' }),
    ).rejects.toThrow(/no reward model/);
    await expect(served.db.pool.query('UPDATE reward_model_alias SET note = $1', ['x'])).rejects.toThrow();
    const { rows } = await served.db.pool.query(
      `SELECT data FROM audit_event WHERE project_id = $1 AND action = 'model-alias.set' ORDER BY id`,
      [served.crew.projectId],
    );
    expect(rows.map((row) => row.data.previous)).toEqual([null, served.crew.model]);
    await setAlias(served.crew.projectId, admin, { alias: 'production', model: null, note: '' });
    expect((await askDoor(served, '/classify', { input: 'x', model: 'production' })).status).toBe(404);
  });
});
