import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/db';
import { decideAdjudication, dismissAdjudication, withdrawVerdict } from '#lib/labels/decide-adjudication';
import { openAdjudications } from '#lib/labels/open-adjudications';
import { measureQuality } from '#lib/quality/measure-quality';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { trainingPairs } from '#lib/training/training-pairs';
import { asks, labelAll, lastSequence, lead, open, splitCrew } from './setup/adjudicated-crew';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

describe('opening adjudications', () => {
  it('opens each comparison once, however many ask at once, with how split its labels are', async () => {
    const crew = await splitCrew(db, 2);
    const project = { id: crew.projectId };
    const ask = { comparisonIds: crew.comparisonIds.slice(0, 3), reason: 'Labels differ.' };
    const answers = await Promise.all([1, 2, 3].map(() => openAdjudications(project, lead(crew), ask)));
    expect(answers.map((a) => a.opened).sort()).toEqual([0, 0, 3]);
    expect(answers.filter((a) => a.alreadyOpen === 3)).toHaveLength(2);
    const { rows } = await db.pool.query(
      'SELECT disagreement FROM adjudication WHERE batch_id = $1 ORDER BY comparison_id',
      [crew.batchId],
    );
    expect(rows.map((row) => row.disagreement)).toEqual([1, 1, 0]);
    const report = await measureQuality(crew.batchId);
    const { rows: reports } = await db.pool.query(
      'SELECT figures FROM quality_report WHERE batch_id = $1 AND last_sequence = $2',
      [crew.batchId, report!.lastSequence],
    );
    expect(reports[0].figures.openAdjudications).toBe(3);
  });

  it('refuses a comparison of another project, and opens nothing then', async () => {
    const [crew, other] = [await splitCrew(db, 1), await splitCrew(db, 1)];
    await expect(
      openAdjudications({ id: crew.projectId }, lead(crew), {
        comparisonIds: [crew.comparisonIds[0]!, other.comparisonIds[0]!],
        reason: 'Labels differ.',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(
      (
        await db.pool.query('SELECT 1 FROM adjudication WHERE batch_id = ANY($1)', [
          [crew.batchId, other.batchId],
        ])
      ).rowCount,
    ).toBe(0);
  });

  it('leaves a verdict alone until labels contradict it and a lead says so', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 1, overlap: 2 });
    const project = { id: crew.projectId };
    await labelAll(db, { ...crew, annotatorIds: crew.annotatorIds.slice(0, 2) }, (_, a) => (a ? 'B' : 'A'));
    const [id] = await open(db, crew, 0);
    await decideAdjudication(project, lead(crew), { ...asks, adjudicationId: id! });
    const again = (reopen: boolean) =>
      openAdjudications(project, lead(crew), { comparisonIds: crew.comparisonIds, reason: 'Again.', reopen });
    expect(await again(false)).toEqual({ opened: 0, alreadyOpen: 0, closed: 1 });
    expect(await again(true)).toEqual({ opened: 0, alreadyOpen: 0, closed: 1 });
    await db.pool.query('UPDATE comparison SET places = 3 WHERE id = $1', crew.comparisonIds);
    await labelAll(db, { ...crew, annotatorIds: crew.annotatorIds.slice(2) }, () => 'B');
    expect(await again(false)).toMatchObject({ opened: 0 });
    expect(await again(true)).toMatchObject({ opened: 1 });
    // The verdict counts on until the next one.
    expect((await readBatchLabels(crew.batchId, await lastSequence(db, crew))).verdicts).toHaveLength(1);
  });
});

