import { prepared } from '#lib/db';

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

/** The batches of the project of that short name, newest first. */
export async function batches(slug: string): Promise<BatchSummary[]> {
  const { rows } = await prepared<{
    id: string;
    number: number;
    name: string;
    status: 'OPEN' | 'CLOSED';
    comparisons: number;
    waiting: number;
    last_sequence: number;
  }>(
    // Counted by the worker with every measurement; only a batch that was never measured is counted here.
    `SELECT b.id, b.number, b.name, b.status, b.last_sequence,
            coalesce((f.figures->>'batchComparisons')::int, c.comparisons, 0) AS comparisons,
            coalesce((f.figures->>'waiting')::int, c.waiting, 0) AS waiting
     FROM project p JOIN batch b ON b.project_id = p.id LEFT JOIN live_figures f ON f.batch_id = b.id
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS comparisons, sum(places - places_taken) FILTER (WHERE gold_choice IS NULL)::int AS waiting FROM comparison
       WHERE batch_id = b.id AND f.batch_id IS NULL) c ON f.batch_id IS NULL
     WHERE p.slug = $1 ORDER BY b.number DESC`,
    [slug],
  );
  return rows.map(({ last_sequence, ...row }) => ({ ...row, lastSequence: last_sequence }));
}

/** The batch with that number, or the newest; undefined when the project has none (or not that one). */
export const chosenBatch = (all: BatchSummary[], number: number | undefined): BatchSummary | undefined =>
  number === undefined ? all[0] : all.find((batch) => batch.number === number);
