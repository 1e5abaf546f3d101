import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { collectOverlap } from '#lib/labels/collect-overlap';
import { expireLeases } from '#lib/labels/expire-leases';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownProgress } from '#lib/labels/own-work';
import { recordLabel } from '#lib/labels/record-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.pool.query(sql, values)).rows as Row[];
const label = (annotatorId: number, assignmentId: string) =>
  recordLabel(annotatorId, { assignmentId, idempotencyKey: randomUUID(), choice: 'A', reasons: [] });

/** Labels until nothing comes, or so many. Returns how many. */
async function workOff(annotatorId: number, most = Number.POSITIVE_INFINITY): Promise<number> {
  for (let done = 0; ; done++) {
    const [next] = done < most ? await nextComparisons(annotatorId, 3) : [];
    if (!next) return done;
    await label(annotatorId, next.assignmentId);
  }
}

const setBatch = (crew: Crew, set: string) =>
  db.pool.query(`UPDATE batch SET ${set} WHERE id = $1`, [crew.batchId]);
const makeGolds = (crew: Crew, golds: number) =>
  db.pool.query(`UPDATE comparison SET gold_choice = 'A' WHERE id = ANY ($1)`, [
    crew.comparisonIds.slice(0, golds),
  ]);

interface Served {
  comparison_id: number;
  kind: 'NORMAL' | 'GOLD' | 'REPEAT';
  slot: number;
  round: number;
  swapped: boolean;
}
const served = (annotatorId: number) =>
  rows<Served>(
    `SELECT comparison_id, kind, slot, round, swapped FROM assignment WHERE annotator_id = $1 AND state = 'DONE' ORDER BY ended_at, slot`,
    [annotatorId],
  );

