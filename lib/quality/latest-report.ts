import { prepared } from '#lib/db';
import { type Decision, decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { type WouldTake, wouldTake } from '#lib/gate/would-take';
import { keepRecent } from './keep-recent';

export interface LatestReport {
  figures: QualityFigures;
  lastSequence: number;
  snapshotHash: string;
  measuredAt: string;
  measuredMs: number;
  /** Changes since the report; 0 when it is up to date. */
  behind: number;
}

interface ReportRow {
  id: string;
  figures: QualityFigures | null;
  last_sequence: number;
  hash: string;
  created_at: Date;
  measured_ms: number;
  behind: number;
}

/** The figures of the latest report of each batch that this process has read: a report never changes. */
const read = new Map<string, { reportId: string; figures: QualityFigures }>();
const MOST_READ = 32;

/**
 * The latest measurement of a batch, the same that the gate reads; null when there is none yet. Its figures are shared:
 * nobody may change them.
 */
export async function latestReport(batchId: string): Promise<LatestReport | null> {
  const before = read.get(batchId);
  const { rows } = await prepared<ReportRow>(
    `SELECT r.id, CASE WHEN r.id IS DISTINCT FROM $2::uuid THEN r.figures END AS figures, r.last_sequence, s.hash, r.created_at, r.measured_ms,
            b.last_sequence - r.last_sequence AS behind
     FROM quality_report r JOIN snapshot s ON s.id = r.snapshot_id JOIN batch b ON b.id = r.batch_id
     WHERE r.batch_id = $1 ORDER BY r.last_sequence DESC, r.method_version DESC LIMIT 1`,
    [batchId, before?.reportId ?? null],
  );
  const row = rows[0];
  if (!row) return null;
  const figures = row.figures ?? before!.figures;
  keepRecent(read, batchId, { reportId: row.id, figures }, MOST_READ);
  return {
    figures,
    lastSequence: row.last_sequence,
    snapshotHash: row.hash,
    measuredAt: row.created_at.toISOString(),
    measuredMs: row.measured_ms,
    behind: row.behind,
  };
}

export interface PolicyInForce {
  id: string;
  version: number;
  preset: string;
  checks: PolicyChecks;
  /** Confidence level of the intervals that it reads. */
  level: number;
}

export async function policyInForce(projectId: string): Promise<PolicyInForce | null> {
  const { rows } = await prepared<PolicyInForce>(
    'SELECT id, version, preset, checks, level FROM policy WHERE project_id = $1 ORDER BY version DESC LIMIT 1',
    [projectId],
  );
  return rows[0] ?? null;
}

/**
 * What the gate would say of the labels that the report covers, without recording a decision. Pages say as of when that
 * is; a request for training is judged on a report that covers every label that was there when it was asked for.
 */
export function previewDecision(report: LatestReport | null, policy: PolicyInForce | null): Preview {
  const known = report && previews.get(report.figures);
  if (known && known.policyId === policy?.id) return known.preview;
  const preview = decidedPreview(report, policy);
  if (report && policy) previews.set(report.figures, { policyId: policy.id, preview });
  return preview;
}

type Preview = Decision & { wouldTake: WouldTake[] };

/** What one version of a policy says of one report is always the same. */
const previews = new WeakMap<QualityFigures, { policyId: string; preview: Preview }>();

function decidedPreview(report: LatestReport | null, policy: PolicyInForce | null): Preview {
  const judged = report && {
    figures: report.figures,
    lastSequence: report.lastSequence,
    neededSequence: report.lastSequence,
  };
  const decision = decide(judged, policy?.checks ?? {}, policy?.level);
  return {
    ...decision,
    wouldTake: judged ? wouldTake(decision, judged.figures, policy?.checks, policy?.level) : [],
  };
}
