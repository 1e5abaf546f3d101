import { prepared } from '#lib/db';

/** What waits is counted so far and no further: at a million labels a count of all would cost more than the page. */
export const MOST_COUNTED = 1000;

const SPLIT = `comparison_summary s JOIN batch b ON b.id = s.batch_id
     WHERE s.batch_id = $2 AND b.project_id = $1 AND s.split
       AND NOT EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = s.comparison_id AND j.withdrawn_sequence IS NULL OFFSET 0)`;

/**
 * The most split comparisons of a batch as of its latest report, by the entropy of what each one's labels add up to; those
 * that are open, decided or dismissed are left out.
 */
export async function mostSplit(projectId: string, batchId: string, count: number): Promise<number[]> {
  const { rows } = await prepared<{ id: number }>(
    `SELECT s.comparison_id AS id FROM ${SPLIT} ORDER BY s.entropy DESC, s.comparison_id LIMIT $3`,
    [projectId, batchId, count],
  );
  return rows.map((row) => row.id);
}

/** How many of them there are; MOST_COUNTED + 1 stands for more than MOST_COUNTED. */
export async function splitWaiting(projectId: string, batchId: string): Promise<number> {
  const { rows } = await prepared<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM (SELECT 1 FROM ${SPLIT} LIMIT $3) t`,
    [projectId, batchId, MOST_COUNTED + 1],
  );
  return rows[0]!.waiting;
}
