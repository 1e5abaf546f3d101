import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { closeGuidelineNote, openGuidelineNotes } from '#lib/labels/guideline-notes';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { answerPractice, nextPractice } from '#lib/labels/practice';
import { recordLabel } from '#lib/labels/record-label';
import { setGold } from '#lib/labels/set-gold';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

describe('practice', () => {
  it('explains by the side that was shown, counts nowhere, and is never served to label', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 12, overlap: 1 });
    const [person] = crew.annotatorIds as [number];
    const actor = { kind: 'person', id: crew.userId } as const;
    const practised = crew.comparisonIds.slice(0, 8);
    for (const comparisonId of practised)
      await setGold({ id: crew.projectId }, actor, {
        comparisonId,
        choice: 'A',
        reason: 'A answers.',
        practice: true,
      });
    const sides = new Set<string>();
    for (let remaining = 8; remaining > 0; remaining--) {
      const item = (await nextPractice(crew.projectId, person))!;
      expect(item.remaining).toBe(remaining);
      expect(await nextPractice(crew.projectId, person)).toEqual(item);
      const shown = item.left.startsWith('Answer one') ? 'A' : 'B';
      sides.add(shown);
      const right = remaining % 2 === 0;
      const answer = await answerPractice(crew.projectId, person, {
        comparisonId: item.comparisonId,
        choice: right ? shown : 'TIE',
      });
      expect(answer).toEqual({ matched: right, answer: shown, reason: 'A answers.' });
    }
    expect(sides.size).toBe(2);
    expect(await nextPractice(crew.projectId, person)).toBeNull();
    expect((await readBatchLabels(crew.batchId, 1000)).length).toBe(0);
    let served = 0;
    for (let next = await nextComparisons(person, 1); next[0]; next = await nextComparisons(person, 1)) {
      expect(practised.map((_, i) => `Answer one of ${i + 1}`)).not.toContain(next[0].left);
      await recordLabel(person, {
        assignmentId: next[0].assignmentId,
        idempotencyKey: randomUUID(),
        choice: 'A',
        reasons: [],
      });
      served++;
    }
    expect(served).toBe(4);
    const other = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    await expect(
      answerPractice(other.projectId, other.annotatorIds[0]!, { comparisonId: practised[0]!, choice: 'A' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('guideline notes', () => {
  it('wait for a version, and are closed once, by it or without', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const project = { id: crew.projectId };
    const actor = { kind: 'person', id: crew.userId } as const;
    for (const body of ['One.', 'Two.'])
      await db.pool.query('INSERT INTO guideline_note (project_id, body, created_by) VALUES ($1, $2, $3)', [
        crew.projectId,
        body,
        crew.userId,
      ]);
    const [one, two] = await openGuidelineNotes(crew.projectId);
    expect([one!.body, two!.body, one!.by]).toEqual(['One.', 'Two.', 'Admin']);
    await closeGuidelineNote(project, actor, { noteId: one!.id, workedIn: true });
    await closeGuidelineNote(project, actor, { noteId: two!.id, workedIn: false });
    await expect(
      closeGuidelineNote(project, actor, { noteId: one!.id, workedIn: false }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const { rows } = await db.pool.query(
      'SELECT worked_into FROM guideline_note WHERE project_id = $1 ORDER BY created_at, body',
      [crew.projectId],
    );
    expect(rows).toEqual([{ worked_into: 1 }, { worked_into: null }]);
    expect(await openGuidelineNotes(crew.projectId)).toEqual([]);
  });
});
