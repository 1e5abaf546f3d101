import { expect } from 'vitest';
import { pool } from '#lib/db';
import { changePolicy } from '#lib/quality/change-policy';
import { requestTraining } from '#lib/training/request-training';
import type { Crew } from './crew';
import type { TestDatabase } from './database';
import { judgedCrew, OPEN_POLICY } from './judged-crew';

/*
 * What the attacks have in common. `pool()` has the program's own database role, so its statements are those of an attacker
 * who has got hold of it; the database's own pool is the owner's, for looking and for what only an owner can do.
 */

type Judged = Crew & { slug: string };
export const admin = (crew: Crew) => ({ kind: 'person', id: crew.userId }) as const;
export const project = (crew: Crew) => ({ id: crew.projectId });

export const ask = (crew: Crew) =>
  requestTraining(project(crew), admin(crew), { batchId: crew.batchId, options: { epochs: 2, seed: 1 } });
export const open = (crew: Crew, after: number) =>
  changePolicy(project(crew), admin(crew), { checks: OPEN_POLICY, note: 'Lowered.', after });
export const shut = (crew: Crew, after: number) =>
  changePolicy(project(crew), admin(crew), { checks: { comparisons: 1000 }, note: 'Raised.', after });

/** The program's role may not do this. */
export const refused = (sql: string, values: unknown[] = []) =>
  expect(pool().query(sql, values), sql).rejects.toThrow();

export const runOf = async (db: TestDatabase, id: string) =>
  (await db.pool.query('SELECT * FROM training_run WHERE id = $1', [id])).rows[0];

/** The actions in a project's audit log, in order. */
export const audited = async (db: TestDatabase, crew: Crew): Promise<string[]> =>
  (
    await db.pool.query('SELECT action FROM audit_event WHERE project_id = $1 ORDER BY id', [crew.projectId])
  ).rows.map((row) => row.action);

export const models = async (db: TestDatabase, crew: Crew) =>
  (await db.pool.query('SELECT 1 FROM reward_model WHERE project_id = $1', [crew.projectId])).rowCount;

export async function blockedRun(db: TestDatabase): Promise<Judged & { runId: string }> {
  const crew = await judgedCrew(db, { open: false });
  const { id, state } = await ask(crew);
  expect(state).toBe('BLOCKED');
  return { ...crew, runId: id };
}
