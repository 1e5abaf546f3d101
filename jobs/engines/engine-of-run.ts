import { pool } from '#lib/db';
import { localEngine } from './local-engine';
import { rayEngine } from './ray-engine';
import type { TrainingEngine } from './training-engine';

const ENGINES: Record<TrainingEngine['name'], TrainingEngine> = { local: localEngine, ray: rayEngine };

/** The engine that a run was asked to be trained by. */
export async function engineOfRun(runId: string): Promise<TrainingEngine> {
  const { rows } = await pool().query<{ engine: TrainingEngine['name'] }>(
    'SELECT engine FROM training_run WHERE id = $1',
    [runId],
  );
  return ENGINES[rows[0]?.engine ?? 'local'];
}
