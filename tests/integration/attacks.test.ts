import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeMember } from '#lib/access/actor';
import { changeRole } from '#lib/access/members';
import type { Permission } from '#lib/access/permissions';
import { verifyAudit } from '#lib/access/verify-audit';
import { gateAnswer } from '#lib/attestation/gate-answer';
import { closeDatabase, pool, transaction } from '#lib/db';
import { recordLabel, submittedLabel } from '#lib/labels/record-label';
import { undoLabel } from '#lib/labels/undo-label';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { requestTraining, trainingOptions } from '#lib/training/request-training';
import { resumeOrphanedRuns } from '#lib/training/resume-orphaned-runs';
import { trainRun } from '#lib/training/train-run';
import { type Crew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, OPEN_POLICY } from './setup/judged-crew';

/*
 * Everything that somebody might try to train on labels that were not judged. `pool()` has the program's own database
 * role, so its statements are those of an attacker who has got hold of it; `db.pool` is the owner, for looking and for
 * what only an owner can do.
 */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

type Judged = Crew & { slug: string };
const admin = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;
const project = (crew: Crew) => ({ id: crew.projectId });
const ask = (crew: Crew) =>
  requestTraining(project(crew), admin(crew), { batchId: crew.batchId, options: { epochs: 2, seed: 1 } });
const open = (crew: Crew, after: number) =>
  changePolicy(project(crew), admin(crew), { checks: OPEN_POLICY, note: 'Lowered.', after });
const shut = (crew: Crew, after: number) =>
  changePolicy(project(crew), admin(crew), { checks: { comparisons: 1000 }, note: 'Raised.', after });
const refused = (sql: string, values: unknown[] = []) =>
  expect(pool().query(sql, values), sql).rejects.toThrow();
const runOf = async (id: string) =>
  (await db.pool.query('SELECT * FROM training_run WHERE id = $1', [id])).rows[0];
const audited = async (crew: Crew) =>
  (
    await db.pool.query('SELECT action FROM audit_event WHERE project_id = $1 ORDER BY id', [crew.projectId])
  ).rows.map((row) => row.action as string);
const models = async (crew: Crew) =>
  (await db.pool.query('SELECT 1 FROM reward_model WHERE project_id = $1', [crew.projectId])).rowCount;

async function blockedRun(): Promise<Judged & { runId: string }> {
  const crew = await judgedCrew(db, { open: false });
  const { id, state } = await ask(crew);
  expect(state).toBe('BLOCKED');
  return { ...crew, runId: id };
}

