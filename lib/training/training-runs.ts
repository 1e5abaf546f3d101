import { prepared } from '#lib/db';
import type { CheckResult } from '#lib/gate/decide';
import type { CheckId } from '#lib/gate/policy';
import type { WouldTake } from '#lib/gate/would-take';
import type { RunState, Verdict } from '#prisma/generated/enums';
import { readChoices, type TrainingChoices } from './training-choices';
import type { TrainingReport } from './training-report';

/** A training run in lists. */
export interface RunSummary {
  id: string;
  number: number;
  state: RunState;
  batch: { number: number; name: string };
  progress: number;
  priority: number;
  /** Trained, or to be trained, by a waiver. */
  waived: boolean;
  createdAt: string;
  endedAt: string | null;
  requestedBy: string | null;
  model: string | null;
  accuracy: number | null;
  accuracyInterval: [number, number] | null;
}

/** A run with the decision behind it, and what came out. */
export interface RunDetail extends RunSummary {
  seed: number;
  choices: TrainingChoices;
  error: string | null;
  snapshotHash: string;
  batchId: string;
  startedAt: string | null;
  decision: {
    number: number;
    verdict: Verdict;
    checks: CheckResult[];
    wouldTake: WouldTake[];
    policyVersion: number;
    policyPreset: string;
    at: string;
    labels: number | null;
  };
  report: TrainingReport | null;
  engine: 'local' | 'ray';
  /** What came out of a run elsewhere; null for embedded models. */
  external: ExternalModel | null;
}

/** A model that was trained elsewhere: listed, and not served here. */
export interface ExternalModel {
  uri: string;
  sha256: string;
  baseModel: string;
  task: 'reward' | 'dpo';
  data: { kept?: number; droppedTooLong?: number } | null;
  result: { heldOutAccuracy?: number | null; heldOutLoss?: number | null; heldOutPairs?: number } | null;
}

export interface RunEvent {
  id: number;
  kind: string;
  data: Record<string, unknown>;
  at: string;
}

interface RunRow {
  id: string;
  number: number;
  state: RunState;
  batch_number: number;
  batch_name: string;
  progress: number;
  priority: number;
  waived: boolean;
  created_at: Date;
  ended_at: Date | null;
  requested_by: string | null;
  model: string | null;
  accuracy: number | null;
  interval: [number, number] | null;
}

const SUMMARY = `r.id, r.number, r.state, b.number AS batch_number, b.name AS batch_name, r.progress, r.priority, EXISTS (SELECT 1 FROM gate_decision w WHERE w.id = r.decision_id AND w.kind = 'WAIVER') AS waived, r.created_at, r.ended_at,
  coalesce(u.name, k.name) AS requested_by, m.name AS model, coalesce(m.report #>> '{heldOut,accuracy,value}', m.report #>> '{result,heldOutAccuracy}')::float8 AS accuracy,
  m.report #> '{heldOut,accuracy,ci95}' AS interval`;
const FROM = `training_run r JOIN batch b ON b.id = r.batch_id LEFT JOIN reward_model m ON m.run_id = r.id
  LEFT JOIN app_user u ON u.id = r.requested_by LEFT JOIN api_key k ON k.id = r.requested_by`;

const summary = (row: RunRow): RunSummary => ({
  id: row.id,
  number: row.number,
  state: row.state,
  batch: { number: row.batch_number, name: row.batch_name },
  progress: row.progress,
  priority: row.priority,
  waived: row.waived,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  requestedBy: row.requested_by,
  model: row.model,
  accuracy: row.accuracy,
  accuracyInterval: row.interval,
});

/** The runs of a project, newest first; `before` is the last number seen (keyset). */
export async function trainingRuns(projectId: string, limit: number, before?: number): Promise<RunSummary[]> {
  const { rows } = await prepared<RunRow>(
    `SELECT ${SUMMARY} FROM ${FROM} WHERE r.project_id = $1 AND ($3::int IS NULL OR r.number < $3) ORDER BY r.number DESC LIMIT $2`,
    [projectId, limit, before ?? null],
  );
  return rows.map(summary);
}

