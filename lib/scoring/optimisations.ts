import { pool, prepared } from '#lib/db';
import type { OptimisationMethod } from '#lib/reward-model/gold-curve';
import {
  type OptimisationPoint,
  type OverOptimisation,
  overOptimisation,
} from '#lib/reward-model/over-optimisation';
import type { StoredWarning } from './optimisation-words';
import { checkpointsOf } from './record-checkpoint';

/** An optimisation in lists. */
export interface OptimisationSummary {
  id: string;
  name: string;
  model: string;
  method: OptimisationMethod;
  simulated: boolean;
  checkpoints: number;
  lastStep: number;
  lastKl: number;
  warning: StoredWarning | null;
  updatedAt: string;
}

export interface OptimisationDetail extends OptimisationSummary {
  points: OptimisationPoint[];
  said: OverOptimisation;
}

/** The optimisations of a project, newest first. */
export async function optimisations(projectId: string, limit = 50): Promise<OptimisationSummary[]> {
  const { rows } = await prepared<{
    id: string;
    name: string;
    model: string;
    method: OptimisationMethod;
    simulated: boolean;
    checkpoints: number;
    last_step: number;
    last_kl: number;
    warning: StoredWarning | null;
    updated_at: Date;
  }>(
    `SELECT o.id, o.name, m.name AS model, o.method, o.simulated, o.warning, o.updated_at, c.n::int AS checkpoints, l.step AS last_step, l.kl AS last_kl
     FROM optimisation o JOIN reward_model m ON m.id = o.model_id
          CROSS JOIN LATERAL (SELECT count(*) AS n FROM optimisation_checkpoint WHERE optimisation_id = o.id) c
          CROSS JOIN LATERAL (SELECT step, kl FROM optimisation_checkpoint WHERE optimisation_id = o.id ORDER BY step DESC LIMIT 1) l
     WHERE o.project_id = $1 ORDER BY o.updated_at DESC LIMIT $2`,
    [projectId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    model: row.model,
    method: row.method,
    simulated: row.simulated,
    checkpoints: row.checkpoints,
    lastStep: row.last_step,
    lastKl: row.last_kl,
    warning: row.warning,
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** One of them with its checkpoints, and what they say. */
export async function optimisationDetail(summary: OptimisationSummary): Promise<OptimisationDetail> {
  const points = await checkpointsOf(pool(), summary.id);
  return { ...summary, points, said: overOptimisation(points, { method: summary.method }) };
}
