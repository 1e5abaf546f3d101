import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { requestStorm } from '#tests/reference/training-requests';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

/** The full size is in `npm run bench -- gate`. */
describe('many training requests while labels stream in', () => {
  it('let pass only what was judged, label by label, and give the others their reasons', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 4000, overlap: 2 });
    // Opens on the way: the first reports don't pass, later ones do.
    await db.pool.query(
      `INSERT INTO policy (project_id, version, preset, checks) VALUES ($1, 2, 'custom', '{"comparisons": 60}')`,
      [crew.projectId],
    );
    const storm = await requestStorm(db.pool, {
      project: { id: crew.projectId },
      batchId: crew.batchId,
      userId: crew.userId,
      annotatorIds: crew.annotatorIds,
      requests: 60,
      before: 20,
      enough: 160,
      train: 3,
    });
    expect(storm).toMatchObject({ requests: 60, wrongHash: 0, unjudged: 0, withoutReason: 0 });
    expect(storm.passed + storm.blocked).toBe(60);
    expect(storm.labels).toBeGreaterThan(10);
    // Not because everything was blocked: the last report opens the gate for all that waited.
    expect(storm.passed).toBeGreaterThan(0);
    expect(storm.trained).toBeGreaterThan(0);
  }, 300_000);
});
