import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { PRESETS } from '#lib/gate/policy';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { policyVersions } from '#lib/quality/policy-versions';
import { requestTraining, trainingOptions } from '#lib/training/request-training';
import { makeCrew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
});
afterAll(closeDatabase);

const change = (checks: object, after: number) => ({ checks, note: 'A test.', after });

describe('a change of the policy', () => {
  it('is a new version, named by its preset, in the audit log', async () => {
    const { projectId, userId } = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const actor = { kind: 'person', id: userId } as const;
    expect(await changePolicy({ id: projectId }, actor, change({ ...PRESETS.strict }, 1))).toEqual({
      version: 2,
      released: 0,
    });
    await changePolicy({ id: projectId }, actor, change({ comparisons: 7 }, 2));
    const versions = await policyVersions(projectId);
    expect(versions.map((v) => [v.version, v.preset, v.by])).toEqual([
      [3, 'custom', 'Admin'],
      [2, 'strict', 'Admin'],
      [1, 'preference', null],
    ]);
    const { rows } = await db.pool.query(
      `SELECT data FROM audit_event WHERE project_id = $1 AND action = 'policy.change' ORDER BY id`,
      [projectId],
    );
    expect(rows.map((r) => r.data.to)).toEqual([PRESETS.strict, { comparisons: 7 }]);
  });

  it('is refused when it asks for nothing, for the impossible, for what is in force, or from an old page', async () => {
    const { projectId } = await makeCrew(db, { annotators: 1, comparisons: 1, overlap: 1 });
    const attempt = (checks: object, after = 1) =>
      changePolicy({ id: projectId }, SYSTEM_ACTOR, change(checks, after));
    await expect(attempt({})).rejects.toThrow('at least one check');
    await expect(attempt({ goldAccuracy: 80 })).rejects.toThrow('between 0 and 1');
    await expect(attempt({ comparisons: Number.NaN })).rejects.toThrow('needs a number');
    await expect(attempt({ ...PRESETS.preference })).rejects.toThrow('in force');
    await expect(attempt({ ...PRESETS.strict }, 0)).rejects.toThrow('saved while you were at it');
    const race = await Promise.allSettled([10, 20, 30].map((comparisons) => attempt({ comparisons })));
    expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await policyVersions(projectId)).toHaveLength(2);
  });

  it('judges waiting runs again in the same act: one that passes starts, and one that does not has new reasons', async () => {
    const crew = await makeCrew(db, { annotators: 1, comparisons: 4, overlap: 1 });
    const [annotator] = crew.annotatorIds as [number];
    for (const shown of await nextComparisons(annotator, 4))
      await recordLabel(annotator, {
        assignmentId: shown.assignmentId,
        idempotencyKey: shown.assignmentId,
        choice: 'A',
        reasons: [],
      });
    await measureQuality(crew.batchId);
    const actor = { kind: 'person', id: crew.userId } as const;
    const project = { id: crew.projectId };
    await requestTraining(project, actor, { batchId: crew.batchId, options: trainingOptions.parse({}) });
    const run = async () =>
      (
        await db.pool.query(
          `SELECT r.state, d.checks, p.version FROM training_run r JOIN gate_decision d ON d.id = r.decision_id JOIN policy p ON p.id = d.policy_id
           WHERE r.project_id = $1`,
          [crew.projectId],
        )
      ).rows[0];
    expect(await run()).toMatchObject({ state: 'BLOCKED', version: 1 });

    expect(await changePolicy(project, actor, change({ comparisons: 5 }, 1))).toEqual({
      version: 2,
      released: 0,
    });
    expect(await run()).toMatchObject({ state: 'BLOCKED', version: 2 });

    expect(await changePolicy(project, actor, change({ comparisons: 4 }, 2))).toEqual({
      version: 3,
      released: 1,
    });
    expect(await run()).toMatchObject({ state: 'QUEUED', version: 3 });
  });
});
