import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { adaptOverlap } from '#lib/labels/adapt-overlap';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { adaptBatch } from '#lib/quality/adapt-batch';
import { measureQuality } from '#lib/quality/measure-quality';
import type { Choice } from '#prisma/generated/enums';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

/** Labels all that comes; `choice` says what, by the number of the question and the stored responses. */
async function workOff(annotatorId: number, choice: (question: number) => 'A' | 'B'): Promise<number> {
  for (let done = 0; ; done++) {
    const [next] = await nextComparisons(annotatorId, 1);
    if (!next) return done;
    const wanted = choice(Number(/\d+/.exec(next.prompt[0]!.content)![0]));
    const isLeft = next.left.startsWith('Answer one') === (wanted === 'A');
    const shown: Choice = isLeft ? 'A' : 'B';
    await recordLabel(annotatorId, {
      assignmentId: next.assignmentId,
      idempotencyKey: randomUUID(),
      choice: shown,
      reasons: [],
    });
  }
}

const places = async ({ batchId }: Crew): Promise<number[]> =>
  (await db.pool.query('SELECT places FROM comparison WHERE batch_id = $1 ORDER BY id', [batchId])).rows.map(
    (row) => row.places,
  );

describe('adaptive overlap', () => {
  it('asks again where people disagree, within the budget, and never twice for the same place', async () => {
    const crew = await makeCrew(db, { annotators: 5, comparisons: 20, overlap: 2 });
    await db.pool.query(
      `UPDATE batch SET adaptive = true, most_overlap = 4, certainty = 0.9, label_budget = 46, repeat_rate = 0 WHERE id = $1`,
      [crew.batchId],
    );
    const [a, b, c, d] = crew.annotatorIds as [number, number, number, number, number];
    // They differ on every second question.
    await workOff(a, () => 'A');
    await workOff(b, (question) => (question % 2 ? 'B' : 'A'));
    await measureQuality(crew.batchId);
    const opened = await Promise.all([adaptBatch(crew.batchId), adaptBatch(crew.batchId)]);
    expect(opened.sort()).toEqual([0, 6]);
    expect(await places(crew)).toEqual(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 && i < 12 ? 3 : 2)));

    await db.pool.query('UPDATE batch SET label_budget = NULL WHERE id = $1', [crew.batchId]);
    expect(await adaptBatch(crew.batchId)).toBe(4);
    expect(await workOff(c, () => 'A')).toBe(10);
    // Two against one among equals leaves doubt; with a third it is settled.
    expect(await adaptOverlap(crew.batchId, new Map())).toBe(10);
    expect(await workOff(d, () => 'A')).toBe(10);
    expect(await adaptOverlap(crew.batchId, new Map())).toBe(0);
    expect(Math.max(...(await places(crew)))).toBe(4);
  });

  it('leaves batches alone that are closed or not adaptive', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 2, overlap: 2 });
    const [a, b] = crew.annotatorIds as [number, number];
    await workOff(a, () => 'A');
    await workOff(b, () => 'B');
    expect(await adaptOverlap(crew.batchId, new Map())).toBe(0);
    await db.pool.query(`UPDATE batch SET adaptive = true, status = 'CLOSED' WHERE id = $1`, [crew.batchId]);
    expect(await adaptOverlap(crew.batchId, new Map())).toBe(0);
    expect(await places(crew)).toEqual([2, 2]);
  });
});

describe('a skipped comparison', () => {
  const withPolicy = async (skipPolicy: string) => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 3, overlap: 1 });
    await db.pool.query('UPDATE project SET label_form = $2 WHERE id = $1', [
      crew.projectId,
      JSON.stringify({ skipPolicy }),
    ]);
    const [annotator, other] = crew.annotatorIds as [number, number];
    const [first] = await nextComparisons(annotator, 1);
    return { crew, annotator, other, first: first! };
  };

  it('comes back to the same person after what else waits, where the project says so', async () => {
    const { annotator, first } = await withPolicy('back-later');
    await skipAssignment(annotator, first.assignmentId, 'Later, please');
    const order: string[] = [];
    await workOff(annotator, (question) => {
      order.push(`Question ${question}`);
      return 'A';
    });
    expect(order).toHaveLength(3);
    expect(order.at(-1)).toBe(first.prompt[0]!.content);
  });

  it('is given to nobody any more, where the project says so', async () => {
    const { crew, annotator, other, first } = await withPolicy('nobody');
    await skipAssignment(annotator, first.assignmentId, 'Broken prompt');
    expect((await workOff(annotator, () => 'A')) + (await workOff(other, () => 'A'))).toBe(2);
    expect((await places(crew)).sort()).toEqual([0, 1, 1]);
  });

  it('is refused, where every comparison gets a label', async () => {
    const { annotator, first } = await withPolicy('off');
    await expect(skipAssignment(annotator, first.assignmentId, 'No')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
