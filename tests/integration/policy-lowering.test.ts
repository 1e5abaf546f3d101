import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { changePolicy } from '#lib/quality/change-policy';
import { decideProposal } from '#lib/quality/decide-proposal';
import { policyPreview } from '#lib/quality/policy-preview';
import { policyVersions } from '#lib/quality/policy-versions';
import { requestTraining } from '#lib/training/request-training';
import { type Crew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, OPEN_POLICY } from './setup/judged-crew';

let db: TestDatabase;
let crew: Crew;
let second: string;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  crew = await judgedCrew(db, { open: false });
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO app_user (email, name) VALUES ('second@example.org', 'Second') RETURNING id`,
  );
  second = rows[0]!.id;
  await db.pool.query(`INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, 'ADMIN')`, [
    crew.projectId,
    second,
  ]);
});
afterAll(closeDatabase);

const person = (id: string) => ({ kind: 'person', id }) as const;
const project = () => ({ id: crew.projectId });
const strict = { comparisons: 100, overlapShare: 0.5 };

async function propose(checks: object, after: number): Promise<string> {
  const made = await changePolicy(project(), person(crew.userId), { checks, note: 'Too strict.', after });
  if (!('proposal' in made)) throw new Error('came into force by one person');
  return made.proposal;
}

describe('a policy that takes two to lower', () => {
  it('shows beforehand what thresholds would say of the batches, by the decision that judges in earnest', async () => {
    const run = await requestTraining(project(), person(crew.userId), {
      batchId: crew.batchId,
      options: { epochs: 1, seed: 1 },
    });
    expect(run.state).toBe('BLOCKED');
    const [closed] = await policyPreview(crew.projectId, { checks: strict, level: 0.95 });
    expect(closed).toMatchObject({ verdict: 'FAIL', waiting: 1 });
    expect(closed!.open.map((c) => c.check)).toEqual(['comparisons']);
    const [open] = await policyPreview(crew.projectId, { checks: OPEN_POLICY, level: 0.95 });
    expect(open).toMatchObject({ verdict: 'PASS', open: [], waiting: 1 });
    expect(await policyVersions(crew.projectId)).toHaveLength(1);
  });

  it('is raised by one, and lowered by none alone: not in thresholds, not in level, not by giving the rule up', async () => {
    const raised = await changePolicy(project(), person(crew.userId), {
      ...{ checks: strict, twoForLowering: true, note: 'Two from now on.', after: 1 },
    });
    expect(raised).toMatchObject({ version: 2, released: 0 });
    for (const lower of [
      { checks: { ...strict, comparisons: 99 } },
      { checks: { comparisons: 100 } },
      { checks: strict, level: 0.9 },
      { checks: strict, twoForLowering: false },
    ]) {
      const made = await changePolicy(project(), person(crew.userId), { note: 'Lower.', after: 2, ...lower });
      expect(made).toHaveProperty('proposal');
      const { proposal } = made as { proposal: string };
      await decideProposal(project(), person(second), { proposalId: proposal, approve: false });
    }
    expect((await policyVersions(crew.projectId)).map((v) => v.version)).toEqual([2, 1]);
    await expect(
      changePolicy(project(), SYSTEM_ACTOR, { checks: OPEN_POLICY, note: 'By a program.', after: 2 }),
    ).rejects.toThrow('Only two people');
  });

  it('is not approved by who proposed it, nor twice, and then opens the gate for what waits', async () => {
    const proposalId = await propose(OPEN_POLICY, 2);
    await expect(propose({ comparisons: 5 }, 2)).rejects.toThrow('Another proposal waits');
    await expect(
      decideProposal(project(), person(crew.userId), { proposalId, approve: true }),
    ).rejects.toThrow('Another admin');
    const approvals = await Promise.allSettled(
      [1, 2, 3].map(() => decideProposal(project(), person(second), { proposalId, approve: true })),
    );
    const [done, ...others] = approvals.filter((a) => a.status === 'fulfilled');
    expect(others).toEqual([]);
    expect(done!.value).toEqual({ version: 3, released: 1 });
    const [latest] = await policyVersions(crew.projectId);
    expect(latest).toMatchObject({ version: 3, by: 'Admin', approvedBy: 'Second' });
    const { rows } = await db.pool.query<{ action: string }>(
      `SELECT action FROM audit_event WHERE project_id = $1 AND action LIKE 'policy.%' ORDER BY id`,
      [crew.projectId],
    );
    expect(
      rows
        .map((r) => r.action)
        .filter((a) => a !== 'policy.decline')
        .slice(-3),
    ).toEqual(['policy.propose', 'policy.approve', 'policy.change']);
  });

  it('can’t be lowered by SQL in one person’s name', async () => {
    await db.pool.query(
      `INSERT INTO policy (project_id, version, preset, checks, two_for_lowering) VALUES ($1, 4, 'custom', $2, true)`,
      [crew.projectId, JSON.stringify(strict)],
    );
    for (const approvedBy of [null, crew.userId])
      await expect(
        db.pool.query(
          `INSERT INTO policy (project_id, version, preset, checks, two_for_lowering, created_by, approved_by) VALUES ($1, 5, 'custom', $2, true, $3, $4)`,
          [crew.projectId, JSON.stringify(OPEN_POLICY), crew.userId, approvedBy],
        ),
      ).rejects.toThrow(/two|second|lower/i);
  });
});
