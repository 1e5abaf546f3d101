import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { leaderboards, requestLeaderboard } from '#lib/scoring/leaderboard';
import { leaderboardResult } from '#lib/scoring/leaderboard-result';
import { scoreLeaderboard } from '#lib/scoring/score-leaderboard';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { type RouteServer, serveRoutes } from './setup/serve-routes';
import { keyOf, type TrainedCrew, trainedCrew } from './setup/trained-crew';

let db: TestDatabase;
let crew: TrainedCrew;
let server: RouteServer;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  crew = await trainedCrew(db);
  await db.pool.query(
    `WITH s AS (INSERT INTO source (project_id, name) SELECT $1, unnest(ARRAY['kind', 'curt']) RETURNING id, name)
     UPDATE comparison SET source_a_id = (SELECT id FROM s WHERE name = 'kind'), source_b_id = (SELECT id FROM s WHERE name = 'curt') WHERE project_id = $1`,
    [crew.projectId],
  );
  server = await serveRoutes();
});
afterAll(async () => {
  await server.close();
  await closeDatabase();
});

const stored = async (number: number) => (await leaderboards(crew.projectId, number))[0]!;

describe('a leaderboard', () => {
  it('of stored responses is scored by the worker, on prompts that the model has not learned from', async () => {
    const actor = { kind: 'person', id: crew.userId } as const;
    const { number } = await requestLeaderboard(crew.projectId, actor, { batch: 1, model: crew.model });
    expect(await stored(number)).toMatchObject({ state: 'QUEUED', result: null, batch: { number: 1 } });
    const { rows } = await db.pool.query('SELECT id FROM leaderboard WHERE project_id = $1 AND number = $2', [
      crew.projectId,
      number,
    ]);
    await scoreLeaderboard(rows[0].id);
    const board = await stored(number);
    expect(board.state).toBe('SUCCEEDED');
    const result = leaderboardResult.parse(board.result);
    // 90 prompts: a fifth of them held out is too few, so all are scored and the board says so.
    expect(result).toMatchObject({ prompts: 90, responses: 180, basis: 'all prompts', learned: true });
    const [first, second] = result.sources;
    expect([first!.source, second!.source]).toEqual(['kind', 'curt']);
    expect(first!.reward.ci95![0]).toBeGreaterThan(second!.reward.ci95![1]);
    expect(first!.wins!.value).toBeGreaterThan(0.5);
    expect(first!.wins!.value + second!.wins!.value).toBeCloseTo(1, 10);
    await scoreLeaderboard(rows[0].id);
    expect((await stored(number)).result).toEqual(board.result);
  });

  it('of posted outputs answers at once and keeps no text', async () => {
    const key = await keyOf(crew);
    const outputs = Array.from({ length: 12 }, (_, n) =>
      ['kind', 'curt'].map((source) => ({
        source,
        prompt: `Question ${n}: how do I keep basil fresh?`,
        response:
          source === 'kind'
            ? `Thank you for asking! Stand it in a glass of water, ${n}, out of the sun.`
            : `No idea ${n}`,
      })),
    ).flat();
    const answer = await fetch(`${server.url}/api/v1/projects/${crew.slug}/leaderboards`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Two assistants', model: crew.model, outputs }),
    });
    expect(answer.status).toBe(200);
    const { number, result } = (await answer.json()) as { number: number; result: unknown };
    expect(leaderboardResult.parse(result).sources.map(({ source }) => source)).toEqual(['kind', 'curt']);
    expect(leaderboardResult.parse(result)).toMatchObject({
      basis: 'posted',
      learned: false,
      prompts: 12,
      responses: 24,
    });
    expect(await stored(number)).toMatchObject({ name: 'Two assistants', batch: null, state: 'SUCCEEDED' });
    const { rows } = await db.pool.query('SELECT result::text AS text FROM leaderboard WHERE number = $1', [
      number,
    ]);
    expect(rows[0].text).not.toContain('glass of water');
  });
});