describe('deciding', () => {
  it('lets one of two win, and tells the other who did', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    const other = (
      await db.pool.query(`INSERT INTO app_user (email, name) VALUES ($1, 'Other') RETURNING id`, [
        `${randomUUID()}@example.org`,
      ])
    ).rows[0].id;
    const project = { id: crew.projectId };
    const race = await Promise.allSettled([
      decideAdjudication(project, lead(crew), { ...asks, adjudicationId: id! }),
      decideAdjudication(
        project,
        { kind: 'person', id: other },
        { ...asks, verdict: 'B', adjudicationId: id! },
      ),
    ]);
    const lost = race.filter((r) => r.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]!.reason).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^(Admin|Other) has decided this adjudication/),
    });
    expect(
      (
        await db.pool.query(
          `SELECT 1 FROM audit_event WHERE action = 'adjudication.decide' AND subject = $1`,
          [`adjudication:${id}`],
        )
      ).rowCount,
    ).toBe(1);
  });

  it('refuses whoever labelled the comparison, in the code and in the database', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    await db.pool.query('UPDATE annotator SET user_id = $2 WHERE id = $1', [
      crew.annotatorIds[0],
      crew.userId,
    ]);
    await expect(
      decideAdjudication({ id: crew.projectId }, lead(crew), { ...asks, adjudicationId: id! }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      db.pool.query(
        `UPDATE adjudication SET state = 'DECIDED', verdict = 'A', cause = 'OTHER', decided_by = $2, decided_at = now(), decided_sequence = 99 WHERE id = $1`,
        [id, crew.userId],
      ),
    ).rejects.toThrow('nobody adjudicates a comparison that they labelled');
  });

  it('keeps a verdict as it was given, from psql too', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    await decideAdjudication({ id: crew.projectId }, lead(crew), { ...asks, adjudicationId: id! });
    await expect(db.pool.query(`UPDATE adjudication SET verdict = 'B' WHERE id = $1`, [id])).rejects.toThrow(
      'a verdict that was given stays',
    );
    await expect(db.pool.query('DELETE FROM adjudication WHERE id = $1', [id])).rejects.toThrow(
      'adjudications are kept',
    );
  });

  it('makes gold and note in the same act, or nothing at all', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    const project = { id: crew.projectId };
    const refused = decideAdjudication(project, lead(crew), {
      ...asks,
      verdict: 'CANT_JUDGE',
      adjudicationId: id!,
      goldReason: 'Clear.',
    });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input' });
    await decideAdjudication(project, lead(crew), {
      ...asks,
      adjudicationId: id!,
      goldReason: 'Only A answers what was asked.',
      guidelineNote: 'Say what counts as an answer.',
    });
    const { rows } = await db.pool.query(
      `SELECT c.gold_choice, c.gold_sequence > j.decided_sequence AS later, n.body FROM adjudication j JOIN comparison c ON c.id = j.comparison_id
       JOIN guideline_note n ON n.adjudication_id = j.id WHERE j.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ gold_choice: 'A', later: true, body: 'Say what counts as an answer.' }]);
  });

  it('closes without a verdict when it is dismissed, and stays closed', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    const project = { id: crew.projectId };
    await dismissAdjudication(project, lead(crew), { adjudicationId: id!, reason: 'A matter of taste.' });
    await expect(decideAdjudication(project, lead(crew), { ...asks, adjudicationId: id! })).rejects.toThrow(
      'Admin has dismissed',
    );
    expect(
      await openAdjudications(project, lead(crew), {
        comparisonIds: [crew.comparisonIds[0]!],
        reason: 'Again.',
      }),
    ).toEqual({ opened: 0, alreadyOpen: 0, closed: 1 });
    expect((await readBatchLabels(crew.batchId, await lastSequence(db, crew))).verdicts).toEqual([]);
  });
});

describe('a verdict in the snapshot', () => {
  it('is part of what is judged from its sequence number on, and of nothing before', async () => {
    const crew = await splitCrew(db, 2);
    const [first] = await open(db, crew, 0);
    const before = await lastSequence(db, crew);
    const was = await readBatchLabels(crew.batchId, before);
    const { sequence } = await decideAdjudication({ id: crew.projectId }, lead(crew), {
      ...asks,
      verdict: 'B',
      adjudicationId: first!,
    });
    expect(sequence).toBe(before + 1);
    const now = await readBatchLabels(crew.batchId, sequence);
    expect(now.hash).not.toBe(was.hash);
    expect(now.length).toBe(was.length);
    expect((await readBatchLabels(crew.batchId, before)).hash).toBe(was.hash);
    await measureQuality(crew.batchId);
    const { rows } = await db.pool.query(
      'SELECT hash, verdicts FROM snapshot WHERE batch_id = $1 AND last_sequence = $2',
      [crew.batchId, sequence],
    );
    expect(rows).toEqual([{ hash: now.hash, verdicts: 1 }]);
  });

  it('decides the pair that is trained on, whatever the votes were', async () => {
    const crew = await splitCrew(db, 3);
    const ids = await open(db, crew, 0, 1, 2);
    const project = { id: crew.projectId };
    for (const [i, verdict] of (['B', 'TIE', 'BOTH_BAD'] as const).entries())
      await decideAdjudication(project, lead(crew), { ...asks, verdict, adjudicationId: ids[i]! });
    const { pairs, counts } = await trainingPairs(
      await readBatchLabels(crew.batchId, await lastSequence(db, crew)),
      { trust: 'uniform', ties: 'half', margin: 'none' },
    );
    const target = new Map(pairs.map((pair) => [pair.comparisonId, pair.target]));
    expect(crew.comparisonIds.map((id) => target.get(id) ?? null)).toEqual([0, 0.5, null, 1, 1, 1]);
    expect(pairs.find((pair) => pair.comparisonId === crew.comparisonIds[0])!.labels).toEqual({ a: 1, b: 1 });
    expect(counts).toMatchObject({ verdicts: 2, verdictsLeftOut: 1 });
  });

  it('no longer counts after it is taken back, and the state before that stays what it was', async () => {
    const crew = await splitCrew(db, 1);
    const [id] = await open(db, crew, 0);
    const project = { id: crew.projectId };
    const { sequence } = await decideAdjudication(project, lead(crew), { ...asks, adjudicationId: id! });
    const judged = await readBatchLabels(crew.batchId, sequence);
    await withdrawVerdict(project, lead(crew), { adjudicationId: id!, reason: 'I misread it.' });
    const after = await readBatchLabels(crew.batchId, await lastSequence(db, crew));
    expect(after.verdicts).toEqual([]);
    expect(await readBatchLabels(crew.batchId, sequence)).toMatchObject({
      hash: judged.hash,
      verdicts: judged.verdicts,
    });
    expect(
      await openAdjudications(project, lead(crew), {
        comparisonIds: [crew.comparisonIds[0]!],
        reason: 'Again.',
      }),
    ).toMatchObject({ opened: 1 });
    await expect(
      withdrawVerdict(project, lead(crew), { adjudicationId: id!, reason: 'Twice.' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
