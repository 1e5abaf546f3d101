import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '#lib/annotators/life-cycle-rules';
import { closeDatabase } from '#lib/db';
import { applyLifeCycle } from '#lib/labels/apply-life-cycle';
import { changeRules, rulesVersions } from '#lib/labels/life-cycle-rules-of';
import { answerProposal, overrideStatus } from '#lib/labels/override-status';
import { setGold } from '#lib/labels/set-gold';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { answer, goldCrew, setRules, statusOf } from './setup/gold-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const AUTOMATIC = { goldPause: { mode: 'automatic' as const } };
const rows = async (sql: string, values: unknown[] = []) => (await db.pool.query(sql, values)).rows;

describe('rules at work', () => {
  it('pause by the bound, in one act with history, audit, batch event and leases given back', async () => {
    const crew = await goldCrew(db, { annotators: 3, golds: 24 });
    const [bad, middling, good] = crew.annotatorIds as [number, number, number];
    await setRules(crew, AUTOMATIC);
    await answer(db, crew, bad, { right: 6, wrong: 16 });
    await answer(db, crew, middling, { right: 13, wrong: 9 });
    await answer(db, crew, good, { right: 22, wrong: 0 });
    await db.pool.query(
      `INSERT INTO assignment (batch_id, comparison_id, annotator_id, swapped, lease_expires_at) VALUES ($1, $2, $3, false, now() + interval '1 hour')`,
      [crew.batchId, crew.comparisonIds[23], bad],
    );
    await db.pool.query('UPDATE comparison SET places_taken = 1 WHERE id = $1', [crew.comparisonIds[23]]);
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 1, proposed: 0, lapsed: 0 });
    expect(await Promise.all([bad, middling, good].map((id) => statusOf(db, id)))).toEqual([
      'PAUSED',
      'ACTIVE',
      'ACTIVE',
    ]);
    const [move] = await rows('SELECT * FROM annotator_move WHERE annotator_id = $1', [bad]);
    expect(move).toMatchObject({
      from_status: 'ACTIVE',
      to_status: 'PAUSED',
      cause: 'rule',
      rule: 'pause-on-golds',
      rules_version: 1,
    });
    expect(move.sentence).toMatch(
      /^6 of 22 golds right \(27.%, 95.% interval \d+–\d+.%\): the upper bound is below 70.%\.$/,
    );
    expect(move.reason).not.toMatch(/gold|\d+ of \d+/);
    expect(
      await rows(
        `SELECT data->>'cause' AS cause FROM audit_event WHERE action = 'annotator.pause' AND subject = $1`,
        [`annotator:${bad}`],
      ),
    ).toEqual([{ cause: 'rule' }]);
    expect(await rows('SELECT kind FROM batch_event WHERE batch_id = $1', [crew.batchId])).toEqual([
      { kind: 'annotator-paused' },
    ]);
    expect(await rows('SELECT places_taken FROM comparison WHERE id = $1', [crew.comparisonIds[23]])).toEqual(
      [{ places_taken: 0 }],
    );
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 0, proposed: 0, lapsed: 0 });
  });

  it('move once, however many workers ask at once', async () => {
    const crew = await goldCrew(db, { annotators: 2, golds: 20 });
    await setRules(crew, AUTOMATIC);
    for (const id of crew.annotatorIds) await answer(db, crew, id, { right: 0, wrong: 20 });
    const done = await Promise.all([1, 2, 3, 4].map(() => applyLifeCycle(crew.projectId)));
    expect(done.reduce((sum, d) => sum + d.moved, 0)).toBe(2);
    expect(await rows('SELECT 1 FROM annotator_move WHERE project_id = $1', [crew.projectId])).toHaveLength(
      2,
    );
  });

  it('take somebody from qualification over probation to active, each on its own evidence', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 60, status: 'QUALIFYING' });
    const [person] = crew.annotatorIds as [number];
    await setRules(crew, { qualification: { mode: 'automatic' }, probation: { minimumLabels: 25 } });
    await answer(db, crew, person, { right: 9, wrong: 0 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
    await answer(db, crew, person, { right: 1, wrong: 0, from: 9 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 1 });
    expect(await statusOf(db, person)).toBe('PROBATION');
    // The ten golds of the round are spent: the probation begins at nothing.
    await answer(db, crew, person, { right: 9, wrong: 0, from: 10 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
    await answer(db, crew, person, { right: 16, wrong: 0, from: 19 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 1 });
    expect(await statusOf(db, person)).toBe('ACTIVE');
    expect(
      (await rows('SELECT rule FROM annotator_move WHERE annotator_id = $1 ORDER BY id', [person])).map(
        (r) => r.rule,
      ),
    ).toEqual(['pass-qualification', 'end-probation']);
  });

  it('count neither practice nor what was answered before it was a gold, nor labels that were set aside', async () => {
    const crew = await goldCrew(db, { annotators: 3, golds: 40 });
    const [early, set, practised] = crew.annotatorIds as [number, number, number];
    await setRules(crew, AUTOMATIC);
    await db.pool.query('UPDATE comparison SET gold_choice = NULL WHERE id = ANY($1)', [
      crew.comparisonIds.slice(0, 20),
    ]);
    await answer(db, crew, early, { right: 0, wrong: 20 });
    for (const comparisonId of crew.comparisonIds.slice(0, 20))
      await setGold(
        { id: crew.projectId },
        { kind: 'person', id: crew.userId },
        { comparisonId, choice: 'A', reason: 'Clear.', practice: false },
      );
    await answer(db, crew, set, { right: 0, wrong: 20, from: 20 });
    await db.pool.query(
      `INSERT INTO label_exclusion (batch_id, annotator_id, from_sequence, to_sequence, reason, sequence) VALUES ($1, $2, 0, 1000, 'x', 1000)`,
      [crew.batchId, set],
    );
    await db.pool.query('UPDATE comparison SET practice = true WHERE id = ANY($1)', [
      crew.comparisonIds.slice(20),
    ]);
    await answer(db, crew, practised, { right: 0, wrong: 20, from: 20 });
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 0, proposed: 0, lapsed: 0 });
    expect(await Promise.all(crew.annotatorIds.map((id) => statusOf(db, id)))).toEqual([
      'ACTIVE',
      'ACTIVE',
      'ACTIVE',
    ]);
  });
});

