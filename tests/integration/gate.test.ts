import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/access/verify-audit';
import { closeDatabase, transaction } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { measureQuality } from '#lib/quality/measure-quality';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { requestTraining } from '#lib/training/request-training';
import { trainRun } from '#lib/training/train-run';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const OPEN = { comparisons: 10, overlapShare: 0.1 };
const options = { epochs: 2, seed: 1 };
const admin = (crew: Crew) => ({ kind: 'person' as const, id: crew.userId });
const ask = (crew: Crew) =>
  requestTraining({ id: crew.projectId }, admin(crew), { batchId: crew.batchId, options });

async function label(crew: Crew, annotators = crew.annotatorIds): Promise<void> {
  for (const annotator of annotators) {
    for (;;) {
      const [shown] = await nextComparisons(annotator, 1);
      if (!shown) break;
      const choice = shown.left.startsWith('Answer one') ? 'A' : 'B';
      await recordLabel(annotator, {
        assignmentId: shown.assignmentId,
        idempotencyKey: randomUUID(),
        choice,
        reasons: [],
      });
    }
  }
}

async function changePolicy(crew: Crew, checks: object): Promise<void> {
  await db.pool.query(
    `INSERT INTO policy (project_id, version, preset, checks) SELECT $1, max(version) + 1, 'custom', $2 FROM policy WHERE project_id = $1`,
    [crew.projectId, JSON.stringify(checks)],
  );
}

const run = async (id: string) =>
  (await db.pool.query('SELECT * FROM training_run WHERE id = $1', [id])).rows[0];

/** A passed run on labelled data, and the pieces that an attacker would forge with. */
async function passedRun(): Promise<Crew & { runId: string; decisionId: string }> {
  const crew = await makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
  await label(crew);
  await changePolicy(crew, OPEN);
  await measureQuality(crew.batchId);
  const { id, state } = await ask(crew);
  expect(state).toBe('QUEUED');
  return { ...crew, runId: id, decisionId: (await run(id)).decision_id };
}

async function blockedRun(): Promise<Crew & { runId: string; decisionId: string }> {
  const crew = await makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
  await label(crew);
  await measureQuality(crew.batchId);
  const { id, state } = await ask(crew);
  expect(state).toBe('BLOCKED');
  return { ...crew, runId: id, decisionId: (await run(id)).decision_id };
}

