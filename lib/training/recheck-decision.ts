import { pool } from '#lib/db';
import { decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { isReportSealed } from '#lib/quality/report-seal';

/**
 * Judges a run's decision again before it trains: the report must carry this installation's seal, and the same policy on
 * it must pass again. A decision or a report that SQL alone wrote, however well formed, does not get past this. A waiver
 * has no passing report by its nature, but its report must be sealed too; the two people behind it are the database's business.
 *
 * @returns what is wrong, in a sentence; null when the decision holds.
 */
export async function recheckDecision(runId: string): Promise<string | null> {
  const { rows } = await pool().query<{
    kind: 'POLICY' | 'WAIVER';
    batch_id: string;
    snapshot_hash: string;
    decided_sequence: number;
    last_sequence: number | null;
    method_version: number;
    figures: QualityFigures;
    seal: string;
    checks: PolicyChecks;
    level: number;
  }>(
    `SELECT d.kind, d.batch_id, d.snapshot_hash, d.last_sequence AS decided_sequence, q.last_sequence, q.method_version, q.figures, q.seal, p.checks, p.level
     FROM training_run r JOIN gate_decision d ON d.id = r.decision_id JOIN policy p ON p.id = d.policy_id
          LEFT JOIN quality_report q ON q.id = d.report_id WHERE r.id = $1`,
    [runId],
  );
  const row = rows[0]!;
  if (row.last_sequence === null) return 'The decision names no report.';
  const sealed = isReportSealed(row.seal, {
    batchId: row.batch_id,
    lastSequence: row.last_sequence,
    methodVersion: row.method_version,
    snapshotHash: row.snapshot_hash,
    figures: row.figures,
  });
  if (!sealed) return 'The report behind the decision was not measured by this installation.';
  const judged = {
    figures: row.figures,
    lastSequence: row.last_sequence,
    neededSequence: row.decided_sequence,
  };
  if (row.kind === 'WAIVER') return null;
  return decide(judged, row.checks, row.level).verdict === 'PASS'
    ? null
    : 'The decision says passed, but its report does not pass its policy.';
}