describe('direct SQL as the program’s own role', () => {
  it('can’t change, remove or empty what is append-only, nor the runs', async () => {
    const crew = await blockedRun();
    for (const table of [
      'label',
      'gate_decision',
      'policy',
      'audit_event',
      'training_event',
      'batch_event',
      'webhook_event',
    ]) {
      await refused(`UPDATE ${table} SET ${table === 'batch_event' ? 'kind = kind' : 'id = id'}`);
      await refused(`DELETE FROM ${table}`);
      await refused(`TRUNCATE ${table} CASCADE`);
    }
    await refused('UPDATE snapshot SET hash = hash');
    await refused('UPDATE quality_report SET figures = figures');
    await refused('DELETE FROM training_run');
    await refused('TRUNCATE training_run CASCADE');
    expect(await audited(crew)).toContain('training.request');
  });

  it('can’t touch the guards themselves', async () => {
    await refused('ALTER TABLE label DISABLE TRIGGER ALL');
    await refused('ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only');
    await refused('DROP TRIGGER gate_decision_check ON gate_decision');
    await refused('ALTER TABLE training_run DROP CONSTRAINT training_run_needs_passing_decision');
    await refused(
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    );
    await refused('ALTER FUNCTION check_gate_decision() RESET search_path');
    await refused(`CREATE RULE no_audit AS ON INSERT TO audit_event DO INSTEAD NOTHING`);
    await refused(`SET session_replication_role = replica`);
    await refused('CREATE TABLE public.mine (n int)');
    await refused('CREATE SCHEMA mine');
    await refused('ALTER ROLE concord_app SUPERUSER');
    await refused('GRANT UPDATE ON label TO concord_app; UPDATE label SET choice = choice');
    await refused('CREATE TRIGGER mine BEFORE INSERT ON label FOR EACH ROW EXECUTE FUNCTION refuse_change()');
    await refused('UPDATE _prisma_migrations SET checksum = checksum');
    const { rows } = await pool().query<{ role: string; super: boolean }>(
      'SELECT current_user AS role, usesuper AS super FROM pg_user WHERE usename = current_user',
    );
    expect(rows).toEqual([{ role: 'concord_app', super: false }]);
  });

  it('can’t get a run past BLOCKED, inserted or updated', async () => {
    const crew = await blockedRun();
    const passed = await judgedCrew(db, { open: true });
    const { id } = await ask(passed);
    const other = await runOf(id);
    const { decision_id } = await runOf(crew.runId);
    for (const state of ['QUEUED', 'RUNNING', 'SUCCEEDED']) {
      await refused(`UPDATE training_run SET state = '${state}' WHERE id = $1`, [crew.runId]);
      await refused(`UPDATE training_run SET state = '${state}', decision_passed = true WHERE id = $1`, [
        crew.runId,
      ]);
      await refused(
        `INSERT INTO training_run (project_id, batch_id, number, state, decision_id, decision_passed, snapshot_hash, requested_sequence)
         SELECT project_id, batch_id, 99, '${state}', id, true, snapshot_hash, 0 FROM gate_decision WHERE id = $1`,
        [decision_id],
      );
      await refused(
        `UPDATE training_run SET state = '${state}', decision_id = $2, decision_passed = true, snapshot_hash = $3 WHERE id = $1`,
        [crew.runId, other.decision_id, other.snapshot_hash],
      );
    }
    await refused(
      `INSERT INTO reward_model (project_id, run_id, name, file, backend, report) VALUES ($1, $2, 'forged', '', 'cpu', '{}')`,
      [crew.projectId, crew.runId],
    );
    expect((await runOf(crew.runId)).state).toBe('BLOCKED');
  });

  it('can’t mislead the guards with temporary tables of their names', async () => {
    const crew = await blockedRun();
    const client = await pool().connect();
    try {
      await client.query('BEGIN');
      for (const table of ['quality_report', 'snapshot', 'policy', 'gate_decision', 'audit_event'])
        await client.query(`CREATE TEMP TABLE ${table} ON COMMIT DROP AS SELECT * FROM public.${table}`);
      await client.query(`UPDATE pg_temp.snapshot SET hash = 'forged' WHERE batch_id = $1`, [crew.batchId]);
      await expect(
        client.query(
          `INSERT INTO public.gate_decision (number, project_id, batch_id, report_id, policy_id, verdict, passed, snapshot_hash, last_sequence, checks)
           SELECT 77, d.project_id, d.batch_id, d.report_id, d.policy_id, 'PASS', true, 'forged', d.last_sequence, '[{"check":"comparisons","verdict":"PASS"}]'
           FROM public.gate_decision d JOIN public.training_run r ON r.decision_id = d.id WHERE r.id = $1`,
          [crew.runId],
        ),
      ).rejects.toThrow('must name the report and the snapshot');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    expect((await verifyAudit()).brokenAt).toBeNull();
  });

  it('with a decision forged on a real report: the database takes it, the worker judges again and refuses', async () => {
    const crew = await blockedRun();
    const { rows } = await pool().query<{ id: string }>(
      `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, verdict, passed, snapshot_hash, last_sequence, checks)
       SELECT 77, d.project_id, d.batch_id, d.report_id, d.policy_id, 'PASS', true, d.snapshot_hash, d.last_sequence, '[{"check":"comparisons","verdict":"PASS"}]'
       FROM gate_decision d JOIN training_run r ON r.decision_id = d.id WHERE r.id = $1 RETURNING id`,
      [crew.runId],
    );
    await pool().query(
      `UPDATE training_run r SET state = 'QUEUED', decision_id = d.id, decision_passed = true, snapshot_hash = d.snapshot_hash FROM gate_decision d WHERE r.id = $1 AND d.id = $2`,
      [crew.runId, rows[0]!.id],
    );
    await trainRun(crew.runId);
    expect(await runOf(crew.runId)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('does not pass its policy'),
    });
    expect(await models(crew)).toBe(0);
    // Nothing was written by the program in that transaction, so the database wrote the entry itself.
    expect(await audited(crew)).toEqual(expect.arrayContaining(['database.update', 'training.fail']));
  });

  it('with a forged report too: it carries no seal, so the gate does not see it and the worker refuses it', async () => {
    const crew = await blockedRun();
    const { rows } = await pool().query<{ id: string }>(
      `INSERT INTO quality_report (project_id, batch_id, snapshot_id, last_sequence, method_version, figures, measured_ms, seal)
       SELECT project_id, batch_id, snapshot_id, last_sequence, 9999, jsonb_set(figures, '{comparisons}', '100000'), 1, seal FROM quality_report WHERE batch_id = $1 RETURNING id`,
      [crew.batchId],
    );
    await shut(crew, 1);
    const again = await ask(crew);
    expect(again.state).toBe('BLOCKED');
    expect(await gateAnswer({ id: crew.projectId, slug: crew.slug, simulated: false }, {})).toMatchObject({
      passed: false,
      verdict: 'NOT_ENOUGH_EVIDENCE',
    });
    const decision = await pool().query<{ id: string }>(
      `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, verdict, passed, snapshot_hash, last_sequence, checks)
       SELECT 78, q.project_id, q.batch_id, q.id, (SELECT id FROM policy WHERE project_id = q.project_id ORDER BY version DESC LIMIT 1), 'PASS', true, s.hash, q.last_sequence, '[{"check":"comparisons","verdict":"PASS"}]'
       FROM quality_report q JOIN snapshot s ON s.id = q.snapshot_id WHERE q.id = $1 RETURNING id`,
      [rows[0]!.id],
    );
    await pool().query(
      `INSERT INTO training_run (project_id, batch_id, number, state, decision_id, decision_passed, snapshot_hash, requested_sequence)
       SELECT project_id, batch_id, 99, 'QUEUED', id, true, snapshot_hash, 0 FROM gate_decision WHERE id = $1`,
      [decision.rows[0]!.id],
    );
    const forged = await db.pool.query('SELECT id FROM training_run WHERE batch_id = $1 AND number = 99', [
      crew.batchId,
    ]);
    await trainRun(forged.rows[0].id);
    expect(await runOf(forged.rows[0].id)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('not measured by this installation'),
    });
    expect(await models(crew)).toBe(0);
    expect(await audited(crew)).toEqual(expect.arrayContaining(['database.insert', 'training.fail']));
  });

  it('with labels added behind the program’s back: they are no part of what was judged', async () => {
    const crew = await judgedCrew(db, { open: true });
    const { id, state } = await ask(crew);
    expect(state).toBe('QUEUED');
    await pool().query(
      `INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, revision, choice, origin, idempotency_key, labelled_at)
       SELECT project_id, batch_id, (SELECT max(sequence) + 1000 FROM label), comparison_id, annotator_id, 0, 50, 'TIE', 'API', 'forged-' || id, now()
       FROM label WHERE batch_id = $1 ORDER BY id LIMIT 1`,
      [crew.batchId],
    );
    await trainRun(id);
    const { rows } = await db.pool.query(
      `SELECT report #>> '{lineage,snapshot}' AS snapshot FROM reward_model WHERE run_id = $1`,
      [id],
    );
    expect(rows[0].snapshot).toBe((await runOf(id)).snapshot_hash);

    // With a sequence number from before the decision they would be in it: then the hash differs, and nothing trains.
    const second = await judgedCrew(db, { open: true });
    const run = await ask(second);
    await db.pool.query(`UPDATE batch SET last_sequence = last_sequence WHERE id = $1`, [second.batchId]);
    await pool().query(
      `INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, revision, choice, origin, idempotency_key, labelled_at)
       SELECT project_id, batch_id, 0, comparison_id, annotator_id, 0, 50, 'TIE', 'API', 'forged-' || id, now()
       FROM label WHERE batch_id = $1 ORDER BY id LIMIT 1`,
      [second.batchId],
    );
    await trainRun(run.id);
    expect(await runOf(run.id)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('not the ones that the gate judged'),
    });
    expect(await models(second)).toBe(0);
  });

  it('even as the owner, who can switch triggers off: changed labels do not train', async () => {
    const crew = await judgedCrew(db, { open: true });
    const { id } = await ask(crew);
    await db.pool.query(`ALTER TABLE label DISABLE TRIGGER label_append_only`);
    await db.pool.query(
      `UPDATE label SET choice = 'TIE' WHERE id = (SELECT min(id) FROM label WHERE batch_id = $1)`,
      [crew.batchId],
    );
    await db.pool.query(`ALTER TABLE label ENABLE TRIGGER label_append_only`);
    await trainRun(id);
    expect((await runOf(id)).state).toBe('FAILED');
    expect(await models(crew)).toBe(0);
  });
});

