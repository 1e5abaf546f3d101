import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { acknowledgeGuideline, publishGuideline } from '#lib/labels/guidelines';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel, submittedLabel } from '#lib/labels/record-label';
import { REVISABLE } from '#lib/labels/revise-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { labelFromPage, submitLabel } from '#lib/labels/submit-label';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const label = (assignmentId: string, change: object = {}) =>
  submittedLabel.parse({ assignmentId, idempotencyKey: randomUUID(), choice: 'A', strength: 2, ...change });

async function oneAnnotator(comparisons: number) {
  const crew = await makeCrew(db, { annotators: 1, comparisons, overlap: 1 });
  return { ...crew, annotatorId: crew.annotatorIds[0] as number };
}

const stored = async (assignmentId: string) =>
  (
    await db.pool.query(
      `SELECT l.revision, l.choice, l.strength, l.aspects, l.flag, g.number AS guideline FROM label l
       LEFT JOIN guideline_version g ON g.id = l.guideline_id WHERE assignment_id = $1 ORDER BY revision`,
      [assignmentId],
    )
  ).rows;

describe('a label', () => {
  it('keeps aspects and flag in terms of the stored responses, whatever side they were shown on', async () => {
    const crew = await oneAnnotator(2);
    const shown = await nextComparisons(crew.annotatorId, 2);
    await db.pool.query('UPDATE assignment SET swapped = (id = $1) WHERE annotator_id = $2', [
      shown[0]!.assignmentId,
      crew.annotatorId,
    ]);
    const given = {
      aspects: { honesty: 'A', helpfulness: 'TIE' },
      flag: { kind: 'HARMFUL', where: 'A', note: ' tells how ' },
    };
    for (const { assignmentId } of shown) await recordLabel(crew.annotatorId, label(assignmentId, given));
    expect(await stored(shown[0]!.assignmentId)).toMatchObject([
      {
        choice: 'B',
        aspects: { honesty: 'B', helpfulness: 'TIE' },
        flag: { kind: 'HARMFUL', where: 'B', note: 'tells how' },
      },
    ]);
    expect(await stored(shown[1]!.assignmentId)).toMatchObject([
      { choice: 'A', aspects: { honesty: 'A', helpfulness: 'TIE' }, flag: { where: 'A' } },
    ]);
  });

  it('is revised without being taken back in between, and only where its annotator asks for that', async () => {
    const crew = await oneAnnotator(1);
    const { assignmentId } = (await nextComparisons(crew.annotatorId, 1))[0]!;
    await db.pool.query('UPDATE assignment SET swapped = false WHERE id = $1', [assignmentId]);
    await recordLabel(crew.annotatorId, label(assignmentId));
    await expect(recordLabel(crew.annotatorId, label(assignmentId, { choice: 'B' }))).rejects.toThrow(
      'already',
    );
    const revision = label(assignmentId, { choice: 'B', strength: 1, revises: true });
    const first = await recordLabel(crew.annotatorId, revision);
    expect(await recordLabel(crew.annotatorId, revision)).toEqual({ ...first, repeated: true });
    expect(await stored(assignmentId)).toMatchObject([
      { revision: 0, choice: 'A', strength: 2 },
      { revision: 1, choice: 'B', strength: 1 },
    ]);
    const { rows } = await db.pool.query('SELECT places_taken FROM comparison WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(rows).toEqual([{ places_taken: 1 }]);
  });

  it('can no longer be revised when it is not among the last ones, or its batch is closed, or its annotator paused', async () => {
    const crew = await oneAnnotator(REVISABLE + 1);
    const given: string[] = [];
    for (let i = 0; i <= REVISABLE; i++) {
      const [next] = await nextComparisons(crew.annotatorId, 1);
      given.push(next!.assignmentId);
      await recordLabel(crew.annotatorId, label(next!.assignmentId));
    }
    const revise = (at: number) => recordLabel(crew.annotatorId, label(given[at]!, { revises: true }));
    await expect(revise(0)).rejects.toThrow(`last ${REVISABLE}`);
    await expect(revise(1)).resolves.toMatchObject({ repeated: false });
    await db.pool.query(`UPDATE annotator SET status = 'PAUSED' WHERE id = $1`, [crew.annotatorId]);
    await expect(revise(2)).rejects.toThrow('paused');
    await db.pool.query(`UPDATE annotator SET status = 'ACTIVE' WHERE id = $1`, [crew.annotatorId]);
    await db.pool.query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [crew.batchId]);
    await expect(revise(2)).rejects.toThrow('closed');
  });

  it('counts by the guideline version it was chosen by, and waits while a newer one is unread', async () => {
    const crew = await oneAnnotator(3);
    const actor = { annotatorId: crew.annotatorId, projectId: crew.projectId };
    const shown = await nextComparisons(crew.annotatorId, 3);
    await acknowledgeGuideline(crew.projectId, crew.annotatorId, 1);
    const page = (at: number, change: object) =>
      labelFromPage.parse({ ...label(shown[at]!.assignmentId), guideline: 1, ...change });
    await publishGuideline({ id: crew.projectId }, SYSTEM_ACTOR, {
      title: 'Second',
      body: 'Prefer what is correct.',
      changes: 'All of it.',
      after: 1,
    });
    const afterwards = new Date(Date.now() + 1000);
    await expect(submitLabel(actor, page(0, {}), afterwards)).rejects.toMatchObject({
      code: 'guideline_unread',
      details: { number: 2 },
    });
    await submitLabel(actor, page(1, { chosenAgoMs: 60_000 }), afterwards);
    await acknowledgeGuideline(crew.projectId, crew.annotatorId, 2);
    await submitLabel(actor, page(0, {}), afterwards);
    await submitLabel(actor, page(2, { guideline: 2 }), afterwards);
    expect(await stored(shown[1]!.assignmentId)).toMatchObject([{ guideline: 1 }]);
    expect(await stored(shown[0]!.assignmentId)).toMatchObject([{ guideline: 1 }]);
    expect(await stored(shown[2]!.assignmentId)).toMatchObject([{ guideline: 2 }]);
  });
});

it('a skip keeps what was flagged', async () => {
  const crew = await oneAnnotator(1);
  const { assignmentId } = (await nextComparisons(crew.annotatorId, 1))[0]!;
  await db.pool.query('UPDATE assignment SET swapped = true WHERE id = $1', [assignmentId]);
  await skipAssignment(crew.annotatorId, assignmentId, 'It is broken', {
    kind: 'BROKEN',
    where: 'B',
    note: '',
  });
  const { rows } = await db.pool.query('SELECT skip_reason, flag FROM assignment WHERE id = $1', [
    assignmentId,
  ]);
  expect(rows).toEqual([{ skip_reason: 'It is broken', flag: { kind: 'BROKEN', where: 'A', note: '' } }]);
});
