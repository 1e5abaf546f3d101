import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { acknowledgeGuideline, unreadGuideline } from '#lib/labels/guidelines';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownHistory, reopenLabel } from '#lib/labels/own-history';
import { recordLabel, submittedLabel } from '#lib/labels/record-label';
import { REVISABLE } from '#lib/labels/revise-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { undoLabel } from '#lib/labels/undo-label';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

/*
 * What a device sends may arrive twice, ten times at once, or after what it sent next: an answer was lost, and the outbox
 * sends again. Every act counts once, and none undoes a later one.
 */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const label = (assignmentId: string, change: object = {}) =>
  submittedLabel.parse({ assignmentId, idempotencyKey: randomUUID(), choice: 'A', strength: 2, ...change });

const tenTimes = <T>(work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 10 }, () => work()));

async function atWork(comparisons = 2) {
  const crew = await makeCrew(db, { annotators: 1, comparisons, overlap: 1 });
  const annotator = crew.annotatorIds[0] as number;
  const shown = await nextComparisons(annotator, comparisons);
  const first = shown[0]!.assignmentId;
  const revisions = async (assignmentId = first) =>
    (
      await db.pool.query<{ choice: string | null }>(
        `SELECT CASE WHEN swapped THEN (CASE choice WHEN 'A' THEN 'B' WHEN 'B' THEN 'A' ELSE choice END)::text ELSE choice::text END AS choice
         FROM label WHERE assignment_id = $1 ORDER BY revision`,
        [assignmentId],
      )
    ).rows.map((row) => row.choice);
  const places = async () =>
    (
      await db.pool.query<{ taken: number }>(
        'SELECT sum(places_taken)::int AS taken FROM comparison WHERE batch_id = $1',
        [crew.batchId],
      )
    ).rows[0]!.taken;
  return { crew, annotator, shown, first, revisions, places };
}

describe('sent again, and again', () => {
  it('an undo takes back one label, and its place is kept', async () => {
    const { annotator, first, revisions, places } = await atWork();
    await recordLabel(annotator, label(first));
    const key = randomUUID();
    await tenTimes(() => undoLabel(annotator, first, key));
    expect(await revisions()).toEqual(['A', null]);
    expect(await places()).toBe(2);
    expect(await nextComparisons(annotator, 2)).toHaveLength(2);
  });

  it('an undo that comes again late leaves the label that was given after it', async () => {
    const { annotator, first, revisions } = await atWork();
    const sent = label(first);
    await recordLabel(annotator, sent);
    const key = randomUUID();
    await undoLabel(annotator, first, key);
    await expect(recordLabel(annotator, sent)).resolves.toMatchObject({ sequence: 1, repeated: true });
    expect(await revisions()).toEqual(['A', null]);
    await recordLabel(annotator, label(first, { choice: 'B' }));
    await undoLabel(annotator, first, key);
    await expect(recordLabel(annotator, sent)).resolves.toMatchObject({ sequence: 1, repeated: true });
    expect(await revisions()).toEqual(['A', null, 'B']);
    expect((await ownHistory(annotator)).map(({ choice }) => choice)).toEqual(['B']);
  });

  it('labels and undos of one comparison in a storm leave an unbroken history and one place', async () => {
    const { annotator, first, revisions, places } = await atWork();
    const sent = Array.from({ length: 6 }, (_, i) => ({
      given: label(first, { choice: i % 2 ? 'A' : 'B' }),
      undo: randomUUID(),
    }));
    for (const { given, undo } of sent) {
      await Promise.all([recordLabel(annotator, given), recordLabel(annotator, given)]);
      await Promise.all([undoLabel(annotator, first, undo), undoLabel(annotator, first, undo)]);
    }
    await Promise.allSettled(sent.map(({ undo }) => undoLabel(annotator, first, undo)));
    expect(await revisions()).toEqual(['B', null, 'A', null, 'B', null, 'A', null, 'B', null, 'A', null]);
    expect(await places()).toBe(2);
  });

  it('a change of mind is one revision, and the history shows it once', async () => {
    const { annotator, first, revisions } = await atWork();
    await recordLabel(annotator, label(first));
    const change = label(first, { choice: 'B', revises: true });
    const answers = await tenTimes(() => recordLabel(annotator, change));
    expect(new Set(answers.map((answer) => answer.sequence)).size).toBe(1);
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(await revisions()).toEqual(['A', 'B']);
    const lists = await tenTimes(() => ownHistory(annotator));
    for (const list of lists)
      expect(list).toMatchObject([{ assignmentId: first, choice: 'B', changed: true }]);
    const opened = await tenTimes(() => reopenLabel(annotator, first));
    expect(new Set(opened.map((label) => JSON.stringify(label))).size).toBe(1);
    expect(await revisions()).toEqual(['A', 'B']);
  });

  it('a skip gives its place back once', async () => {
    const { annotator, first, places } = await atWork();
    await tenTimes(() => skipAssignment(annotator, first, 'Not my language'));
    expect(await places()).toBe(1);
  });

  it('that the guideline was read is noted once, at the first time', async () => {
    const { crew, annotator } = await atWork();
    await tenTimes(() => acknowledgeGuideline(crew.projectId, annotator, 1));
    const noted = async () =>
      (await db.pool.query('SELECT at FROM guideline_acknowledgement WHERE annotator_id = $1', [annotator]))
        .rows;
    const before = await noted();
    expect(before).toHaveLength(1);
    await acknowledgeGuideline(crew.projectId, annotator, 1);
    expect(await noted()).toEqual(before);
    expect(await unreadGuideline(crew.projectId, annotator)).toBeNull();
    await expect(acknowledgeGuideline(crew.projectId, annotator, 7)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

it('an undo reaches as far back as a change does, and no further', async () => {
  const { crew, annotator, shown } = await atWork(REVISABLE + 1);
  for (const { assignmentId } of shown) await recordLabel(annotator, label(assignmentId));
  const undo = (at: number) => undoLabel(annotator, shown[at]!.assignmentId, randomUUID());
  await expect(undo(0)).rejects.toMatchObject({ code: 'conflict' });
  await db.pool.query(`UPDATE annotator SET status = 'PAUSED' WHERE id = $1`, [annotator]);
  await expect(undo(5)).rejects.toMatchObject({ code: 'forbidden' });
  await db.pool.query(`UPDATE annotator SET status = 'ACTIVE' WHERE id = $1`, [annotator]);
  await db.pool.query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [crew.batchId]);
  await expect(undo(5)).rejects.toMatchObject({ code: 'conflict' });
  await db.pool.query(`UPDATE batch SET status = 'OPEN' WHERE id = $1`, [crew.batchId]);
  await expect(undo(5)).resolves.toBeUndefined();
});
