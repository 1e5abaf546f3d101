import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { measureQuality } from '#lib/quality/measure-quality';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { labelAll } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

it('many who measure the same state at once make one report, and none of them fails', async () => {
  for (let round = 0; round < 5; round++) {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 20, overlap: 2 });
    await labelAll(crew);
    const measured = await Promise.all(Array.from({ length: 6 }, () => measureQuality(crew.batchId)));
    expect(measured.filter((m) => m?.added).length).toBeGreaterThanOrEqual(1);
    const { rows } = await db.pool.query<{ reports: number; snapshots: number }>(
      `SELECT (SELECT count(*)::int FROM quality_report WHERE batch_id = $1) AS reports, (SELECT count(*)::int FROM snapshot WHERE batch_id = $1) AS snapshots`,
      [crew.batchId],
    );
    expect(rows[0]).toEqual({ reports: 1, snapshots: 1 });
  }
});
