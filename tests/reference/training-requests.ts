import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { transaction } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { measureQuality } from '#lib/quality/measure-quality';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';
import { requestTraining } from '#lib/training/request-training';

export interface RequestStorm {
  requests: number;
  seconds: number;
  /** Runs that passed at the request itself; the others that passed were released by a later report. */
  passedAtOnce: number;
  /** Milliseconds of one request. */
  p95Ms: number;
  labels: number;
  reports: number;
  passed: number;
  blocked: number;
  /** Runs past BLOCKED whose stored labels, read again, have another hash than their decision. */
  wrongHash: number;
  /** Runs past BLOCKED without a passing decision on exactly their snapshot, or on a report older than the request. */
  unjudged: number;
  /** Blocked runs without a reason. */
  withoutReason: number;
}

interface StormSetting {
  project: { id: string };
  batchId: string;
  userId: string;
  annotatorIds: number[];
  requests: number;
  /** Labels that are there, and measured, before the first request. */
  before: number;
}

/**
 * Requests come in at once while annotators label and reports are made; afterwards every run is held against the
 * database: its decision, its snapshot, and the labels themselves, read and hashed again.
 */
export async function requestStorm(pool: pg.Pool, setting: StormSetting): Promise<RequestStorm> {
  const { project, batchId, userId, annotatorIds, requests, before } = setting;
  let asking = true;
  let labels = 0;
  let reports = 0;
  const labelOne = async (annotator: number): Promise<boolean> => {
    const [shown] = await nextComparisons(annotator, 1);
    if (!shown) return false;
    const choice = shown.left.startsWith('Answer one') ? 'A' : 'B';
    await recordLabel(annotator, {
      assignmentId: shown.assignmentId,
      idempotencyKey: randomUUID(),
      choice,
      reasons: [],
    });
    labels++;
    return true;
  };
  const label = async (annotator: number) => {
    while (asking && (await labelOne(annotator)));
  };
  const measure = async () => {
    while (asking) {
      const measured = await measureQuality(batchId);
      if (measured?.added) reports++;
      await transaction((tx) => releaseBlockedRuns(tx, project.id, batchId));
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  await Promise.all(
    annotatorIds.map(async (annotator) => {
      while (labels < before && (await labelOne(annotator)));
    }),
  );
  await measureQuality(batchId);
  const atFirst = labels;
  let passedAtOnce = 0;
  const durations: number[] = [];
  const began = performance.now();
  const ask = async () => {
    const started = performance.now();
    const run = await requestTraining(
      project,
      { kind: 'person', id: userId },
      {
        batchId,
        options: { epochs: 1, seed: 1 },
      },
    );
    if (run.state === 'QUEUED') passedAtOnce++;
    durations.push(performance.now() - started);
  };
  const others = Promise.all([...annotatorIds.map(label), measure()]);
  await Promise.all(Array.from({ length: requests }, ask));
  const seconds = (performance.now() - began) / 1000;
  asking = false;
  await others;
  // Nobody labels any more: the last report covers everything that was asked for.
  const last = await measureQuality(batchId);
  if (last?.added) reports++;
  await transaction((tx) => releaseBlockedRuns(tx, project.id, batchId));
  durations.sort((a, b) => a - b);
  return {
    requests,
    seconds,
    p95Ms: durations[Math.ceil(0.95 * durations.length) - 1]!,
    labels: labels - atFirst,
    reports,
    passedAtOnce,
    ...(await held(pool, project.id, batchId)),
  };
}

async function held(
  pool: pg.Pool,
  projectId: string,
  batchId: string,
): Promise<Pick<RequestStorm, 'passed' | 'blocked' | 'wrongHash' | 'unjudged' | 'withoutReason'>> {
  const { rows } = await pool.query<{
    state: string;
    snapshot_hash: string;
    last_sequence: string;
    sound: boolean;
    reasons: number;
  }>(
    `SELECT r.state, r.snapshot_hash, d.last_sequence, d.passed AND d.verdict = 'PASS' AND d.snapshot_hash = r.snapshot_hash AND s.hash = r.snapshot_hash
              AND s.last_sequence = d.last_sequence AND d.last_sequence >= r.requested_sequence AS sound,
            (SELECT count(*)::int FROM jsonb_array_elements(d.checks) c WHERE c->>'verdict' <> 'PASS' AND length(c->>'sentence') > 0) AS reasons
     FROM training_run r JOIN gate_decision d ON d.id = r.decision_id LEFT JOIN quality_report q ON q.id = d.report_id LEFT JOIN snapshot s ON s.id = q.snapshot_id
     WHERE r.project_id = $1`,
    [projectId],
  );
  const past = rows.filter((r) => r.state !== 'BLOCKED');
  const hashes = new Map<number, string>();
  for (const sequence of new Set(past.map((r) => Number(r.last_sequence))))
    hashes.set(sequence, (await readBatchLabels(batchId, sequence)).hash);
  return {
    passed: past.length,
    blocked: rows.length - past.length,
    wrongHash: past.filter((r) => hashes.get(Number(r.last_sequence)) !== r.snapshot_hash).length,
    unjudged: past.filter((r) => !r.sound).length,
    withoutReason: rows.filter((r) => r.state === 'BLOCKED' && r.reasons === 0).length,
  };
}
