import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { changeLabelForm } from '#lib/labels/change-label-form';
import { comparisonDetail } from '#lib/labels/comparison-list';
import { readLabelForm } from '#lib/labels/label-form';
import { labelFormOf } from '#lib/labels/label-form-of';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownHistory, reopenLabel } from '#lib/labels/own-history';
import { ownStatistics, REPEATS_NEEDED } from '#lib/labels/own-statistics';
import { pageVersion } from '#lib/labels/page-version';
import { recordLabel, submittedLabel } from '#lib/labels/record-label';
import { skipAssignment } from '#lib/labels/skip-assignment';
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

describe('the history of one’s own labels', () => {
  it('shows each as its annotator saw it, newest first, and opens it with all that was said', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 3, overlap: 2 });
    const [annotatorId, other] = crew.annotatorIds as [number, number];
    const shown = await nextComparisons(annotatorId, 3);
    const given = {
      aspects: { honesty: 'B' },
      flag: { kind: 'BROKEN', where: 'A' },
      reasons: ['Clearer'],
      rationale: 'Reads well.',
      activeMs: 4200,
    };
    for (const { assignmentId } of shown.slice(0, 2))
      await recordLabel(annotatorId, label(assignmentId, given));
    const history = await ownHistory(annotatorId);
    expect(history.map((entry) => entry.assignmentId)).toEqual([
      shown[1]!.assignmentId,
      shown[0]!.assignmentId,
    ]);
    expect(history.map((entry) => entry.choice)).toEqual(['A', 'A']);
    const reopened = await reopenLabel(annotatorId, shown[0]!.assignmentId);
    expect(reopened.comparison).toMatchObject({ left: shown[0]!.left, right: shown[0]!.right });
    expect(reopened.draft).toEqual({
      choice: 'A',
      strength: 2,
      ...{ aspects: { honesty: 'B' }, flag: { kind: 'BROKEN', where: 'A', note: '' } },
      ...{ reasons: ['Clearer'], rationale: 'Reads well.' },
    });
    expect(reopened.activeMs).toBe(4200);
    await recordLabel(annotatorId, label(shown[0]!.assignmentId, { choice: 'TIE', revises: true }));
    expect((await ownHistory(annotatorId)).map((e) => [e.choice, e.changed])).toEqual([
      ['A', false],
      ['TIE', true],
    ]);
    expect(await ownHistory(other)).toEqual([]);
    await expect(reopenLabel(other, shown[0]!.assignmentId)).rejects.toThrow('not given to you');
    await expect(reopenLabel(annotatorId, shown[2]!.assignmentId)).rejects.toThrow('no label of yours');
  });

  it('tells consistency only when enough came again, and never on the same day', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: REPEATS_NEEDED + 1, overlap: 1 });
    const [annotatorId] = crew.annotatorIds as [number];
    const repeat = (from: number, to: number, at: string) =>
      db.pool.query(
        `WITH s AS (UPDATE batch SET last_sequence = last_sequence + 2000 WHERE id = $2 RETURNING last_sequence)
         INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, choice, origin, idempotency_key, labelled_at)
         SELECT c.project_id, $2, s.last_sequence - 2000 + 2 * c.n + round, c.id, $1, round, (CASE WHEN round = 1 AND c.n % 4 = 0 THEN 'B' ELSE 'A' END)::choice, 'PAGE',
                'k' || c.id || '-' || round, ${at}
         FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM comparison WHERE batch_id = $2) c, generate_series(0, 1) round, s WHERE c.n BETWEEN $3 AND $4`,
        [annotatorId, crew.batchId, from, to],
      );
    const since = new Date(Date.now() - 15 * 86_400_000);
    await repeat(1, REPEATS_NEEDED - 1, `now() - interval '2 days'`);
    expect((await ownStatistics(annotatorId, since)).consistency).toBeNull();
    await repeat(REPEATS_NEEDED, REPEATS_NEEDED, 'now()');
    expect((await ownStatistics(annotatorId, since)).consistency).toBeNull();
    await repeat(REPEATS_NEEDED + 1, REPEATS_NEEDED + 1, `now() - interval '2 days'`);
    const { consistency, hours } = await ownStatistics(annotatorId, since);
    expect(consistency).toMatchObject({ n: REPEATS_NEEDED, count: REPEATS_NEEDED - 2 });
    expect(hours.reduce((sum, hour) => sum + hour.labels, 0)).toBe(2 * (REPEATS_NEEDED + 1));
  });
});

describe('the label form of a project', () => {
  it('is changed with an audit entry, tells open pages, and is never overwritten unseen', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const project = { id: crew.projectId };
    const before = await labelFormOf(project.id);
    const version = await pageVersion(project.id);
    const after = readLabelForm({ ...before, strengthSteps: 2, skipPolicy: 'back-later' });
    await changeLabelForm(project, SYSTEM_ACTOR, before, after);
    expect(await labelFormOf(project.id)).toEqual(after);
    expect(await pageVersion(project.id)).not.toBe(version);
    await expect(changeLabelForm(project, SYSTEM_ACTOR, before, before)).rejects.toThrow('Somebody else');
    const { rows } = await db.pool.query(
      `SELECT data FROM audit_event WHERE project_id = $1 AND action = 'label-form.change'`,
      [project.id],
    );
    expect(rows).toEqual([
      {
        data: {
          strengthSteps: { from: 3, to: 2 },
          skipPolicy: { from: 'to-others', to: 'back-later' },
        },
      },
    ]);
  });
});

it('a lead sees flags and skips on the comparison', async () => {
  const crew = await makeCrew(db, { annotators: 2, comparisons: 1, overlap: 2 });
  const [first, second] = crew.annotatorIds as [number, number];
  const [one] = await nextComparisons(first, 1);
  const [two] = await nextComparisons(second, 1);
  await db.pool.query('UPDATE assignment SET swapped = true WHERE batch_id = $1', [crew.batchId]);
  await recordLabel(
    first,
    label(one!.assignmentId, { flag: { kind: 'HARMFUL', where: 'A' }, aspects: { x: 'A' } }),
  );
  await skipAssignment(second, two!.assignmentId, 'It is broken', {
    kind: 'BROKEN',
    where: 'B',
    note: 'cut off',
  });
  const detail = (await comparisonDetail(crew.projectId, crew.comparisonIds[0]!))!;
  expect(detail.labels).toMatchObject([{ flag: { kind: 'HARMFUL', where: 'B' }, aspects: { x: 'B' } }]);
  expect(detail.skips).toMatchObject([
    {
      annotator: 'Annotator 2',
      reason: 'It is broken',
      flag: { kind: 'BROKEN', where: 'A', note: 'cut off' },
    },
  ]);
});
