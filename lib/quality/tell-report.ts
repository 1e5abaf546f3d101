import { reviewBatchAlerts } from '#lib/alerts/batch-alerts';
import { noteVerdict } from '#lib/alerts/note-verdict';
import type { Queryable } from '#lib/db';
import { decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { alertFacts } from './alert-facts';
import type { Measurement } from './measurement';

interface ToldBatch {
  number: number;
  name: string;
  waiting: number;
  policy_version: number | null;
  checks: PolicyChecks | null;
  level: number | null;
}

/**
 * Says what a new report means, in the transaction that stores it: what the gate says as of it, and the alerts that it
 * raises or resolves.
 */
export async function tellReport(
  tx: Queryable,
  where: { projectId: string; batchId: string; lastSequence: number },
  figures: QualityFigures,
  measurement: Measurement,
): Promise<void> {
  const { projectId, batchId, lastSequence } = where;
  // A policy that is being saved either counts here, or its own act judges this report.
  await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
  const { rows } = await tx.query<ToldBatch>(
    `SELECT b.number, b.name, p.version AS policy_version, p.checks, p.level,
            (SELECT coalesce(sum(places - places_taken), 0)::int FROM comparison WHERE batch_id = b.id AND places_taken < places) AS waiting
     FROM batch b LEFT JOIN LATERAL (SELECT version, checks, level FROM policy WHERE project_id = b.project_id ORDER BY version DESC LIMIT 1) p ON true
     WHERE b.id = $1`,
    [batchId],
  );
  const { number, name, waiting, policy_version, checks, level } = rows[0]!;
  await reviewBatchAlerts(
    tx,
    where,
    alertFacts(measurement, {
      batch: { number, name },
      waiting,
      goldThreshold: checks?.goldAccuracy ?? null,
    }),
  );
  const judged = { figures, lastSequence, neededSequence: lastSequence };
  const { verdict } = decide(judged, checks ?? {}, level ?? undefined);
  const batch = { id: batchId, number, name };
  await noteVerdict(tx, { projectId, batch, verdict, policyVersion: policy_version ?? 0, lastSequence });
}

/** Says what a new policy means for every measured batch of a project, in the transaction that puts it in force. */
export async function tellPolicy(
  tx: Queryable,
  projectId: string,
  policy: { version: number; checks: PolicyChecks; level: number },
): Promise<void> {
  const { rows } = await tx.query<{
    id: string;
    number: number;
    name: string;
    last_sequence: number;
    figures: QualityFigures;
  }>(
    `SELECT b.id, b.number, b.name, r.last_sequence, r.figures
     FROM batch b JOIN LATERAL (SELECT last_sequence, figures FROM quality_report WHERE batch_id = b.id ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r ON true
     WHERE b.project_id = $1 ORDER BY b.number`,
    [projectId],
  );
  for (const { last_sequence: lastSequence, figures, ...batch } of rows) {
    const { verdict } = decide(
      { figures, lastSequence, neededSequence: lastSequence },
      policy.checks,
      policy.level,
    );
    await noteVerdict(tx, { projectId, batch, verdict, policyVersion: policy.version, lastSequence });
  }
}
