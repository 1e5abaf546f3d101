import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateAnswer } from '#lib/attestation/gate-answer';
import { closeDatabase, transaction } from '#lib/db';
import { CHECKS } from '#lib/gate/policy';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { measureQuality } from '#lib/quality/measure-quality';
import { revokeWaiver, signWaiver } from '#lib/training/decide-waiver';
import { modelCard } from '#lib/training/model-card';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { requestTraining } from '#lib/training/request-training';
import { requestWaiver } from '#lib/training/request-waiver';
import { trainRun } from '#lib/training/train-run';
import { trainUnderWaiver } from '#lib/training/train-under-waiver';
import { trainingRun } from '#lib/training/training-runs';
import { waivers } from '#lib/training/waivers';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const REASON = 'The model is for the smoke test of the pipeline only.';
const person = (id: string) => ({ kind: 'person' as const, id });

interface Blocked extends Crew {
  leadId: string;
  run: { id: string; number: number };
}

async function addMember(crew: Crew, role: 'LEAD' | 'ADMIN' | 'ANNOTATOR'): Promise<string> {
  const { rows } = await db.pool.query('INSERT INTO app_user (email, name) VALUES ($1, $2) RETURNING id', [
    `${randomUUID()}@example.org`,
    role,
  ]);
  await db.pool.query('INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3::role)', [
    crew.projectId,
    rows[0].id,
    role,
  ]);
  return rows[0].id;
}

async function labelSome(annotator: number, count: number): Promise<void> {
  for (const shown of await nextComparisons(annotator, count))
    await recordLabel(annotator, {
      assignmentId: shown.assignmentId,
      idempotencyKey: randomUUID(),
      choice: shown.left.startsWith('Answer one') ? 'A' : 'B',
      reasons: [],
    });
}

/** A batch that the default policy blocks, measured, with a lead, an admin and a blocked run. */
async function blocked(): Promise<Blocked> {
  const crew = await makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
  await labelSome(crew.annotatorIds[0]!, 30);
  await labelSome(crew.annotatorIds[1]!, 25);
  await measureQuality(crew.batchId);
  const leadId = await addMember(crew, 'LEAD');
  const run = await requestTraining({ id: crew.projectId }, person(crew.userId), {
    batchId: crew.batchId,
    options: { epochs: 2, seed: 1 },
  });
  expect(run.state).toBe('BLOCKED');
  return { ...crew, leadId, run };
}

const project = (crew: Crew) => ({ id: crew.projectId });
const ask = (b: Blocked, by = b.leadId) =>
  requestWaiver(project(b), person(by), { run: b.run.number, reason: REASON, days: 7 });
const state = async (b: Blocked) =>
  (await db.pool.query('SELECT * FROM training_run WHERE id = $1', [b.run.id])).rows[0];

