import { pool } from '#lib/db';

/** Comparisons of a batch that annotators disagree on and nobody has adjudicated: how many there are, and the most split. */
export interface MostSplit {
  waiting: number;
  comparisonIds: number[];
}

/**
 * The most split comparisons of a batch as of its latest report, by the entropy of what each one's labels add up to; those
 * that are open, decided or dismissed are left out.
 */
export async function mostSplit(projectId: string, batchId: string, count: number): Promise<MostSplit> {
  const { rows } = await pool().query<{ id: number; waiting: number }>(
    `SELECT s.comparison_id AS id, count(*) OVER ()::int AS waiting
     FROM comparison_summary s JOIN batch b ON b.id = s.batch_id
     WHERE s.batch_id = $2 AND b.project_id = $1 AND s.split
       AND NOT EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = s.comparison_id AND j.withdrawn_sequence IS NULL)
     ORDER BY s.entropy DESC, s.comparison_id LIMIT $3`,
    [projectId, batchId, count],
  );
  return { waiting: rows[0]?.waiting ?? 0, comparisonIds: rows.map((row) => row.id) };
}
