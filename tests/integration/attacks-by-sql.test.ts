import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/access/verify-audit';
import { gateAnswer } from '#lib/attestation/gate-answer';
import { closeDatabase, pool } from '#lib/db';
import { trainRun } from '#lib/training/train-run';
import { ask, audited, blockedRun, models, refused, runOf, shut } from './setup/attack';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

describe('direct SQL as the program’s own role', () => {
  it('can’t change, remove or empty what is append-only, nor the runs', async () => {
    const crew = await blockedRun(db);
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
    expect(await audited(db, crew)).toContain('training.request');
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
    const crew = await blockedRun(db);
    const passed = await judgedCrew(db, { open: true });
    const { id } = await ask(passed);
    const other = await runOf(db, id);
    const { decision_id } = await runOf(db, crew.runId);
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
    expect((await runOf(db, crew.runId)).state).toBe('BLOCKED');
  });

  it('can’t mislead the guards with temporary tables of their names', async () => {
    const crew = await blockedRun(db);
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
    const crew = await blockedRun(db);
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
    expect(await runOf(db, crew.runId)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('does not pass its policy'),
    });
    expect(await models(db, crew)).toBe(0);
    // Nothing was written by the program in that transaction, so the database wrote the entry itself.
    expect(await audited(db, crew)).toEqual(expect.arrayContaining(['database.update', 'training.fail']));
  });

  it('with a forged report too: it carries no seal, so the gate does not see it and the worker refuses it', async () => {
    const crew = await blockedRun(db);
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
    expect(await runOf(db, forged.rows[0].id)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('not measured by this installation'),
    });
    expect(await models(db, crew)).toBe(0);
    expect(await audited(db, crew)).toEqual(expect.arrayContaining(['database.insert', 'training.fail']));
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
    expect(rows[0].snapshot).toBe((await runOf(db, id)).snapshot_hash);

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
    expect(await runOf(db, run.id)).toMatchObject({
      state: 'FAILED',
      error: expect.stringContaining('not the ones that the gate judged'),
    });
    expect(await models(db, second)).toBe(0);
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
    expect((await runOf(db, id)).state).toBe('FAILED');
    expect(await models(db, crew)).toBe(0);
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