describe('golds and hidden repeats', () => {
  it('are within a tenth of their rates in every window of 100 labels, repeats fifty labels apart and half of them turned', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 240, overlap: 1 });
    await makeGolds(crew, 40);
    await setBatch(crew, 'gold_rate = 0.1, repeat_rate = 0.05');
    const [annotator] = crew.annotatorIds as [number];
    await workOff(annotator, 210);
    const work = await served(annotator);
    expect(work).toHaveLength(210);
    for (let at = 0; at + 100 <= work.length; at++) {
      const window = work.slice(at, at + 100);
      const golds = window.filter((w) => w.kind === 'GOLD').length;
      expect(golds).toBeGreaterThanOrEqual(9);
      expect(golds).toBeLessThanOrEqual(11);
      expect(window.filter((w) => w.kind === 'REPEAT')).toHaveLength(5);
    }
    const repeats = work.filter((w) => w.kind === 'REPEAT');
    const first = (repeat: Served) =>
      work.findIndex((w) => w.comparison_id === repeat.comparison_id && w.round === 0);
    for (const repeat of repeats) expect(work.indexOf(repeat) - first(repeat)).toBeGreaterThanOrEqual(50);
    expect(new Set(repeats.map((r) => r.comparison_id)).size).toBe(repeats.length);
    expect(repeats.filter((r) => work[first(r)]!.swapped !== r.swapped)).toHaveLength(repeats.length / 2);
  });

  it('take no places, and nobody gets a gold twice', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 34, overlap: 2 });
    await makeGolds(crew, 4);
    await setBatch(crew, 'gold_rate = 0.5, repeat_rate = 0');
    await Promise.all(crew.annotatorIds.map((annotator) => workOff(annotator)));
    const counts = await rows<{ gold: boolean; labels: number; people: number }>(
      `SELECT c.gold_choice IS NOT NULL AS gold, count(*)::int AS labels, count(DISTINCT (l.comparison_id, l.annotator_id))::int AS people
       FROM label l JOIN comparison c ON c.id = l.comparison_id WHERE l.batch_id = $1 GROUP BY 1 ORDER BY 1`,
      [crew.batchId],
    );
    expect(counts).toEqual([
      { gold: false, labels: 60, people: 60 },
      { gold: true, labels: 12, people: 12 },
    ]);
    expect(
      await rows(
        'SELECT 1 FROM comparison WHERE batch_id = $1 AND gold_choice IS NOT NULL AND places_taken > 0',
        [crew.batchId],
      ),
    ).toEqual([]);
  });

  it('are all that a qualification round gives, and it ends', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 40, overlap: 1 });
    await makeGolds(crew, 30);
    const [annotator] = crew.annotatorIds as [number];
    await db.pool.query(
      `INSERT INTO life_cycle_rules (project_id, version, rules) VALUES ($1, 1, '{"qualification": {"mostGolds": 20}}')`,
      [crew.projectId],
    );
    await db.pool.query(`UPDATE annotator SET status = 'QUALIFYING', status_at = now() WHERE id = $1`, [
      annotator,
    ]);
    expect((await ownProgress(annotator, new Date(0))).waiting).toBe(20);
    expect(await workOff(annotator)).toBe(20);
    expect((await served(annotator)).every((w) => w.kind === 'GOLD')).toBe(true);
    expect((await ownProgress(annotator, new Date(0))).waiting).toBe(0);
    await db.pool.query(`UPDATE annotator SET status = 'PROBATION', status_at = now() WHERE id = $1`, [
      annotator,
    ]);
    expect(await workOff(annotator)).toBeGreaterThanOrEqual(10);
  });

  it('keep their rate when somebody skips: a skipped gold is followed by another', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 150, overlap: 1 });
    await makeGolds(crew, 40);
    await setBatch(crew, 'gold_rate = 0.1, repeat_rate = 0');
    const [annotator] = crew.annotatorIds as [number];
    let skipped = 0;
    for (let done = 0; done < 100; ) {
      const [next] = await nextComparisons(annotator, 2);
      const { kind } = (
        await rows<{ kind: string }>('SELECT kind FROM assignment WHERE id = $1', [next!.assignmentId])
      )[0]!;
      if (kind === 'GOLD' && skipped++ % 2 === 0) {
        await skipAssignment(annotator, next!.assignmentId, 'Looks like a test');
        continue;
      }
      await label(annotator, next!.assignmentId);
      done++;
    }
    const golds = (await served(annotator)).filter((w) => w.kind === 'GOLD').length;
    expect(skipped).toBeGreaterThan(9);
    expect(golds).toBeGreaterThanOrEqual(9);
    expect(golds).toBeLessThanOrEqual(11);
  });

  it('move the number of what waits by one with every label, whatever it was', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 90, overlap: 1 });
    await makeGolds(crew, 10);
    await setBatch(crew, 'gold_rate = 0.08, repeat_rate = 0.05');
    const [annotator] = crew.annotatorIds as [number];
    const totals = new Set<number>();
    for (;;) {
      const [next] = await nextComparisons(annotator, 3);
      const progress = await ownProgress(annotator, new Date(0));
      totals.add(progress.labels + progress.waiting);
      if (!next) break;
      await label(annotator, next.assignmentId);
    }
    expect(totals.size).toBe(1);
  });
});

