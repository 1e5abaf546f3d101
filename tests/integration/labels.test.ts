import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { pauseAnnotator } from '#lib/labels/change-annotator';
import { expireLeases } from '#lib/labels/expire-leases';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel, type SubmittedLabel } from '#lib/labels/record-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { undoLabel } from '#lib/labels/undo-label';
import { measureQuality } from '#lib/quality/measure-quality';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const label = (assignmentId: string, change: Partial<SubmittedLabel> = {}): SubmittedLabel => ({
  assignmentId,
  idempotencyKey: randomUUID(),
  choice: 'A',
  reasons: [],
  ...change,
});
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await db.pool.query(sql, values)).rows[0].n);

async function workOff(annotatorId: number): Promise<number> {
  let done = 0;
  for (;;) {
    const [next] = await nextComparisons(annotatorId, 1);
    if (!next) return done;
    await recordLabel(annotatorId, label(next.assignmentId));
    done++;
  }
}

describe('handing out and recording labels', () => {
  it('never takes more labels than asked, from distinct annotators, however many submit at once', async () => {
    const crew = await makeCrew(db, { annotators: 12, comparisons: 40, overlap: 3 });
    const done = await Promise.all(crew.annotatorIds.map(workOff));
    expect(done.reduce((a, b) => a + b)).toBe(120);
    expect(
      await count(
        `SELECT count(*) AS n FROM (SELECT comparison_id FROM label WHERE batch_id = $1 GROUP BY 1 HAVING count(*) = 3 AND count(DISTINCT annotator_id) = 3) t`,
        [crew.batchId],
      ),
    ).toBe(40);
    expect(
      await count(`SELECT count(*) AS n FROM assignment WHERE batch_id = $1 AND state = 'LEASED'`, [
        crew.batchId,
      ]),
    ).toBe(0);
    const { rows } = await db.pool.query(
      'SELECT array_agg(sequence ORDER BY sequence) AS s FROM label WHERE batch_id = $1',
      [crew.batchId],
    );
    expect(rows[0].s.map(Number)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  });

  it('makes one label of a submit that is sent ten times at once', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const [annotator] = crew.annotatorIds as [number];
    const [shown] = await nextComparisons(annotator, 1);
    const submit = label(shown!.assignmentId);
    const answers = await Promise.all(Array.from({ length: 10 }, () => recordLabel(annotator, submit)));
    expect(new Set(answers.map((a) => a.sequence)).size).toBe(1);
    expect(answers.filter((a) => !a.repeated)).toHaveLength(1);
    expect(await count('SELECT count(*) AS n FROM label WHERE batch_id = $1', [crew.batchId])).toBe(1);
  });

  it('stores the choice by response, whatever side it was shown on', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 30, overlap: 1 });
    const [annotator] = crew.annotatorIds as [number];
    for (const shown of await nextComparisons(annotator, 30)) {
      await recordLabel(
        annotator,
        label(shown.assignmentId, { choice: shown.left.startsWith('Answer one') ? 'A' : 'B', strength: 2 }),
      );
    }
    const { rows } = await db.pool.query('SELECT choice, swapped, strength FROM label WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(rows.every((r) => r.choice === 'A' && r.strength === 2)).toBe(true);
    expect(new Set(rows.map((r) => r.swapped))).toEqual(new Set([true, false]));
  });

  it('shows neither source nor gold nor the comparison’s number', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    await db.pool.query(
      `UPDATE comparison SET gold_choice = 'A', meta = '{"simulation":{"qualityA":1}}' WHERE batch_id = $1`,
      [crew.batchId],
    );
    await db.pool.query(`UPDATE annotator SET status = 'QUALIFYING' WHERE project_id = $1`, [crew.projectId]);
    const [shown] = await nextComparisons(crew.annotatorIds[0]!, 1);
    expect(Object.keys(shown!).sort()).toEqual([
      'assignmentId',
      'batch',
      'leaseExpiresAt',
      'left',
      'prompt',
      'right',
    ]);
  });

  it('takes a label back as a revision, gives the comparison again, and keeps the history', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 2, overlap: 1 });
    const [annotator] = crew.annotatorIds as [number];
    const [first] = await nextComparisons(annotator, 2);
    await recordLabel(annotator, label(first!.assignmentId, { choice: 'TIE' }));
    const undo = randomUUID();
    await undoLabel(annotator, first!.assignmentId, undo);
    await undoLabel(annotator, first!.assignmentId, undo);
    expect((await readBatchLabels(crew.batchId, 2)).length).toBe(0);
    expect((await nextComparisons(annotator, 2))[0]!.assignmentId).toBe(first!.assignmentId);
    await recordLabel(annotator, label(first!.assignmentId, { choice: 'BOTH_BAD' }));
    const { rows } = await db.pool.query(
      'SELECT revision, choice FROM label WHERE batch_id = $1 ORDER BY revision',
      [crew.batchId],
    );
    expect(rows).toEqual([
      { revision: 0, choice: 'TIE' },
      { revision: 1, choice: null },
      { revision: 2, choice: 'BOTH_BAD' },
    ]);
    const now = await readBatchLabels(crew.batchId, 3);
    expect([...now.choice]).toEqual([3]);
    expect((await readBatchLabels(crew.batchId, 1)).length).toBe(1);
  });

  it('frees the places of leases that ran out, and still takes a late label while its place is free', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 1, overlap: 1 });
    const [a, b, c] = crew.annotatorIds as [number, number, number];
    const [late] = await nextComparisons(a, 1);
    expect(await nextComparisons(b, 1)).toEqual([]);
    await db.pool.query(
      `UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE id = $1`,
      [late!.assignmentId],
    );
    expect(await expireLeases()).toBe(1);
    await recordLabel(a, label(late!.assignmentId));
    await db.pool.query('UPDATE comparison SET places = 2 WHERE batch_id = $1', [crew.batchId]);
    const [second] = await nextComparisons(b, 1);
    await db.pool.query(
      `UPDATE assignment SET lease_expires_at = now() - interval '1 second' WHERE id = $1`,
      [second!.assignmentId],
    );
    await expireLeases();
    await workOff(c);
    await expect(recordLabel(b, label(second!.assignmentId))).rejects.toMatchObject({
      code: 'lease_expired',
    });
  });

  it('gives a skipped comparison to others, and not to the same annotator again', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 1, overlap: 1 });
    const [a, b] = crew.annotatorIds as [number, number];
    const [shown] = await nextComparisons(a, 1);
    await skipAssignment(a, shown!.assignmentId, 'Not my language');
    expect(await nextComparisons(a, 1)).toEqual([]);
    expect(await nextComparisons(b, 1)).toHaveLength(1);
  });

  it('refuses another annotator’s assignment, and anything from a paused one, with the reason', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 2, overlap: 1 });
    const [a, b] = crew.annotatorIds as [number, number];
    const [shown] = await nextComparisons(a, 1);
    await expect(recordLabel(b, label(shown!.assignmentId))).rejects.toMatchObject({ code: 'not_found' });
    await pauseAnnotator(
      { id: crew.projectId },
      { kind: 'person', id: crew.userId },
      { annotatorId: a, reason: 'Let us talk first.', setAside: null },
    );
    await expect(nextComparisons(a, 1)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Let us talk first.'),
    });
    expect(
      await count('SELECT sum(places_taken) AS n FROM comparison WHERE batch_id = $1', [crew.batchId]),
    ).toBe(0);
  });

  it('leaves labels that were set aside out of every later state, and out of no earlier one', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 10, overlap: 2 });
    for (const annotator of crew.annotatorIds) await workOff(annotator);
    const before = await readBatchLabels(crew.batchId, 20);
    const done = await pauseAnnotator(
      { id: crew.projectId },
      { kind: 'person', id: crew.userId },
      {
        annotatorId: crew.annotatorIds[1]!,
        reason: 'Guesses.',
        setAside: { batchId: crew.batchId, fromSequence: 15 },
      },
    );
    expect(done.setAside).toBe(6);
    const now = await measureQuality(crew.batchId);
    const after = await readBatchLabels(crew.batchId, now!.lastSequence);
    expect([before.length, after.length, after.excluded]).toEqual([20, 14, 6]);
    expect((await readBatchLabels(crew.batchId, 20)).hash).toBe(before.hash);
    expect(after.hash).not.toBe(before.hash);
  });
});
