import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { collectOverlap } from '#lib/labels/collect-overlap';
import { collectionPlans } from '#lib/labels/collection-plan';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { labelAll } from './setup/judged-crew';

let db: TestDatabase;
let crew: Crew;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  crew = await makeCrew(db, { annotators: 3, comparisons: 20, overlap: 1 });
});
afterAll(closeDatabase);

const collect = (count: number, check: string) =>
  collectOverlap(
    { id: crew.projectId },
    { kind: 'person', id: crew.userId },
    { batchId: crew.batchId, count, check },
  );

describe('“collect these”', () => {
  it('makes exactly the places that were asked for, and shows how many are filled', async () => {
    await labelAll(crew, [crew.annotatorIds[0]!]);
    expect(await collect(7, 'alpha')).toBe(7);
    const [plan] = await collectionPlans(crew.batchId);
    expect(plan).toMatchObject({ check: 'alpha', target: 7, labels: 0 });
    const open = await db.pool.query(
      'SELECT sum(places - places_taken)::int AS places, count(*) FILTER (WHERE places > places_taken)::int AS comparisons FROM comparison WHERE batch_id = $1',
      [crew.batchId],
    );
    expect(open.rows[0]).toEqual({ places: 7, comparisons: 7 });
    // Who has labelled them already gets none of them; somebody else gets each once.
    expect(await nextComparisons(crew.annotatorIds[0]!, 3)).toEqual([]);
    await labelAll(crew, [crew.annotatorIds[1]!]);
    expect((await collectionPlans(crew.batchId))[0]).toMatchObject({ target: 7, labels: 7 });
    const { rows } = await db.pool.query(
      'SELECT count(*)::int AS n FROM label WHERE batch_id = $1 AND annotator_id = $2',
      [crew.batchId, crew.annotatorIds[1]],
    );
    expect(rows[0].n).toBe(7);
  });

  it('takes singly labelled comparisons first, counts each check’s own plan, and a newer one replaces the older', async () => {
    expect(await collect(5, 'alpha')).toBe(5);
    expect(await collect(4, 'overlapShare')).toBe(4);
    const plans = await collectionPlans(crew.batchId);
    expect(plans.map((p) => [p.check, p.target, p.labels]).sort()).toEqual([
      ['alpha', 5, 0],
      ['overlapShare', 4, 0],
    ]);
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS n FROM collection_plan_place c JOIN collection_plan p ON p.id = c.plan_id
       WHERE p.batch_id = $1 AND p.ended_at IS NULL AND (SELECT count(*) FROM label l WHERE l.comparison_id = c.comparison_id) <> 1`,
      [crew.batchId],
    );
    expect(rows[0].n).toBe(0);
    await labelAll(crew, [crew.annotatorIds[2]!]);
    expect((await collectionPlans(crew.batchId)).map((p) => p.labels).sort()).toEqual([4, 5]);
  });
});
