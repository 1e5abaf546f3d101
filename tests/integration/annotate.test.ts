import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { annotationStart } from '#lib/labels/annotation-start';
import { pauseAnnotator } from '#lib/labels/change-annotator';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { labelFromPage, submitLabel } from '#lib/labels/submit-label';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const fromPage = (assignmentId: string, change: object = {}) =>
  labelFromPage.parse({ assignmentId, idempotencyKey: randomUUID(), choice: 'A', strength: 2, ...change });

describe('the labelling page', () => {
  it('begins with three comparisons, and tells nothing of sources, golds, repeats or ids', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 5, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    await db.pool.query(
      `WITH s AS (INSERT INTO source (project_id, name) VALUES ($1, 'secret-model-7b') RETURNING id)
       UPDATE comparison SET source_a_id = s.id, gold_choice = 'A', gold_reason = 'known-answer', tags = '{hidden-tag}' FROM s WHERE batch_id = $2`,
      [crew.projectId, crew.batchId],
    );
    await db.pool.query(`UPDATE annotator SET status = 'QUALIFYING' WHERE id = $1`, [annotatorId]);
    const start = await annotationStart(crew.projectId, annotatorId, crew.userId);
    expect(start.comparisons).toHaveLength(3);
    expect(start.progress).toEqual({ labels: 0, waiting: 5 });
    for (const comparison of start.comparisons)
      expect(Object.keys(comparison).sort()).toEqual([
        'assignmentId',
        'batch',
        'leaseExpiresAt',
        'left',
        'prompt',
        'right',
      ]);
    const { rows } = await db.pool.query('SELECT external_id FROM comparison WHERE batch_id = $1', [
      crew.batchId,
    ]);
    const sent = JSON.stringify(start.comparisons);
    for (const secret of ['secret-model-7b', 'known-answer', 'hidden-tag', 'gold', 'swapped', 'repeat'])
      expect(sent).not.toContain(secret);
    for (const { external_id } of rows) expect(sent).not.toContain(`"${external_id}"`);
  });

  it('tells a paused annotator so, with the lead’s reason, instead of failing', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 2, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    await pauseAnnotator(
      { id: crew.projectId },
      { kind: 'system', id: null },
      {
        annotatorId,
        reason: 'Let us talk first.',
        setAside: null,
      },
    );
    const start = await annotationStart(crew.projectId, annotatorId, crew.userId);
    expect(start.comparisons).toEqual([]);
    expect(start.paused).toContain('Let us talk first.');
  });

  it('dates a label that waited on the device to when it was chosen', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    const [shown] = (await annotationStart(crew.projectId, annotatorId, crew.userId)).comparisons;
    const now = new Date('2026-11-23T12:00:00Z');
    await submitLabel(
      { annotatorId, projectId: crew.projectId },
      fromPage(shown!.assignmentId, { chosenAgoMs: 90 * 60_000 }),
      now,
    );
    const { rows } = await db.pool.query('SELECT labelled_at FROM label WHERE batch_id = $1', [crew.batchId]);
    expect(rows[0].labelled_at.toISOString()).toBe('2026-11-23T10:30:00.000Z');
  });

  it('holds a label against the project’s form on the server, too', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    await db.pool.query('UPDATE project SET label_form = $2 WHERE id = $1', [
      crew.projectId,
      JSON.stringify({ choices: ['A', 'B'], rationale: 'required', rationaleMinimum: 10, strengthSteps: 1 }),
    ]);
    const [shown] = (await annotationStart(crew.projectId, annotatorId, crew.userId)).comparisons;
    const actor = { annotatorId, projectId: crew.projectId };
    const submit = (change: object) => submitLabel(actor, fromPage(shown!.assignmentId, change));
    const good = { strength: 1, rationale: 'long enough' };
    await expect(submit({ ...good, choice: 'TIE', strength: null })).rejects.toThrow('not offered');
    await expect(submit({ ...good, strength: 3 })).rejects.toThrow('not offered');
    await expect(submit({ ...good, rationale: 'short' })).rejects.toThrow('5 to go');
    await expect(submit(good)).resolves.toMatchObject({ repeated: false });
  });

  it('turns away who has no place in the crew', () => {
    expect(() => ownAnnotatorId({ annotatorId: null })).toThrow('You do not label in this project');
    expect(ownAnnotatorId({ annotatorId: 7 })).toBe(7);
  });
});
