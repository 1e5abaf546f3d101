import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { env, environmentWith } from '#lib/env';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { readRewardModel } from '#lib/reward-model/reward-model-file';
import { cancelRun } from '#lib/training/cancel-run';
import { requestTraining } from '#lib/training/request-training';

export interface RequestStorm {
  requests: number;
  seconds: number;
  /** Runs that passed at the request itself; the others that passed were released by a later report. */
  passedAtOnce: number;
  /** Milliseconds of one request. */
  p95Ms: number;
  /** Labels that annotators were told are kept, from before the first request on. */
  labels: number;
  reports: number;
  passed: number;
  blocked: number;
  /** Runs that the worker has trained to the end. */
  trained: number;
  /** Runs past BLOCKED, or reward models, whose stored labels, read again, have another hash than their decision. */
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
  /** Labels that are there before the first request. */
  before: number;
  /** Labels at which the policy passes: annotators go on after the last answer until they are there. */
  enough: number;
  /** Runs of those that pass that are trained to the end; the others are cancelled, to save time. */
  train: number;
}

const PATIENCE_MS = 180_000;

/**
 * Requests come in at once while annotators label (a process of their own) and a worker (another) measures, releases and
 * trains; afterwards every run is held against the database: its decision, its snapshot, and the labels themselves, read
 * and hashed again.
 */
export async function requestStorm(pool: pg.Pool, setting: StormSetting): Promise<RequestStorm> {
  const { project, batchId, userId, annotatorIds, requests, before, enough, train } = setting;
  await stream(before, annotatorIds).ended;
  const worker = program('jobs/worker.ts');
  try {
    await until('the first report', async () => (await reportsOf(pool, batchId)) > 0);
    const reportsBefore = await reportsOf(pool, batchId);
    let passedAtOnce = 0;
    const durations: number[] = [];
    const annotators = stream(Number.MAX_SAFE_INTEGER, annotatorIds);
    await annotators.begun;
    const began = performance.now();
    const ask = async () => {
      const started = performance.now();
      const run = await requestTraining(
        project,
        { kind: 'person', id: userId },
        { batchId, options: { epochs: 1, seed: 1 } },
      );
      if (run.state === 'QUEUED') passedAtOnce++;
      durations.push(performance.now() - started);
    };
    await Promise.all(Array.from({ length: requests }, ask));
    const seconds = (performance.now() - began) / 1000;
    await until('enough labels', async () => (await labelled(pool, batchId)) >= enough);
    const labels = await annotators.stop();
    // Nobody labels any more: the last report covers everything that was asked for, and releases what it passes.
    await until('the last report', () => isMeasured(pool, batchId));
    await cancelAllBut(train, pool, { project, userId });
    await until('the trainings', async () => (await unfinished(pool, project.id)) === 0);
    durations.sort((a, b) => a - b);
    return {
      requests,
      seconds,
      p95Ms: durations[Math.ceil(0.95 * durations.length) - 1]!,
      labels,
      reports: (await reportsOf(pool, batchId)) - reportsBefore,
      passedAtOnce,
      ...(await held(pool, project.id, batchId)),
    };
  } finally {
    worker.kill('SIGTERM');
    await new Promise((done) => worker.once('close', done));
  }
}

function program(file: string, args: string[] = []): ChildProcess {
  const { DATABASE_URL, AUTH_SECRET } = env();
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: environmentWith({ DATABASE_URL: DATABASE_URL!, AUTH_SECRET: AUTH_SECRET!, LOG_LEVEL: 'fatal' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function stream(limit: number, annotatorIds: number[]) {
  const child = program('tests/reference/label-stream.ts', [limit, ...annotatorIds].map(String));
  let said = '';
  child.stdout!.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(Number(said)) : reject(new Error(`the annotators ended with ${code}`)),
    );
  });
  return {
    begun: sleep(1500),
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(200);
  }
}

