import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit';
import { closeDatabase } from '#lib/db';
import { changePolicy } from '#lib/quality/change-policy';
import { cancelRun } from '#lib/training/cancel-run';
import { prioritiseRun } from '#lib/training/prioritise-run';
import { requestTraining } from '#lib/training/request-training';
import { type Crew, makeQueues } from './setup/crew';
import { type TestDatabase, testDatabase } from './setup/database';
import { judgedCrew, OPEN_POLICY } from './setup/judged-crew';

let db: TestDatabase;
let crew: Crew;
beforeAll(async () => {
  db = await testDatabase();
  await makeQueues(db);
  crew = await judgedCrew(db, { open: false });
});
afterAll(closeDatabase);

const project = () => ({ id: crew.projectId });
const admin = () => ({ kind: 'person', id: crew.userId }) as const;
const ask = () =>
  requestTraining(project(), admin(), { batchId: crew.batchId, options: { epochs: 1, seed: 1 } });

/** The runs' numbers in the order in which a worker fetches them. */
async function queued(): Promise<number[]> {
  const { rows } = await db.pool.query<{ number: number }>(
    `SELECT r.number FROM pgboss.job j JOIN training_run r ON r.id::text = j.singleton_key
     WHERE j.name = 'train-reward-model' AND j.state < 'active' AND r.project_id = $1 ORDER BY j.priority DESC, j.created_on, j.id`,
    [crew.projectId],
  );
  return rows.map((r) => r.number);
}

describe('runs that wait', () => {
  it('are released in the order asked for, those with priority first; a cancelled one never', async () => {
    for (let i = 0; i < 4; i++) expect((await ask()).state).toBe('BLOCKED');
    await prioritiseRun(project(), admin(), { number: 3, priority: 5 });
    await cancelRun(project(), admin(), 2);
    const changed = await changePolicy(project(), SYSTEM_ACTOR, {
      ...{ checks: OPEN_POLICY, note: 'Opens.', after: 1 },
    });
    expect(changed).toEqual({ version: 2, released: 3 });
    expect(await queued()).toEqual([3, 1, 4]);
  });

  it('can be moved while they are queued, and not once they have ended', async () => {
    await prioritiseRun(project(), admin(), { number: 4, priority: 9 });
    expect((await queued())[0]).toBe(4);
    await prioritiseRun(project(), admin(), { number: 4, priority: 0 });
    expect((await queued())[0]).toBe(3);
    await expect(prioritiseRun(project(), admin(), { number: 2, priority: 1 })).rejects.toThrow(
      'Only a run that waits',
    );
    await expect(prioritiseRun(project(), admin(), { number: 99, priority: 1 })).rejects.toThrow('no such');
    await expect(cancelRun(project(), admin(), 2)).rejects.toThrow('ended already');
  });
});
