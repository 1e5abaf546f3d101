import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeMember } from '#lib/access/actor';
import { changeRole } from '#lib/access/members';
import type { Permission } from '#lib/access/permissions';
import { verifyAudit } from '#lib/access/verify-audit';
import { closeDatabase, pool, transaction } from '#lib/db';
import { recordLabel, submittedLabel } from '#lib/labels/record-label';
import { undoLabel } from '#lib/labels/undo-label';
import { measureQuality } from '#lib/quality/measure-quality';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { requestTraining, trainingOptions } from '#lib/training/request-training';
import { resumeOrphanedRuns } from '#lib/training/resume-orphaned-runs';
import { trainRun } from '#lib/training/train-run';
import { admin, ask, audited, blockedRun, models, open, project, runOf, shut } from './setup/attack';
import { makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, OPEN_POLICY } from './setup/judged-crew';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

describe('around the request', () => {
  it('a label revised between decision and training is not trained on: the run takes the judged labels', async () => {
    const crew = await judgedCrew(db, { open: true });
    const { id } = await ask(crew);
    const before = await runOf(db, id);
    const done = await db.pool.query(
      'SELECT a.id, a.annotator_id FROM assignment a WHERE a.batch_id = $1 ORDER BY a.ended_at DESC LIMIT 1',
      [crew.batchId],
    );
    await undoLabel(done.rows[0].annotator_id, done.rows[0].id, 'undone-by-an-attack');
    await trainRun(id);
    const after = await runOf(db, id);
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
    expect((await audited(db, crew)).filter((a) => /policy|request/.test(a))).toEqual([
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
    const crew = await blockedRun(db);
    await resumeOrphanedRuns();
    await trainRun(crew.runId);
    await transaction((tx) => releaseBlockedRuns(tx, crew.projectId, crew.batchId));
    await measureQuality(crew.batchId);
    expect((await runOf(db, crew.runId)).state).toBe('BLOCKED');
    expect(await models(db, crew)).toBe(0);
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
    // What was forged is not there; what is there besides are the choices' defaults.
    expect(trainingOptions.parse(forged)).toEqual(trainingOptions.parse({ epochs: 3, seed: 1 }));
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
    expect(await audited(db, crew)).toContain('member.role');
    await changeRole(boss, { userId: person.userId, role: 'ANNOTATOR' });
    await expect(may('quality:read')).rejects.toThrow('does not allow');
  });
});
