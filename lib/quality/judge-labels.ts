import { pool } from '#lib/db';
import { type BatchLabels, readBatchLabels } from './read-batch-labels';

/** The labels of models used as annotators, apart from the humans': no figure of theirs is made of these. */
export interface JudgeLabels {
  labels: BatchLabels;
  names: Map<number, string>;
}

/** Reads them as of a sequence number; nothing is read where the project has no judge. */
export async function readJudgeLabels(
  projectId: string,
  batchId: string,
  lastSequence: number,
): Promise<JudgeLabels | null> {
  const { rows } = await pool().query<{ id: number; name: string }>(
    `SELECT id, name FROM annotator WHERE project_id = $1 AND kind = 'MODEL' ORDER BY id`,
    [projectId],
  );
  if (rows.length === 0) return null;
  const labels = await readBatchLabels(batchId, lastSequence, 'MODEL');
  return { labels, names: new Map(rows.map(({ id, name }) => [id, name])) };
}