describe('the gate on the server', () => {
  it('blocks a batch that was never measured, and names every check as not enough evidence', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 5, overlap: 1 });
    const { id, state } = await ask(crew);
    expect(state).toBe('BLOCKED');
    const { rows } = await db.pool.query(
      'SELECT d.* FROM gate_decision d JOIN training_run r ON r.decision_id = d.id WHERE r.id = $1',
      [id],
    );
    expect(rows[0].verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(rows[0].checks).toHaveLength(9);
    expect(rows[0].checks.every((c: { verdict: string }) => c.verdict === 'NOT_ENOUGH_EVIDENCE')).toBe(true);
  });

  it('does not decide on a report that newer labels have overtaken', async () => {
    const crew = await makeCrew(db, { annotators: 2, comparisons: 30, overlap: 2 });
    await label(crew, [crew.annotatorIds[0]!]);
    await changePolicy(crew, { comparisons: 10 });
    await measureQuality(crew.batchId);
    await label(crew, [crew.annotatorIds[1]!]);
    const { id, state } = await ask(crew);
    expect(state).toBe('BLOCKED');
    const measured = await measureQuality(crew.batchId);
    await transaction((tx) => releaseBlockedRuns(tx, crew.projectId, crew.batchId));
    const released = await run(id);
    expect(released.state).toBe('QUEUED');
    const { rows } = await db.pool.query('SELECT last_sequence FROM gate_decision WHERE id = $1', [
      released.decision_id,
    ]);
    expect(Number(rows[0].last_sequence)).toBe(measured!.lastSequence);
  });

  it('releases a blocked run when a policy opens the gate, and leaves the others with current reasons', async () => {
    const blocked = await blockedRun();
    await changePolicy(blocked, OPEN);
    await transaction((tx) => releaseBlockedRuns(tx, blocked.projectId, blocked.batchId));
    expect((await run(blocked.runId)).state).toBe('QUEUED');
    const events = await db.pool.query('SELECT kind FROM training_event WHERE run_id = $1 ORDER BY id', [
      blocked.runId,
    ]);
    expect(events.rows.map((e) => e.kind)).toEqual(['blocked', 'released']);
  });

  it('trains on exactly the judged labels, and serves a model with its lineage', async () => {
    const passed = await passedRun();
    await trainRun(passed.runId);
    const done = await run(passed.runId);
    expect([done.state, done.error]).toEqual(['SUCCEEDED', null]);
    const { rows } = await db.pool.query('SELECT report FROM reward_model WHERE run_id = $1', [passed.runId]);
    expect(rows[0].report.lineage.snapshot).toBe(done.snapshot_hash);
    await trainRun(passed.runId);
    expect(
      (await db.pool.query('SELECT 1 FROM reward_model WHERE run_id = $1', [passed.runId])).rowCount,
    ).toBe(1);
  });

  it('refuses to train when the stored labels are not the judged ones', async () => {
    const passed = await passedRun();
    await db.pool.query('ALTER TABLE label DISABLE TRIGGER label_append_only');
    await db.pool.query(
      `UPDATE label SET choice = 'TIE' WHERE id = (SELECT min(id) FROM label WHERE batch_id = $1)`,
      [passed.batchId],
    );
    await db.pool.query('ALTER TABLE label ENABLE TRIGGER label_append_only');
    await trainRun(passed.runId);
    const done = await run(passed.runId);
    expect(done.state).toBe('FAILED');
    expect(done.error).toContain('not the ones that the gate judged');
  });

  it('gives forty requests at once their own numbers and decisions', async () => {
    const blocked = await blockedRun();
    const runs = await Promise.all(Array.from({ length: 40 }, () => ask(blocked)));
    expect(new Set(runs.map((r) => r.number)).size).toBe(40);
    expect(runs.every((r) => r.state === 'BLOCKED')).toBe(true);
  });
});

