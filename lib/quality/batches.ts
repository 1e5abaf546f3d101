import { pool } from '#lib/db';

/** A batch in lists and menus. */
export interface BatchSummary {
  id: string;
  number: number;
  name: string;
  status: 'OPEN' | 'CLOSED';
  comparisons: number;
  /** Places that wait for a label. */
  waiting: number;
  lastSequence: number;
}

/** The batches of a project, newest first. */
export async function batches(projectId: string): Promise<BatchSummary[]> {
  const { rows } = await pool().query<{
    id: string;
    number: number;
    name: string;
    status: 'OPEN' | 'CLOSED';
    comparisons: number;
    waiting: number;
    last_sequence: number;
  }>(
    `SELECT b.id, b.number, b.name, b.status, b.last_sequence, count(c.id)::int AS comparisons, coalesce(sum(c.places - c.places_taken), 0)::int AS waiting
     FROM batch b LEFT JOIN comparison c ON c.batch_id = b.id WHERE b.project_id = $1 GROUP BY b.id ORDER BY b.number DESC`,
    [projectId],
  );
  return rows.map(({ last_sequence, ...row }) => ({ ...row, lastSequence: last_sequence }));
}

/** The batch with that number, or the newest; undefined when the project has none (or not that one). */
export const chosenBatch = (all: BatchSummary[], number: number | undefined): BatchSummary | undefined =>
  number === undefined ? all[0] : all.find((batch) => batch.number === number);
