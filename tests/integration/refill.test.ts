import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { pauseAnnotator, restoreLabels } from '#lib/labels/change-annotator';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { refillLabels } from '#lib/labels/refill-labels';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const project = (crew: Crew) => ({ id: crew.projectId });
const lead = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;

async function work(annotatorId: number, most = Number.POSITIVE_INFINITY): Promise<number> {
  for (let done = 0; ; done++) {
    if (done >= most) return done;
    const [shown] = await nextComparisons(annotatorId, 1);
    if (!shown) return done;
    await recordLabel(annotatorId, {
      assignmentId: shown.assignmentId,
      idempotencyKey: randomUUID(),
      choice: 'A',
      reasons: [],
    });
  }
}

/** Counted labels by comparison: latest, first looks, not set aside, of distinct annotators. */
async function counted(crew: Crew): Promise<number[]> {
  const { rows } = await db.pool.query(
    `SELECT (SELECT count(DISTINCT l.annotator_id)::int FROM label l WHERE l.comparison_id = c.id AND l.round = 0 AND l.choice IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM label_exclusion e WHERE e.annotator_id = l.annotator_id AND e.batch_id = l.batch_id AND e.lifted_sequence IS NULL AND l.sequence BETWEEN e.from_sequence AND e.to_sequence)) AS n
     FROM comparison c WHERE c.batch_id = $1 ORDER BY c.id`,
    [crew.batchId],
  );
  return rows.map((row) => row.n);
}
const open = async (crew: Crew): Promise<number> =>
  (
    await db.pool.query('SELECT sum(places - places_taken)::int AS n FROM comparison WHERE batch_id = $1', [
      crew.batchId,
    ])
  ).rows[0].n;
const pause = (crew: Crew, annotatorId: number) =>
  pauseAnnotator(project(crew), lead(crew), {
    annotatorId,
    reason: 'Guesses.',
    setAside: { batchId: crew.batchId, fromSequence: 0 },
  });

describe('refilling', () => {
  it('opens exactly the places that lack a label, once, and others fill them to the overlap and no further', async () => {
    const crew = await makeCrew(db, { annotators: 5, comparisons: 12, overlap: 2 });
    const [bad, second, third, fourth, fifth] = crew.annotatorIds as [number, number, number, number, number];
    const target = { annotatorId: bad, batchId: crew.batchId };
    await work(bad, 8);
    await Promise.all([work(second), work(third)]);
    expect(await counted(crew)).toEqual(Array(12).fill(2));
    const before = await open(crew);
    expect(before).toBe(0);
    const { setAside } = await pause(crew, bad);
    expect(setAside).toBe(8);
    const race = await Promise.allSettled(
      [1, 2, 3].map(() => refillLabels(project(crew), lead(crew), target)),
    );
    expect(race.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []))).toEqual([8]);
    expect(await open(crew)).toBe(8);
    await Promise.all([work(fourth), work(fifth)]);
    expect(await counted(crew)).toEqual(Array(12).fill(2));
    expect(await open(crew)).toBe(0);
    await expect(refillLabels(project(crew), lead(crew), target)).rejects.toMatchObject({ code: 'conflict' });
    expect(
      (
        await db.pool.query(
          `SELECT data->>'places' AS n FROM audit_event WHERE action = 'labels.refill' AND project_id = $1`,
          [crew.projectId],
        )
      ).rows,
    ).toEqual([{ n: '8' }]);
  });

  it('is taken back with the labels as far as nobody has labelled meanwhile, and says how far', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 10, overlap: 1 });
    const [bad, second, third] = crew.annotatorIds as [number, number, number];
    const target = { annotatorId: bad, batchId: crew.batchId };
    await work(bad);
    await pause(crew, bad);
    expect(await refillLabels(project(crew), lead(crew), target)).toBe(10);
    expect(await work(second, 4)).toBe(4);
    expect(await restoreLabels(project(crew), lead(crew), target)).toEqual({ closed: 6, filled: 4 });
    expect(await open(crew)).toBe(0);
    expect(await work(third)).toBe(0);
    expect((await counted(crew)).sort()).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('counts what is on somebody’s desk, and opens nothing for a closed batch', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 4, overlap: 2 });
    const [bad, second] = crew.annotatorIds as [number, number];
    const target = { annotatorId: bad, batchId: crew.batchId };
    await work(bad);
    await nextComparisons(second, 2);
    await pause(crew, bad);
    // Each has two places asked for: one was the paused annotator's, the other is leased or open.
    expect(await refillLabels(project(crew), lead(crew), target)).toBe(4);
    expect(await open(crew)).toBe(6);
    await db.pool.query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [crew.batchId]);
    await expect(refillLabels(project(crew), lead(crew), target)).rejects.toThrow('batch is closed');
  });
});