describe('a waiver', () => {
  it('lets one run train on exactly the waived snapshot, once a lead has asked and an admin has signed', async () => {
    const b = await blocked();
    const waiver = await ask(b);
    await expect(trainUnderWaiver(project(b), person(b.userId), { waiver })).rejects.toThrow('not signed');
    await signWaiver(project(b), person(b.userId), { waiver });
    const [signed] = await waivers(b.projectId);
    expect(signed).toMatchObject({
      state: 'signed',
      requestedBy: 'LEAD',
      signedBy: 'Admin',
      run: b.run.number,
    });
    // Labels that come after it are not in what was waived.
    await labelSome(b.annotatorIds[1]!, 5);
    await measureQuality(b.batchId);
    await transaction((tx) => releaseBlockedRuns(tx, b.projectId, b.batchId));
    expect((await state(b)).snapshot_hash).not.toBe(signed!.snapshotHash);

    await trainUnderWaiver(project(b), person(b.userId), { waiver });
    const queued = await state(b);
    expect([queued.state, queued.snapshot_hash]).toEqual(['QUEUED', signed!.snapshotHash]);
    const { rows } = await db.pool.query(
      'SELECT number, kind, verdict, passed FROM gate_decision WHERE id = $1',
      [queued.decision_id],
    );
    expect(rows[0]).toMatchObject({ kind: 'WAIVER', passed: true });
    expect(rows[0].verdict).not.toBe('PASS');
    // What others are told of this decision names both people; of the batch, it goes on saying "blocked".
    const gate = { id: b.projectId, slug: 'crew', simulated: false };
    expect(await gateAnswer(gate, { decision: rows[0].number })).toMatchObject({
      passed: true,
      waiver: { requestedBy: 'LEAD', approvedBy: 'Admin', reason: REASON },
    });
    expect(await gateAnswer(gate, {})).toMatchObject({ passed: false, waiver: null });

    await trainRun(b.run.id);
    const done = await state(b);
    expect([done.state, done.error]).toEqual(['SUCCEEDED', null]);
    const model = await db.pool.query('SELECT report FROM reward_model WHERE run_id = $1', [b.run.id]);
    expect(model.rows[0].report.lineage).toMatchObject({
      snapshot: signed!.snapshotHash,
      waiver: { number: waiver, requestedBy: 'LEAD', signedBy: 'Admin', reason: REASON },
    });
    // So do the run's page and its card, with the checks that had not passed.
    const run = (await trainingRun(b.projectId, b.run.number))!;
    const failed = run.decision.checks.filter(({ verdict }) => verdict !== 'PASS').map(({ check }) => check);
    expect(failed.length).toBeGreaterThan(0);
    expect(run).toMatchObject({ waived: true, report: { lineage: { waiver: { waived: failed } } } });
    const card = modelCard(run, run.report!, 'crew');
    const warning = card.split('\n').find((line) => line.startsWith('> **Trained under a waiver'));
    expect(warning).toContain(`LEAD asked for waiver ${waiver} and Admin signed it on `);
    expect(warning).toContain(`“${REASON}” Not passed: `);
    for (const check of failed) expect(warning).toContain(CHECKS[check].name);
    expect(card).toContain(`waived (${waiver})`);
    expect((await waivers(b.projectId, b.run.number))[0]).toMatchObject({ state: 'used' });
    await expect(revokeWaiver(project(b), person(b.userId), { waiver, reason: 'late' })).rejects.toThrow(
      'stays',
    );
    await expect(trainUnderWaiver(project(b), person(b.userId), { waiver })).rejects.toThrow('used already');
    const audit = await db.pool.query(
      `SELECT action FROM audit_event WHERE project_id = $1 AND action LIKE 'waiver.%' ORDER BY id`,
      [b.projectId],
    );
    expect(audit.rows.map((r) => r.action)).toEqual(['waiver.request', 'waiver.sign', 'waiver.use']);
  });

  it('is refused to one person in two roles, whichever way the roles change between', async () => {
    const b = await blocked();
    const waiver = await ask(b);
    await expect(signWaiver(project(b), person(b.leadId), { waiver })).rejects.toThrow('Somebody else');
    await db.pool.query(`UPDATE membership SET role = 'ADMIN' WHERE user_id = $1`, [b.leadId]);
    await expect(signWaiver(project(b), person(b.leadId), { waiver })).rejects.toThrow('Somebody else');
    await expect(
      db.pool.query('UPDATE waiver SET signed_by = requested_by, signed_at = now() WHERE number = $1', [
        waiver,
      ]),
    ).rejects.toThrow();
    // Nor does an admin who was a lead for a moment ask for one and sign it.
    const c = await blocked();
    await expect(ask(c, c.userId)).rejects.toThrow('only a lead');
    await db.pool.query(`UPDATE membership SET role = 'LEAD' WHERE user_id = $1`, [c.userId]);
    const own = await ask(c, c.userId);
    await db.pool.query(`UPDATE membership SET role = 'ADMIN' WHERE user_id = $1`, [c.userId]);
    await expect(signWaiver(project(c), person(c.userId), { waiver: own })).rejects.toThrow('Somebody else');
  });

  it('is signed by an admin only, whose account is open, while the lead still is one', async () => {
    const b = await blocked();
    const waiver = await ask(b);
    const annotator = await addMember(b, 'ANNOTATOR');
    const lead = await addMember(b, 'LEAD');
    for (const by of [annotator, lead])
      await expect(signWaiver(project(b), person(by), { waiver })).rejects.toThrow('only an admin');
    const gone = await addMember(b, 'ADMIN');
    await db.pool.query('UPDATE app_user SET active = false WHERE id = $1', [gone]);
    await expect(signWaiver(project(b), person(gone), { waiver })).rejects.toThrow('only an admin');
    await db.pool.query('DELETE FROM membership WHERE user_id = $1', [b.leadId]);
    await expect(signWaiver(project(b), person(b.userId), { waiver })).rejects.toThrow('no lead');
  });

  it('can be revoked until it is used, runs out, and is then refused by the database as well', async () => {
    const b = await blocked();
    const waiver = await ask(b);
    await signWaiver(project(b), person(b.userId), { waiver });
    await revokeWaiver(project(b), person(b.leadId), { waiver, reason: 'The labels came after all.' });
    await expect(trainUnderWaiver(project(b), person(b.userId), { waiver })).rejects.toThrow('revoked');
    await expect(forgeUse(b, waiver)).rejects.toThrow('waiver in force');

    const again = await ask(b);
    await signWaiver(project(b), person(b.userId), { waiver: again });
    await db.pool.query('ALTER TABLE waiver DISABLE TRIGGER waiver_check');
    await db.pool.query(
      `UPDATE waiver SET requested_at = now() - interval '3 days', expires_at = now() - interval '1 second' WHERE project_id = $1 AND number = $2`,
      [b.projectId, again],
    );
    await db.pool.query('ALTER TABLE waiver ENABLE TRIGGER waiver_check');
    await expect(trainUnderWaiver(project(b), person(b.userId), { waiver: again })).rejects.toThrow(
      'run out',
    );
    await expect(forgeUse(b, again)).rejects.toThrow('waiver in force');
    expect((await state(b)).state).toBe('BLOCKED');
  });

  it('is refused at queueing when it ran out between the decision and the run, and for any other run', async () => {
    const b = await blocked();
    const other = await requestTraining(project(b), person(b.userId), {
      batchId: b.batchId,
      options: { epochs: 2, seed: 1 },
    });
    const waiver = await ask(b);
    await signWaiver(project(b), person(b.userId), { waiver });
    const decision = await forgeUse(b, waiver);
    const queue = (runId: string) =>
      db.pool.query(
        `UPDATE training_run r SET decision_id = d.id, decision_passed = true, snapshot_hash = d.snapshot_hash, state = 'QUEUED' FROM gate_decision d WHERE r.id = $1 AND d.id = $2`,
        [runId, decision],
      );
    await expect(queue(other.id)).rejects.toThrow('another run');
    await db.pool.query('ALTER TABLE waiver DISABLE TRIGGER waiver_check');
    await db.pool.query(
      `UPDATE waiver SET requested_at = now() - interval '3 days', expires_at = now() - interval '1 second' WHERE project_id = $1`,
      [b.projectId],
    );
    await db.pool.query('ALTER TABLE waiver ENABLE TRIGGER waiver_check');
    await expect(queue(b.run.id)).rejects.toThrow('run out');
  });

  it('is never edited, deleted, inserted with a signature, or about another snapshot', async () => {
    const b = await blocked();
    const waiver = await ask(b);
    const refused = (sql: string, values: unknown[] = [b.projectId, waiver]) =>
      expect(db.pool.query(sql, values)).rejects.toThrow();
    const where = 'WHERE project_id = $1 AND number = $2';
    await refused(`UPDATE waiver SET reason = 'Another reason, which is long enough.' ${where}`);
    await refused(`UPDATE waiver SET expires_at = now() + interval '20 days' ${where}`);
    await refused(`UPDATE waiver SET requested_by = $3 ${where}`, [b.projectId, waiver, b.userId]);
    await refused(`UPDATE waiver SET snapshot_hash = 'another' ${where}`);
    await refused(`DELETE FROM waiver ${where}`);
    await refused('TRUNCATE waiver CASCADE', []);
    await signWaiver(project(b), person(b.userId), { waiver });
    await refused(`UPDATE waiver SET signed_by = NULL, signed_at = NULL ${where}`);
    const other = await blocked();
    const forge = (columns: string) =>
      db.pool.query(
        `INSERT INTO waiver (number, project_id, batch_id, run_id, decision_id, snapshot_hash, reason, expires_at, requested_by, signed_by, signed_at)
         SELECT 900, r.project_id, r.batch_id, r.id, r.decision_id, ${columns} FROM training_run r WHERE r.id = $1`,
        [other.run.id, other.leadId, other.userId],
      );
    const later = `now() + interval '1 day'`;
    await expect(forge(`r.snapshot_hash, '${REASON}', ${later}, $2, $3, now()`)).rejects.toThrow(
      'asked for first',
    );
    await expect(
      forge(`'another', '${REASON}', ${later}, $2, NULL::uuid, NULL + $3::text::interval`),
    ).rejects.toThrow();
    await expect(
      forge(`r.snapshot_hash, 'short', ${later}, $2, NULLIF($3, $3)::uuid, NULL`),
    ).rejects.toThrow();
  });

  it('waits for the report that says what it would waive', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 5, overlap: 1 });
    const leadId = await addMember(crew, 'LEAD');
    const run = await requestTraining(project(crew), person(crew.userId), {
      batchId: crew.batchId,
      options: { epochs: 2, seed: 1 },
    });
    await expect(ask({ ...crew, leadId, run })).rejects.toThrow('still being measured');
    await expect(
      requestWaiver(project(crew), person(leadId), { run: run.number, reason: 'because', days: 3 }),
    ).rejects.toThrow('at least a sentence');
  });
});

/** The decision that using a waiver stores, written by hand. */
async function forgeUse(b: Blocked, waiver: number): Promise<string> {
  const { rows } = await db.pool.query(
    `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, kind, verdict, passed, snapshot_hash, last_sequence, checks, waiver_id)
     SELECT 9000 + floor(random() * 1e6), d.project_id, d.batch_id, d.report_id, d.policy_id, 'WAIVER', d.verdict, true, d.snapshot_hash, d.last_sequence, d.checks, w.id
     FROM waiver w JOIN gate_decision d ON d.id = w.decision_id WHERE w.project_id = $1 AND w.number = $2 RETURNING id`,
    [b.projectId, waiver],
  );
  return rows[0].id;
}
