import { randomUUID } from 'node:crypto';
import { appUrl } from '#jobs/setup/app-role';
import { PRESETS } from '#lib/gate/policy';
import { connectQueue, prepareQueues } from '#lib/queue/prepare-queues';
import type { TestDatabase } from './database';

export interface Crew {
  projectId: string;
  batchId: string;
  userId: string;
  annotatorIds: number[];
  comparisonIds: number[];
}

/** Brings the job queues up to date, as a worker's start does. */
export async function makeQueues({ url }: TestDatabase): Promise<void> {
  const boss = connectQueue(appUrl(url));
  boss.on('error', () => {});
  await boss.start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false, wait: true });
}

/** A project with an admin, annotators and comparisons without labels: what most tests begin with. */
export async function makeCrew(
  { pool }: TestDatabase,
  wanted: { annotators: number; comparisons: number; overlap: number },
): Promise<Crew> {
  const slug = `crew-${randomUUID().slice(0, 8)}`;
  const one = async <T>(sql: string, values: unknown[]): Promise<T> =>
    (await pool.query(sql, values)).rows[0].id as T;
  const projectId = await one<string>('INSERT INTO project (slug, name) VALUES ($1, $1) RETURNING id', [
    slug,
  ]);
  const userId = await one<string>('INSERT INTO app_user (email, name) VALUES ($1, $2) RETURNING id', [
    `${slug}@example.org`,
    'Admin',
  ]);
  await pool.query(`INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, 'ADMIN')`, [
    projectId,
    userId,
  ]);
  await pool.query(
    `INSERT INTO policy (project_id, version, preset, checks) VALUES ($1, 1, 'preference', $2)`,
    [projectId, JSON.stringify(PRESETS.preference)],
  );
  await pool.query(
    `INSERT INTO guideline_version (project_id, number, title, body) VALUES ($1, 1, 'First', 'Prefer the better one.')`,
    [projectId],
  );
  const batchId = await one<string>(
    'INSERT INTO batch (project_id, number, name, overlap) VALUES ($1, 1, $2, $3) RETURNING id',
    [projectId, 'First', wanted.overlap],
  );
  const annotators = await pool.query<{ id: number }>(
    `INSERT INTO annotator (project_id, external_id, name) SELECT $1, 'w' || n, 'Annotator ' || n FROM generate_series(1, $2) n RETURNING id`,
    [projectId, wanted.annotators],
  );
  const comparisons = await pool.query<{ id: number }>(
    `INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, places)
     SELECT $1, $2, 'c' || n, jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), md5(n::text), 'Answer one of ' || n, 'Answer two of ' || n, md5(n::text), $4
     FROM generate_series(1, $3) n RETURNING id`,
    [projectId, batchId, wanted.comparisons, wanted.overlap],
  );
  return {
    projectId,
    batchId,
    userId,
    annotatorIds: annotators.rows.map((r) => r.id),
    comparisonIds: comparisons.rows.map((r) => r.id),
  };
}
