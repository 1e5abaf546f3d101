import type { Queryable } from '#lib/db';
import { decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { type WouldTake, wouldTake } from '#lib/gate/would-take';
import { isReportSealed } from '#lib/quality/report-seal';

export interface StoredDecision {
  id: string;
  number: number;
  passed: boolean;
  snapshotHash: string;
  wouldTake: WouldTake[];
}

interface ReportRow {
  id: string;
  last_sequence: number;
  method_version: number;
  figures: QualityFigures;
  seal: string;
  hash: string;
}

/** Numbers of decisions and runs count up per project; whoever holds the project's row gives out the next ones. */
export async function lockProjectNumbers(tx: Queryable, projectId: string): Promise<void> {
  await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
}

/**
 * Judges a batch now, on its latest report and the policy in force, and stores the decision. Inside the caller's
 * transaction, which holds the project's numbers (`lockProjectNumbers`).
 *
 * @param neededSequence what the report must cover; an older report decides nothing.
 */
export async function judgeBatch(
  tx: Queryable,
  subject: { projectId: string; batchId: string; neededSequence: number; decidedBy: string | null },
): Promise<StoredDecision> {
  const { projectId, batchId, neededSequence, decidedBy } = subject;
  const policies = await tx.query<{ id: string; checks: PolicyChecks; level: number }>(
    'SELECT id, checks, level FROM policy WHERE project_id = $1 ORDER BY version DESC LIMIT 1',
    [projectId],
  );
  const policy = policies.rows[0];
  if (!policy) throw new Error(`project ${projectId} has no policy`);
  const reports = await tx.query<ReportRow>(
    `SELECT r.id, r.last_sequence, r.method_version, r.figures, r.seal, s.hash FROM quality_report r JOIN snapshot s ON s.id = r.snapshot_id
     WHERE r.batch_id = $1 ORDER BY r.last_sequence DESC, r.method_version DESC LIMIT 1`,
    [batchId],
  );
  const newest = reports.rows[0];
  // A report that this installation did not measure is none.
  const report = newest && isSealed(batchId, newest) ? newest : null;
  const judged = report && { figures: report.figures, lastSequence: report.last_sequence, neededSequence };
  const decision = decide(judged, policy.checks, policy.level);
  const passed = decision.verdict === 'PASS';
  const steps = judged ? wouldTake(decision, judged.figures, policy.checks, policy.level) : [];
  const snapshotHash = report?.hash ?? '';
  const { rows } = await tx.query<{ id: string; number: number }>(
    `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, verdict, passed, snapshot_hash, last_sequence, checks, would_take, decided_by)
     SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM gate_decision WHERE project_id = $1
     RETURNING id, number`,
    [
      projectId,
      batchId,
      report?.id ?? null,
      policy.id,
      decision.verdict,
      passed,
      snapshotHash,
      report?.last_sequence ?? 0,
      JSON.stringify(decision.checks),
      JSON.stringify(steps),
      decidedBy,
    ],
  );
  return { id: rows[0]!.id, number: rows[0]!.number, passed, snapshotHash, wouldTake: steps };
}

const isSealed = (batchId: string, report: ReportRow): boolean =>
  isReportSealed(report.seal, {
    batchId,
    lastSequence: report.last_sequence,
    methodVersion: report.method_version,
    snapshotHash: report.hash,
    figures: report.figures,
  });