describe('what is served', () => {
  it('balances sides by annotator and by comparison', async () => {
    const crew = await makeCrew(db, { annotators: 4, comparisons: 80, overlap: 4 });
    await setBatch(crew, 'repeat_rate = 0');
    await Promise.all(crew.annotatorIds.map((annotator) => workOff(annotator)));
    const people = await rows<{ lean: number }>(
      `SELECT abs(sum(CASE WHEN swapped THEN 1 ELSE -1 END))::int AS lean FROM label WHERE batch_id = $1 GROUP BY annotator_id`,
      [crew.batchId],
    );
    for (const { lean } of people) expect(lean).toBeLessThanOrEqual(14);
    const [{ even }] = (await rows<{ even: number }>(
      `SELECT count(*) FILTER (WHERE swapped = 2)::int AS even FROM (SELECT count(*) FILTER (WHERE swapped) AS swapped FROM label WHERE batch_id = $1 GROUP BY comparison_id) t`,
      [crew.batchId],
    )) as [{ even: number }];
    // By coin alone 3/8 of 80 would be even: 30, give or take 4.
    expect(even).toBeGreaterThan(36);
  });

  it('comes to those whose cohort it is kept for, so many from each', async () => {
    const crew = await makeCrew(db, { annotators: 6, comparisons: 10, overlap: 3 });
    await db.pool.query(
      `UPDATE comparison SET cohort_places = '{"expert": 1, "crowd": 2}' WHERE batch_id = $1`,
      [crew.batchId],
    );
    const [a, b, ...crowd] = crew.annotatorIds as [number, number, ...number[]];
    await db.pool.query(
      `UPDATE annotator SET cohort = CASE WHEN id = ANY ($1) THEN 'expert' ELSE 'crowd' END WHERE id = ANY ($2)`,
      [
        [a, b],
        [a, b, ...crowd.slice(0, 3)],
      ],
    );
    expect(await nextComparisons(crowd[3]!, 1)).toEqual([]);
    const [kept] = await nextComparisons(a, 1);
    await db.pool.query(
      `UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE id = $1`,
      [kept!.assignmentId],
    );
    expect(await expireLeases()).toBe(1);
    await Promise.all([a, b, ...crowd.slice(0, 3)].map((annotator) => workOff(annotator)));
    const labels = await rows<{ cohort: string; labels: number; comparisons: number }>(
      `SELECT a.cohort, count(*)::int AS labels, count(DISTINCT l.comparison_id)::int AS comparisons FROM label l JOIN annotator a ON a.id = l.annotator_id
       WHERE l.batch_id = $1 GROUP BY 1 ORDER BY 1`,
      [crew.batchId],
    );
    expect(labels).toEqual([
      { cohort: 'crowd', labels: 20, comparisons: 10 },
      { cohort: 'expert', labels: 10, comparisons: 10 },
    ]);
  });

  it('keeps a whole batch from other cohorts, and follows the priority of batches', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 2, overlap: 2 });
    const [expert, other] = crew.annotatorIds as [number, number];
    await db.pool.query(`UPDATE annotator SET cohort = 'expert' WHERE id = $1`, [expert]);
    await db.pool.query(
      `WITH b AS (INSERT INTO batch (project_id, number, name, priority, cohorts) VALUES ($1, 2, 'Urgent', 5, '{expert}') RETURNING id)
       INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash)
       SELECT $1, b.id, 'urgent', '[{"role":"user","content":"Hurry"}]', '', 'a', 'b', '' FROM b`,
      [crew.projectId],
    );
    expect((await nextComparisons(expert, 3)).map((c) => c.batch)).toEqual(['Urgent', 'First', 'First']);
    expect((await nextComparisons(other, 3)).map((c) => c.batch)).toEqual(['First', 'First']);
  });

  it('reaches places that open again behind an annotator who has gone on', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 6, overlap: 1 });
    const [a, b] = crew.annotatorIds as [number, number];
    expect(await workOff(a, 3)).toBe(3);
    await expireAll();
    expect(await workOff(b)).toBe(3);
    await collectOverlap(
      { id: crew.projectId },
      { kind: 'system', id: null },
      { batchId: crew.batchId, count: 6 },
    );
    expect(await workOff(a)).toBe(3);
    expect(await workOff(b)).toBe(3);
  });

  it('waits for the last comparison while somebody is taking it, instead of saying that all is done', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 1, overlap: 2 });
    const [a, b] = crew.annotatorIds as [number, number];
    const other = await db.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM comparison WHERE batch_id = $1 FOR NO KEY UPDATE', [crew.batchId]);
      const asked = nextComparisons(a, 1);
      await expect
        .poll(async () => await rows(`SELECT 1 FROM pg_locks WHERE NOT granted`), { timeout: 10_000 })
        .not.toEqual([]);
      await other.query('COMMIT');
      expect(await asked).toHaveLength(1);
    } finally {
      other.release();
    }
    expect(await nextComparisons(b, 1)).toHaveLength(1);
  });

  it('renews the leases of whoever goes on, in their second half only', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 2, overlap: 1 });
    const [annotator] = crew.annotatorIds as [number];
    const [first] = await nextComparisons(annotator, 1);
    expect((await nextComparisons(annotator, 1))[0]!.leaseExpiresAt).toBe(first!.leaseExpiresAt);
    await db.pool.query(
      `UPDATE assignment SET lease_expires_at = now() + interval '5 minutes' WHERE id = $1`,
      [first!.assignmentId],
    );
    await nextComparisons(annotator, 1);
    const [{ minutes }] = (await rows<{ minutes: number }>(
      'SELECT (extract(epoch FROM lease_expires_at - now()) / 60)::float8 AS minutes FROM assignment WHERE id = $1',
      [first!.assignmentId],
    )) as [{ minutes: number }];
    expect(minutes).toBeGreaterThan(29);
  });
});

const expireAll = async () => {
  await db.pool.query(
    `UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE state = 'LEASED'`,
  );
  await expireLeases();
};
