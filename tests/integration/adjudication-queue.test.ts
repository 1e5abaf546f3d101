import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { adjudicationDetail } from '#lib/labels/adjudication-detail';
import {
  adjudicationCounts,
  adjudicationQueue,
  type QueueKey,
  type QueuePart,
} from '#lib/labels/adjudication-queue';
import { mostSplit, splitWaiting } from '#lib/labels/most-split';
import { returnToAnnotators } from '#lib/labels/return-to-annotators';
import { revealAnnotators } from '#lib/labels/reveal-annotators';
import { measureQuality } from '#lib/quality/measure-quality';
import { labelAll, lead, open, splitCrew } from './setup/adjudicated-crew';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

describe('the queue', () => {
  const rows = async (crew: Crew, part: QueuePart, after?: QueueKey, limit = 50) =>
    adjudicationQueue(crew.projectId, crew.userId, { part }, limit, after);

  it('goes from the most split on, page by page, and leaves out what the reader labelled', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 6, overlap: 3 });
    // Comparison k is split k ways: 1, 2, 3 kinds of answers, then again.
    await labelAll(db, crew, (c, a) => (['A', 'B', 'TIE'] as const)[Math.min(a, c % 3)]!);
    await open(db, crew, 0, 1, 2, 3, 4, 5);
    const seen: number[] = [];
    for (
      let page = await rows(crew, 'to-decide', undefined, 4);
      ;
      page = await rows(crew, 'to-decide', page.next!, 4)
    ) {
      seen.push(...page.rows.map((row) => row.disagreement));
      if (!page.next) break;
    }
    expect(seen).toHaveLength(6);
    expect(seen).toEqual([...seen].sort((x, y) => y - x));
    expect(seen[0]).toBeCloseTo(Math.log2(3), 12);
    await db.pool.query('UPDATE annotator SET user_id = $2 WHERE id = $1', [
      crew.annotatorIds[0],
      crew.userId,
    ]);
    expect((await rows(crew, 'to-decide')).rows).toEqual([]);
    expect(await adjudicationCounts(crew.projectId, crew.userId)).toMatchObject({ 'to-decide': 0, own: 6 });
    expect(
      (await adjudicationQueue(crew.projectId, randomUUID(), { part: 'to-decide' }, 50)).rows,
    ).toHaveLength(6);
  });

  it('hides names behind numbers that differ from one adjudication to the next, and audits who looks', async () => {
    const crew = await makeCrew(db, { annotators: 6, comparisons: 8, overlap: 6 });
    await labelAll(db, crew, (_, a) => (a < 3 ? 'A' : 'B'));
    const ids = await open(db, crew, 0, 1, 2, 3, 4, 5, 6, 7);
    const orders = new Set<string>();
    for (const id of ids) {
      const detail = await adjudicationDetail(crew.projectId, crew.userId, id);
      expect(JSON.stringify(detail)).not.toMatch(/Annotator \d|source|"annotatorId"/i);
      expect(detail!.labels.map((label) => label.who)).toEqual([1, 2, 3, 4, 5, 6]);
      const names = await revealAnnotators({ id: crew.projectId }, lead(crew), {
        adjudicationId: id,
        reason: 'To talk to them.',
      });
      orders.add(names.map((name) => name.annotatorId).join());
      for (const label of detail!.labels) {
        const place = crew.annotatorIds.indexOf(names.find((name) => name.who === label.who)!.annotatorId);
        expect(label.choice).toBe(place < 3 ? 'A' : 'B');
      }
    }
    expect(orders.size).toBeGreaterThan(4);
    expect(
      (
        await db.pool.query(
          `SELECT 1 FROM audit_event WHERE project_id = $1 AND action = 'adjudication.reveal'`,
          [crew.projectId],
        )
      ).rowCount,
    ).toBe(8);
  });

  it('shows nothing of others’ labels to whoever labelled it', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    await db.pool.query('UPDATE annotator SET user_id = $2 WHERE id = $1', [
      crew.annotatorIds[0],
      crew.userId,
    ]);
    expect(await adjudicationDetail(crew.projectId, crew.userId, id!)).toMatchObject({
      own: true,
      labels: [],
    });
    expect(await adjudicationDetail(crew.projectId, crew.userId, 'no-uuid')).toBeNull();
  });

  it('waits for exactly the labels that were asked for, and comes back when they are there', async () => {
    const crew = await makeCrew(db, { annotators: 5, comparisons: 1, overlap: 2 });
    await labelAll(db, { ...crew, annotatorIds: crew.annotatorIds.slice(0, 2) }, (_, a) => (a ? 'B' : 'A'));
    const [id] = await open(db, crew, 0);
    expect(
      await returnToAnnotators({ id: crew.projectId }, lead(crew), { adjudicationId: id!, labels: 2 }),
    ).toBe(4);
    expect((await rows(crew, 'to-decide')).rows).toEqual([]);
    expect((await rows(crew, 'waiting')).rows).toHaveLength(1);
    await labelAll(db, { ...crew, annotatorIds: crew.annotatorIds.slice(2) }, () => 'A');
    expect((await rows(crew, 'to-decide')).rows).toMatchObject([{ id, labels: 4, votes: { A: 3, B: 1 } }]);
    expect(await adjudicationCounts(crew.projectId, crew.userId)).toMatchObject({
      'to-decide': 1,
      waiting: 0,
    });
  });

  it('offers the most split of what was measured, and nothing that is open or settled', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 6, overlap: 3 });
    await labelAll(db, crew, (c, a) => (['A', 'B', 'TIE'] as const)[Math.min(a, c % 3)]!);
    await measureQuality(crew.batchId);
    const three = [crew.comparisonIds[2]!, crew.comparisonIds[5]!];
    expect(await splitWaiting(crew.projectId, crew.batchId)).toBe(4);
    expect((await mostSplit(crew.projectId, crew.batchId, 2)).sort()).toEqual(three);
    await open(db, crew, 2);
    expect(await splitWaiting(crew.projectId, crew.batchId)).toBe(3);
    expect(await mostSplit(crew.projectId, crew.batchId, 9)).toHaveLength(3);
    expect(await splitWaiting(randomUUID(), crew.batchId)).toBe(0);
    expect(await mostSplit(randomUUID(), crew.batchId, 9)).toEqual([]);
  });
});
