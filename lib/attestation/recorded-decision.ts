import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { CheckResult } from '#lib/gate/decide';
import type { WouldTake } from '#lib/gate/would-take';
import type { Verdict } from '#prisma/generated/enums';
import type { Judged } from './gate-answer';

/** A decision as it was recorded; it says what was judged then, whatever came after. */
export async function storedDecision(projectId: string, number: number): Promise<Judged> {
  const { rows } = await pool().query<{
    number: number;
    name: string;
    snapshot_hash: string;
    last_sequence: number;
    policy_version: number;
    report_id: string | null;
    method_version: number;
    verdict: Verdict;
    passed: boolean;
    checks: CheckResult[];
    would_take: WouldTake[];
    waiver: { reason: string; requestedBy: string; approvedBy: string; expiresAt: string } | null;
  }>(
    `SELECT b.number, b.name, d.snapshot_hash, d.last_sequence, p.version AS policy_version, d.report_id, r.method_version,
            d.verdict, d.passed, d.checks, d.would_take,
            (SELECT jsonb_build_object('reason', w.reason, 'requestedBy', coalesce(q.name, q.email, ''), 'approvedBy', coalesce(s.name, s.email, ''),
                      'expiresAt', to_char(w.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
             FROM waiver w LEFT JOIN app_user q ON q.id = w.requested_by LEFT JOIN app_user s ON s.id = w.signed_by WHERE w.id = d.waiver_id) AS waiver
     FROM gate_decision d JOIN batch b ON b.id = d.batch_id JOIN policy p ON p.id = d.policy_id LEFT JOIN quality_report r ON r.id = d.report_id
     WHERE d.project_id = $1 AND d.number = $2`,
    [projectId, number],
  );
  const row = rows[0];
  if (!row) throw new ConcordError('not_found', `There is no decision ${number}.`);
  return {
    batch: { number: row.number, name: row.name },
    snapshot: row.snapshot_hash,
    lastSequence: row.last_sequence,
    behind: 0,
    policyVersion: row.policy_version,
    report: row.report_id ? { id: row.report_id, methodVersion: row.method_version } : null,
    verdict: row.verdict,
    passed: row.passed,
    checks: row.checks,
    wouldTake: row.would_take,
    waiver: row.waiver && { decision: number, ...row.waiver },
    decision: number,
  };
}
