import type { Queryable } from '#lib/db';

/** Reports of a batch that are kept whatever was decided on them. */
const NEWEST_KEPT = 20;

/**
 * Clears away what newer reports have replaced, so that a batch that is measured every second does not fill the disk:
 * - the parts of every report but the newest, unless a passing decision or a run stands on it;
 * - whole reports on which nothing was decided, except the newest ones and the last of each day (its figures are the
 *   batch's history), and the snapshots that then nothing refers to.
 * What a decision refers to stays, and the database refuses to let it go (docs/decisions/report-retention.md).
 */
export async function clearOldReports(tx: Queryable, batchId: string): Promise<void> {
  await tx.query(
    `DELETE FROM quality_report_part p USING quality_report r
     WHERE p.report_id = r.id AND r.batch_id = $1
       AND r.id <> (SELECT id FROM quality_report WHERE batch_id = $1 ORDER BY last_sequence DESC, method_version DESC LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM gate_decision d WHERE d.report_id = r.id
                         AND (d.passed OR EXISTS (SELECT 1 FROM training_run t WHERE t.decision_id = d.id)))`,
    [batchId],
  );
  await tx.query(
    `WITH ranked AS (
       SELECT r.id, r.snapshot_id, row_number() OVER (ORDER BY r.last_sequence DESC, r.method_version DESC) AS place,
              row_number() OVER (PARTITION BY (r.created_at AT TIME ZONE 'UTC')::date ORDER BY r.last_sequence DESC, r.method_version DESC) AS of_day
       FROM quality_report r WHERE r.batch_id = $1
     ), cleared AS (
       DELETE FROM quality_report r USING ranked k
       WHERE r.id = k.id AND k.place > $2 AND k.of_day > 1 AND NOT EXISTS (SELECT 1 FROM gate_decision d WHERE d.report_id = r.id)
       RETURNING r.snapshot_id)
     SELECT count(*) FROM cleared`,
    [batchId, NEWEST_KEPT],
  );
  await tx.query(
    `DELETE FROM snapshot s WHERE s.batch_id = $1 AND NOT EXISTS (SELECT 1 FROM quality_report r WHERE r.snapshot_id = s.id)`,
    [batchId],
  );
}