describe('the gate in the database', () => {
  const refused = (sql: string, values: unknown[]) => expect(db.pool.query(sql, values)).rejects.toThrow();
  const insertRun = `INSERT INTO training_run (project_id, batch_id, number, state, decision_id, decision_passed, snapshot_hash, requested_sequence)
                     SELECT project_id, batch_id, 9000 + floor(random() * 1e6), $2::run_state, id, $3, snapshot_hash, 0 FROM gate_decision WHERE id = $1`;

  it('refuses a run past BLOCKED without a passing decision, inserted or updated', async () => {
    const { runId, decisionId } = await blockedRun();
    await refused(insertRun, [decisionId, 'QUEUED', false]);
    await refused(insertRun, [decisionId, 'RUNNING', true]);
    await refused(insertRun, [decisionId, 'SUCCEEDED', true]);
    await refused(`UPDATE training_run SET state = 'QUEUED' WHERE id = $1`, [runId]);
    await refused(`UPDATE training_run SET state = 'QUEUED', decision_passed = true WHERE id = $1`, [runId]);
    await refused(`UPDATE training_run SET decision_passed = true WHERE id = $1`, [runId]);
    expect((await run(runId)).state).toBe('BLOCKED');
  });

  it('refuses another decision’s pass, another snapshot, and a decision of another batch', async () => {
    const passed = await passedRun();
    const blocked = await blockedRun();
    await refused(
      `UPDATE training_run SET state = 'QUEUED', decision_id = $2, decision_passed = true WHERE id = $1`,
      [blocked.runId, passed.decisionId],
    );
    await refused(
      `UPDATE training_run r SET state = 'QUEUED', decision_id = d.id, decision_passed = true, snapshot_hash = d.snapshot_hash FROM gate_decision d WHERE r.id = $1 AND d.id = $2`,
      [blocked.runId, passed.decisionId],
    );
    await refused(`UPDATE training_run SET snapshot_hash = 'another' WHERE id = $1`, [passed.runId]);
  });

  it('refuses a forged decision: no report, a failed check, a wrong snapshot, a waiver by one', async () => {
    const { decisionId } = await blockedRun();
    const forge = (change: string) =>
      `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, kind, verdict, passed, snapshot_hash, last_sequence, checks)
       SELECT 9000 + floor(random() * 1e6), project_id, batch_id, ${change} FROM gate_decision WHERE id = $1`;
    const passing = `'[{"check":"comparisons","verdict":"PASS"}]'::jsonb`;
    await refused(
      forge(`NULL, policy_id, 'POLICY', 'PASS', true, snapshot_hash, last_sequence, ${passing}`),
      [decisionId],
    );
    await refused(
      forge(`report_id, policy_id, 'POLICY', 'PASS', true, snapshot_hash, last_sequence, checks`),
      [decisionId],
    );
    await refused(
      forge(`report_id, policy_id, 'POLICY', 'PASS', true, snapshot_hash, last_sequence, '[]'::jsonb`),
      [decisionId],
    );
    await refused(
      forge(`report_id, policy_id, 'POLICY', 'PASS', true, 'another', last_sequence, ${passing}`),
      [decisionId],
    );
    await refused(
      forge(`report_id, policy_id, 'POLICY', 'FAIL', true, snapshot_hash, last_sequence, ${passing}`),
      [decisionId],
    );
    await refused(
      forge(`report_id, policy_id, 'WAIVER', 'FAIL', true, snapshot_hash, last_sequence, checks`),
      [decisionId],
    );
  });

  it('keeps decisions, labels, snapshots, reports, policies and the audit log as they were written', async () => {
    const { decisionId } = await passedRun();
    await refused(`UPDATE gate_decision SET verdict = 'FAIL', passed = false WHERE id = $1`, [decisionId]);
    await refused('DELETE FROM gate_decision WHERE id = $1', [decisionId]);
    for (const table of [
      'label',
      'snapshot',
      'quality_report',
      'policy',
      'audit_event',
      'batch_event',
      'training_event',
    ]) {
      const column = table === 'batch_event' ? 'kind = kind' : 'id = id';
      if (table !== 'batch_event') await refused(`UPDATE ${table} SET ${column}`, []);
      if (table !== 'batch_event') await refused(`DELETE FROM ${table}`, []);
      await refused(`TRUNCATE ${table} CASCADE`, []);
    }
    await refused('DELETE FROM training_run', []);
  });

  it('keeps a run from going back, and a model from coming out of a run that never passed', async () => {
    const passed = await passedRun();
    const blocked = await blockedRun();
    await refused(`UPDATE training_run SET state = 'BLOCKED' WHERE id = $1`, [passed.runId]);
    await refused(`UPDATE training_run SET state = 'SUCCEEDED' WHERE id = $1`, [passed.runId]);
    await refused(
      `INSERT INTO reward_model (project_id, run_id, name, file, backend, report) VALUES ($1, $2, 'forged', '', 'cpu', '{}')`,
      [blocked.projectId, blocked.runId],
    );
  });

  it('chains the audit log, under concurrency too, and finds an edited or missing entry', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    await Promise.all(Array.from({ length: 20 }, () => ask(crew)));
    expect(await verifyAudit()).toMatchObject({ brokenAt: null });
    await db.pool.query('ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only');
    const { rows } = await db.pool.query('SELECT max(id) - 3 AS id FROM audit_event');
    const id = Number(rows[0].id);
    await db.pool.query(`UPDATE audit_event SET data = data || '{"x":1}' WHERE id = $1`, [id]);
    expect(await verifyAudit()).toMatchObject({ brokenAt: id, reason: 'its content was changed' });
    await db.pool.query('DELETE FROM audit_event WHERE id = $1', [id]);
    expect(await verifyAudit()).toMatchObject({ brokenAt: id + 1, reason: 'an entry before it is missing' });
  });
});
