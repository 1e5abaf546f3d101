import { prepared } from '#lib/db';
import type { CheckResult } from '#lib/gate/decide';

/** A waiver as everybody sees it, for ever. */
export interface Waiver {
  number: number;
  run: number;
  state: 'requested' | 'signed' | 'used' | 'revoked' | 'expired';
  reason: string;
  snapshotHash: string;
  requestedBy: string;
  requestedById: string;
  requestedAt: string;
  signedBy: string | null;
  signedAt: string | null;
  revokedBy: string | null;
  revokedAt: string | null;
  revokeReason: string;
  expiresAt: string;
  usedAt: string | null;
  /** What the gate had said of exactly that snapshot. */
  waived: { decision: number; checks: CheckResult[] };
}

interface WaiverRow {
  number: number;
  run: number;
  reason: string;
  snapshot_hash: string;
  requested_by: string;
  requester: string | null;
  requested_at: Date;
  signer: string | null;
  signed_at: Date | null;
  revoker: string | null;
  revoked_at: Date | null;
  revoke_reason: string;
  expires_at: Date;
  expired: boolean;
  used_at: Date | null;
  decision: number;
  checks: CheckResult[];
}

/** The waivers of a project, newest first; of one run when its number is given. */
export async function waivers(projectId: string, run?: number): Promise<Waiver[]> {
  const { rows } = await prepared<WaiverRow>(
    `SELECT w.number, r.number AS run, w.reason, w.snapshot_hash, w.requested_by, coalesce(q.name, q.email) AS requester, w.requested_at,
            coalesce(s.name, s.email) AS signer, w.signed_at, coalesce(v.name, v.email) AS revoker, w.revoked_at, w.revoke_reason,
            w.expires_at, w.expires_at <= clock_timestamp() AS expired, u.created_at AS used_at, d.number AS decision, d.checks
     FROM waiver w JOIN training_run r ON r.id = w.run_id JOIN gate_decision d ON d.id = w.decision_id LEFT JOIN gate_decision u ON u.waiver_id = w.id
          LEFT JOIN app_user q ON q.id = w.requested_by LEFT JOIN app_user s ON s.id = w.signed_by LEFT JOIN app_user v ON v.id = w.revoked_by
     WHERE w.project_id = $1 AND ($2::int IS NULL OR r.number = $2) ORDER BY w.number DESC LIMIT 200`,
    [projectId, run ?? null],
  );
  return rows.map((row) => ({
    number: row.number,
    run: row.run,
    state: stateOf(row),
    reason: row.reason,
    snapshotHash: row.snapshot_hash,
    requestedBy: row.requester ?? 'Someone',
    requestedById: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    signedBy: row.signer,
    signedAt: row.signed_at?.toISOString() ?? null,
    revokedBy: row.revoker,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokeReason: row.revoke_reason,
    expiresAt: row.expires_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
    waived: { decision: row.decision, checks: row.checks },
  }));
}

function stateOf(row: WaiverRow): Waiver['state'] {
  if (row.used_at) return 'used';
  if (row.revoked_at) return 'revoked';
  if (row.expired) return 'expired';
  return row.signed_at ? 'signed' : 'requested';
}