describe('around the request', () => {
  it('a label revised between decision and training is not trained on: the run takes the judged labels', async () => {
    const crew = await judgedCrew(db, { open: true });
    const { id } = await ask(crew);
    const before = await runOf(id);
    const done = await db.pool.query(
      'SELECT a.id, a.annotator_id FROM assignment a WHERE a.batch_id = $1 LIMIT 1',
      [crew.batchId],
    );
    await undoLabel(done.rows[0].annotator_id, done.rows[0].id, 'undone-by-an-attack');
    await trainRun(id);
    const after = await runOf(id);
    expect([after.state, after.snapshot_hash]).toEqual(['SUCCEEDED', before.snapshot_hash]);
    const next = await ask(crew);
    expect(next.state).toBe('BLOCKED');
  });

  it('a policy lowered for the request and raised again leaves all three acts in the audit log, and the decision names its version', async () => {
    const crew = await judgedCrew(db, { open: false });
    await open(crew, 1);
    const { id, state } = await ask(crew);
    await shut(crew, 2);
    expect(state).toBe('QUEUED');
    await trainRun(id);
    const { rows } = await db.pool.query(
      'SELECT p.version FROM training_run r JOIN gate_decision d ON d.id = r.decision_id JOIN policy p ON p.id = d.policy_id WHERE r.id = $1',
      [id],
    );
    expect(rows).toEqual([{ version: 2 }]);
    expect((await audited(crew)).filter((a) => /policy|request/.test(a))).toEqual([
      'policy.change',
      'training.request',
      'policy.change',
    ]);
    expect((await ask(crew)).state).toBe('BLOCKED');
  });

  it('a policy inserted by SQL alone is noted by the database', async () => {
    const crew = await judgedCrew(db, { open: false });
    await pool().query(
      `INSERT INTO policy (project_id, version, preset, checks) SELECT $1, max(version) + 1, 'custom', '{"comparisons": 1}' FROM policy WHERE project_id = $1`,
      [crew.projectId],
    );
    const { rows } = await db.pool.query(
      `SELECT actor_kind, action, subject, data FROM audit_event WHERE project_id = $1 ORDER BY id DESC LIMIT 1`,
      [crew.projectId],
    );
    expect(rows[0]).toMatchObject({
      actor_kind: 'database',
      action: 'database.insert',
      data: { role: 'concord_app' },
    });
  });

  it('two admins racing, one lowering and one raising, while twenty ask: every run that passed was judged by a policy that let it', async () => {
    const crew = await judgedCrew(db, { open: false });
    await Promise.allSettled([
      open(crew, 1),
      shut(crew, 1),
      ...Array.from({ length: 20 }, () => ask(crew)),
      open(crew, 2),
      shut(crew, 2),
    ]);
    const { rows } = await db.pool.query(
      `SELECT r.state, d.passed, d.verdict, p.checks, r.snapshot_hash = d.snapshot_hash AS same FROM training_run r
       JOIN gate_decision d ON d.id = r.decision_id JOIN policy p ON p.id = d.policy_id WHERE r.project_id = $1`,
      [crew.projectId],
    );
    expect(rows).toHaveLength(20);
    for (const run of rows) {
      expect(run.same).toBe(true);
      expect(run.state === 'BLOCKED').toBe(!run.passed);
      if (run.passed) expect(run.checks).toEqual(OPEN_POLICY);
    }
  });

  it('a worker that starts with a blocked run leaves it blocked', async () => {
    const crew = await blockedRun();
    await resumeOrphanedRuns();
    await trainRun(crew.runId);
    await transaction((tx) => releaseBlockedRuns(tx, crew.projectId, crew.batchId));
    await measureQuality(crew.batchId);
    expect((await runOf(crew.runId)).state).toBe('BLOCKED');
    expect(await models(crew)).toBe(0);
  });

  it('a clock set back changes neither the order of the audit log nor what a report covers', async () => {
    const crew = await judgedCrew(db, { open: true });
    await ask(crew);
    await ask(crew);
    const { rows } = await db.pool.query('SELECT at FROM audit_event ORDER BY id');
    const times = rows.map((row) => row.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    await expect(
      pool().query(
        `INSERT INTO audit_event (at, actor_kind, action, subject) VALUES ('2000-01-01', 'system', 'x', 'y') RETURNING at`,
      ),
    ).resolves.toMatchObject({ rows: [{ at: expect.toSatisfy((at: Date) => at.getFullYear() > 2020) }] });
    expect((await verifyAudit()).brokenAt).toBeNull();
  });
});

describe('at the doors', () => {
  it('a forged body says nothing about state, decision or verdict: there is no field for it', () => {
    const forged = {
      epochs: '3',
      seed: '1',
      state: 'QUEUED',
      decisionPassed: true,
      snapshotHash: 'x',
      kind: 'WAIVER',
    };
    expect(trainingOptions.parse(forged)).toEqual({ epochs: 3, seed: 1 });
    expect(trainingOptions.safeParse({ epochs: 1e9, seed: 1 }).success).toBe(false);
    expect(submittedLabel.safeParse({ assignmentId: 'x', idempotencyKey: 'y', choice: 'PASS' }).success).toBe(
      false,
    );
  });

  it('another annotator’s assignment, a foreign batch and a foreign project are refused', async () => {
    const crew = await judgedCrew(db, { open: true });
    const other = await judgedCrew(db, { open: true });
    const { rows } = await db.pool.query(
      'SELECT id, annotator_id FROM assignment WHERE batch_id = $1 LIMIT 1',
      [crew.batchId],
    );
    const [mine] = other.annotatorIds as [number];
    const body = submittedLabel.parse({
      assignmentId: rows[0].id,
      idempotencyKey: 'forged-key',
      choice: 'A',
    });
    await expect(recordLabel(mine, body)).rejects.toThrow('not given to you');
    const options = { epochs: 2, seed: 1 };
    await expect(
      requestTraining(project(crew), admin(crew), { batchId: other.batchId, options }),
    ).rejects.toThrow('no such batch');
  });

  it('an annotator who becomes a lead may not request training or lower the policy, and the change of role is audited', async () => {
    const crew = await judgedCrew(db, { open: false });
    const { rows } = await db.pool.query(
      `WITH one AS (INSERT INTO app_user (email, name) VALUES ($1 || '@example.org', 'Ann') RETURNING id, name)
       INSERT INTO membership (project_id, user_id, role) SELECT $2, id, 'ANNOTATOR' FROM one RETURNING user_id`,
      [`ann-${crew.slug}`, crew.projectId],
    );
    const person = {
      kind: 'person',
      userId: rows[0].user_id,
      name: 'Ann',
      email: '',
      siteAdmin: false,
    } as const;
    const may = (permission: Permission) => authorizeMember(person, crew.slug, permission);
    await expect(may('quality:read')).rejects.toThrow('does not allow');
    const boss = await authorizeMember(
      { ...person, userId: crew.userId, name: 'Admin' },
      crew.slug,
      'member:manage',
    );
    await changeRole(boss, { userId: person.userId, role: 'LEAD' });
    expect((await may('quality:read')).role).toBe('LEAD');
    for (const permission of ['training:request', 'policy:write', 'member:manage', 'webhook:manage'] as const)
      await expect(may(permission)).rejects.toThrow('does not allow');
    expect(await audited(crew)).toContain('member.role');
    await changeRole(boss, { userId: person.userId, role: 'ANNOTATOR' });
    await expect(may('quality:read')).rejects.toThrow('does not allow');
  });
});

describe('the program’s role', () => {
  it('is given no more than it needs by any migration: every append-only table, every function', async () => {
    const owner = new pg.Client({ connectionString: db.url });
    await owner.connect();
    try {
      const granted = await owner.query(
        `SELECT table_name, string_agg(privilege_type, ',' ORDER BY privilege_type) AS may FROM information_schema.role_table_grants
         WHERE grantee = 'concord_app' AND table_schema = 'public' GROUP BY table_name`,
      );
      const may = Object.fromEntries(granted.rows.map((row) => [row.table_name, row.may]));
      for (const table of ['label', 'gate_decision', 'policy', 'audit_event'])
        expect(may[table]).toBe('INSERT,SELECT');
      for (const each of Object.values(may)) expect(each).not.toMatch(/TRUNCATE|TRIGGER|REFERENCES/);
      const loose = await owner.query(
        `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.proconfig IS NULL`,
      );
      expect(loose.rows).toEqual([]);
    } finally {
      await owner.end();
    }
  });
});
