import { prepared } from '#lib/db';
import type { ProbeResult } from '#lib/reward-model/probe-report';

/** A model that can be watched, and how far that is prepared. */
export interface WatchedModelRow {
  id: string;
  name: string;
  createdAt: string;
  prepared: boolean;
  opinions: number;
}

export interface StoredProbes {
  at: string;
  results: ProbeResult[];
}

/** The reward models of a project that score here, newest first. */
export async function watchedModels(projectId: string): Promise<WatchedModelRow[]> {
  const { rows } = await prepared<{
    id: string;
    name: string;
    created_at: Date;
    prepared: boolean;
    opinions: number;
  }>(
    `SELECT m.id, m.name, m.created_at, EXISTS (SELECT 1 FROM reward_model_watch w WHERE w.model_id = m.id) AS prepared,
            (SELECT count(*)::int FROM second_opinion s WHERE s.model_id = m.id) AS opinions
     FROM reward_model m WHERE m.project_id = $1 AND m.kind = 'embedded' ORDER BY m.created_at DESC LIMIT 100`,
    [projectId],
  );
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() }));
}

/** The probes of a model, newest first. */
export async function probesOf(modelId: string, limit = 10): Promise<StoredProbes[]> {
  const { rows } = await prepared<{ created_at: Date; results: ProbeResult[] }>(
    'SELECT created_at, results FROM probe_report WHERE model_id = $1 ORDER BY id DESC LIMIT $2',
    [modelId, limit],
  );
  return rows.map(({ created_at, results }) => ({ at: created_at.toISOString(), results }));
}

const PROBE_HOURS = 24;

/** Models to prepare or to probe anew: those not prepared yet, and the newest of each project once a day. */
export async function modelsToWatch(): Promise<string[]> {
  const { rows } = await prepared<{ id: string }>(
    `SELECT m.id FROM reward_model m LEFT JOIN reward_model_watch w ON w.model_id = m.id
     WHERE m.kind = 'embedded' AND (w.model_id IS NULL OR m.created_at = (SELECT max(n.created_at) FROM reward_model n WHERE n.project_id = m.project_id AND n.kind = 'embedded')
       AND NOT EXISTS (SELECT 1 FROM probe_report p WHERE p.model_id = m.id AND p.created_at > now() - make_interval(hours => $1)))`,
    [PROBE_HOURS],
  );
  return rows.map((row) => row.id);
}
