import { pool } from '#lib/db';

export interface AuditVerdict {
  entries: number;
  /** The first entry that does not follow from the one before it; null when the chain is whole. */
  brokenAt: number | null;
  reason: string | null;
  /** The hash of the last entry: kept elsewhere, it shows whether the log was written anew. */
  lastHash: string | null;
}

/** Recomputes the audit log's chain in the database: every hash, every link, every number. */
export async function verifyAudit(): Promise<AuditVerdict> {
  const { rows } = await pool().query<{
    entries: number;
    broken_at: number | null;
    reason: string | null;
    last_hash: string | null;
  }>(
    `WITH chain AS (
       SELECT id, hash, prev_hash, lag(hash, 1, '') OVER (ORDER BY id) AS before, lag(id, 1, 0::bigint) OVER (ORDER BY id) AS id_before,
              audit_event_hash(audit_event) AS computed FROM audit_event
     ), broken AS (
       SELECT id, CASE WHEN id <> id_before + 1 THEN 'an entry before it is missing'
                       WHEN prev_hash <> before THEN 'it does not continue the entry before it'
                       ELSE 'its content was changed' END AS reason
       FROM chain WHERE id <> id_before + 1 OR prev_hash <> before OR hash <> computed ORDER BY id LIMIT 1
     )
     SELECT (SELECT count(*)::int FROM audit_event) AS entries, (SELECT id FROM broken) AS broken_at, (SELECT reason FROM broken) AS reason,
            (SELECT hash FROM audit_event ORDER BY id DESC LIMIT 1) AS last_hash`,
  );
  const row = rows[0]!;
  return { entries: row.entries, brokenAt: row.broken_at, reason: row.reason, lastHash: row.last_hash };
}