describe('a lead’s word', () => {
  it('holds against the rule until as many new golds have come as was said', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 60 });
    const [person] = crew.annotatorIds as [number];
    const actor = { kind: 'person', id: crew.userId } as const;
    await setRules(crew, { ...AUTOMATIC, hold: { golds: 25 } });
    await answer(db, crew, person, { right: 0, wrong: 20 });
    await applyLifeCycle(crew.projectId);
    await overrideStatus({ id: crew.projectId }, actor, {
      annotatorId: person,
      to: 'ACTIVE',
      reason: 'These golds were wrong.',
    });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
    await answer(db, crew, person, { right: 0, wrong: 24, from: 20 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 0 });
    await answer(db, crew, person, { right: 0, wrong: 1, from: 44 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ moved: 1 });
    const moves = await rows(
      'SELECT cause, sentence FROM annotator_move WHERE annotator_id = $1 ORDER BY id',
      [person],
    );
    expect(moves.map((m) => m.cause)).toEqual(['rule', 'lead', 'rule']);
    expect(moves[2]!.sentence).toContain('0 of 25 golds');
  });

  it('decides what is only proposed: declined, the rule waits; accepted, it happens; outdated, it lapses', async () => {
    const crew = await goldCrew(db, { annotators: 3, golds: 60 });
    const [one, two, three] = crew.annotatorIds as [number, number, number];
    const project = { id: crew.projectId };
    const actor = { kind: 'person', id: crew.userId } as const;
    for (const id of crew.annotatorIds) await answer(db, crew, id, { right: 3, wrong: 19 });
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 0, proposed: 3, lapsed: 0 });
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 0, proposed: 0, lapsed: 0 });
    const proposalOf = async (id: number) =>
      (
        await rows(
          `SELECT id FROM life_cycle_proposal WHERE annotator_id = $1 ORDER BY created_at DESC LIMIT 1`,
          [id],
        )
      )[0]!.id;
    await answerProposal(project, actor, {
      proposalId: await proposalOf(one),
      accept: true,
      answer: 'Let us talk.',
    });
    await answerProposal(project, actor, {
      proposalId: await proposalOf(two),
      accept: false,
      answer: 'New topic.',
    });
    await expect(
      answerProposal(project, actor, { proposalId: await proposalOf(two), accept: true, answer: '' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await answer(db, crew, three, { right: 38, wrong: 0, from: 22 });
    expect(await applyLifeCycle(crew.projectId)).toEqual({ moved: 0, proposed: 0, lapsed: 1 });
    expect(await Promise.all([one, two, three].map((id) => statusOf(db, id)))).toEqual([
      'PAUSED',
      'ACTIVE',
      'ACTIVE',
    ]);
    expect(await rows('SELECT status_reason FROM annotator WHERE id = $1', [one])).toEqual([
      { status_reason: expect.stringContaining('Let us talk.') },
    ]);
    await answer(db, crew, two, { right: 0, wrong: 20, from: 22 });
    expect(await applyLifeCycle(crew.projectId)).toMatchObject({ proposed: 1 });
  });
});

describe('a change of the rules', () => {
  it('is a new version, audited, refused from an old page, and cannot be edited away', async () => {
    const crew = await goldCrew(db, { annotators: 1, golds: 1 });
    const project = { id: crew.projectId };
    const actor = { kind: 'person', id: crew.userId } as const;
    await setRules(crew, AUTOMATIC);
    const again = (change: object, after: number) =>
      changeRules(project, actor, { rules: { ...DEFAULT_RULES, ...change }, note: 'A test.', after });
    await expect(again({}, 0)).rejects.toThrow('saved while you were at it');
    await expect(again({ hold: { golds: 0, labels: 1 } }, 1)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(again({ goldPause: { ...DEFAULT_RULES.goldPause, mode: 'automatic' } }, 1)).rejects.toThrow(
      'in force',
    );
    expect(
      (await rulesVersions(crew.projectId)).map((v) => [v.version, v.by, v.rules.goldPause.mode]),
    ).toEqual([[1, 'Admin', 'automatic']]);
    await expect(db.pool.query('UPDATE life_cycle_rules SET note = $1', ['x'])).rejects.toThrow(
      'append-only',
    );
    expect(
      await rows(`SELECT 1 FROM audit_event WHERE action = 'life-cycle.change' AND project_id = $1`, [
        crew.projectId,
      ]),
    ).toHaveLength(1);
  });
});