/** Runs with a model, newest first: what can be compared. */
export async function trainedRuns(
  projectId: string,
  limit = 24,
): Promise<{ number: number; model: string; accuracy: number | null }[]> {
  const { rows } = await prepared<{ number: number; model: string; accuracy: number | null }>(
    `SELECT r.number, m.name AS model, (m.report #>> '{heldOut,accuracy,value}')::float8 AS accuracy
     FROM training_run r JOIN reward_model m ON m.run_id = r.id AND m.kind = 'embedded' WHERE r.project_id = $1 ORDER BY r.number DESC LIMIT $2`,
    [projectId, limit],
  );
  return rows;
}

/** A run that waits, with why. */
export interface WaitingRun extends RunSummary {
  decision: { number: number; at: string; reasons: { check: CheckId; verdict: Verdict }[] };
}

/** What trains and what waits, in the order in which it will be trained: running, queued, then blocked by the gate. */
export async function trainingQueue(projectId: string): Promise<WaitingRun[]> {
  const { rows } = await prepared<
    RunRow & { decision_number: number; decided_at: Date; checks: CheckResult[] }
  >(
    `SELECT ${SUMMARY}, d.number AS decision_number, d.created_at AS decided_at, d.checks
     FROM ${FROM} JOIN gate_decision d ON d.id = r.decision_id WHERE r.project_id = $1 AND r.state IN ('RUNNING', 'QUEUED', 'BLOCKED')
     ORDER BY array_position(ARRAY['RUNNING', 'QUEUED', 'BLOCKED'], r.state::text), r.priority DESC, r.number LIMIT 500`,
    [projectId],
  );
  return rows.map((row) => ({
    ...summary(row),
    decision: {
      number: row.decision_number,
      at: row.decided_at.toISOString(),
      reasons: row.checks
        .filter((c) => c.verdict !== 'PASS')
        .map(({ check, verdict }) => ({ check, verdict })),
    },
  }));
}

/** One run, or null. */
export async function trainingRun(projectId: string, number: number): Promise<RunDetail | null> {
  const { rows } = await prepared<
    RunRow & {
      seed: number;
      options: unknown;
      error: string | null;
      snapshot_hash: string;
      batch_id: string;
      started_at: Date | null;
      decision_number: number;
      verdict: Verdict;
      checks: CheckResult[];
      would_take: WouldTake[];
      policy_version: number;
      policy_preset: string;
      decided_at: Date;
      labels: number | null;
      report: TrainingReport | null;
      engine: 'local' | 'ray';
      external: ExternalModel | null;
    }
  >(
    `SELECT ${SUMMARY}, r.seed, r.options, r.error, r.snapshot_hash, r.batch_id, r.started_at, d.number AS decision_number, d.verdict, d.checks, d.would_take,
            p.version AS policy_version, p.preset AS policy_preset, d.created_at AS decided_at, s.labels, CASE WHEN m.kind = 'embedded' THEN m.report END AS report, CASE WHEN m.kind = 'external' THEN m.report || jsonb_build_object('uri', m.uri) END AS external, r.engine
     FROM ${FROM} JOIN gate_decision d ON d.id = r.decision_id JOIN policy p ON p.id = d.policy_id
          LEFT JOIN quality_report q ON q.id = d.report_id LEFT JOIN snapshot s ON s.id = q.snapshot_id
     WHERE r.project_id = $1 AND r.number = $2`,
    [projectId, number],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    ...summary(row),
    seed: row.seed,
    choices: readChoices(row.options),
    error: row.error,
    snapshotHash: row.snapshot_hash,
    batchId: row.batch_id,
    startedAt: row.started_at?.toISOString() ?? null,
    decision: {
      number: row.decision_number,
      verdict: row.verdict,
      checks: row.checks,
      wouldTake: row.would_take,
      policyVersion: row.policy_version,
      policyPreset: row.policy_preset,
      at: row.decided_at.toISOString(),
      labels: row.labels,
    },
    report: row.report,
    engine: row.engine,
    external: row.external,
  };
}

/** What happened to a run after event `after`, in order. */
export async function runEvents(runId: string, after = 0, limit = 2000): Promise<RunEvent[]> {
  const { rows } = await prepared<{
    id: number;
    kind: string;
    data: Record<string, unknown>;
    created_at: Date;
  }>(
    'SELECT id, kind, data, created_at FROM training_event WHERE run_id = $1 AND id > $2 ORDER BY id LIMIT $3',
    [runId, after, limit],
  );
  return rows.map((e) => ({ id: e.id, kind: e.kind, data: e.data, at: e.created_at.toISOString() }));
}