const reportsOf = async (pool: pg.Pool, batchId: string): Promise<number> =>
  (await pool.query('SELECT count(*)::int AS n FROM quality_report WHERE batch_id = $1', [batchId])).rows[0]
    .n;

const labelled = async (pool: pg.Pool, batchId: string): Promise<number> =>
  (await pool.query('SELECT last_sequence::int AS n FROM batch WHERE id = $1', [batchId])).rows[0].n;

async function isMeasured(pool: pg.Pool, batchId: string): Promise<boolean> {
  const { rows } = await pool.query<{ so: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM quality_report q WHERE q.batch_id = b.id AND q.last_sequence = b.last_sequence)
        AND NOT EXISTS (SELECT 1 FROM pgboss.job WHERE name IN ('measure-quality', 'measure-report') AND state IN ('created', 'active', 'retry')) AS so
     FROM batch b WHERE b.id = $1`,
    [batchId],
  );
  return rows[0]!.so;
}

async function cancelAllBut(
  kept: number,
  pool: pg.Pool,
  { project, userId }: { project: { id: string }; userId: string },
): Promise<void> {
  const { rows } = await pool.query<{ number: number }>(
    `SELECT number FROM training_run WHERE project_id = $1 AND state = 'QUEUED' ORDER BY number OFFSET $2`,
    [project.id, kept],
  );
  for (const { number } of rows) {
    // The worker may have begun it meanwhile, or even ended it: then it stays what it is.
    await cancelRun(project, { kind: 'person', id: userId }, number).catch(() => {});
  }
}

const unfinished = async (pool: pg.Pool, projectId: string): Promise<number> =>
  (
    await pool.query(
      `SELECT count(*)::int AS n FROM training_run WHERE project_id = $1 AND state IN ('QUEUED', 'RUNNING')`,
      [projectId],
    )
  ).rows[0].n;

async function held(
  pool: pg.Pool,
  projectId: string,
  batchId: string,
): Promise<
  Pick<RequestStorm, 'passed' | 'blocked' | 'trained' | 'wrongHash' | 'unjudged' | 'withoutReason'>
> {
  const { rows } = await pool.query<{
    state: string;
    snapshot_hash: string;
    last_sequence: string;
    sound: boolean;
    reasons: number;
    file: Buffer | null;
  }>(
    `SELECT r.state, r.snapshot_hash, d.last_sequence, d.passed AND d.verdict = 'PASS' AND d.snapshot_hash = r.snapshot_hash AND s.hash = r.snapshot_hash
              AND s.last_sequence = d.last_sequence AND d.last_sequence >= r.requested_sequence AS sound,
            (SELECT count(*)::int FROM jsonb_array_elements(d.checks) c WHERE c->>'verdict' <> 'PASS' AND length(c->>'sentence') > 0) AS reasons, m.file
     FROM training_run r JOIN gate_decision d ON d.id = r.decision_id LEFT JOIN quality_report q ON q.id = d.report_id LEFT JOIN snapshot s ON s.id = q.snapshot_id
          LEFT JOIN reward_model m ON m.run_id = r.id
     WHERE r.project_id = $1`,
    [projectId],
  );
  const past = rows.filter((r) => r.state !== 'BLOCKED');
  const hashes = new Map<number, string>();
  for (const sequence of new Set(past.map((r) => Number(r.last_sequence))))
    hashes.set(sequence, (await readBatchLabels(batchId, sequence)).hash);
  const trained = past.filter((r) => r.file !== null);
  return {
    passed: past.length,
    blocked: rows.length - past.length,
    trained: trained.length,
    wrongHash:
      past.filter((r) => hashes.get(Number(r.last_sequence)) !== r.snapshot_hash).length +
      trained.filter((r) => readRewardModel(r.file!).about.snapshot !== r.snapshot_hash).length,
    unjudged: past.filter((r) => !r.sound).length,
    withoutReason: rows.filter((r) => r.state === 'BLOCKED' && r.reasons === 0).length,
  };
}
