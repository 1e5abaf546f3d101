import { performance } from 'node:perf_hooks';
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { pool, transaction } from '#lib/db';
import { log } from '#lib/log';
import { type BatchLabels, readBatchLabels } from '#lib/quality/read-batch-labels';
import { enqueue } from '#lib/queue/enqueue';
import { loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import { writeRewardModel } from '#lib/reward-model/reward-model-file';
import { type TrainedRewardModel, trainRewardModel } from '#lib/reward-model/train-reward-model';
import { composeReport, judgedScores } from './compose-report';
import { diagnoseRun } from './diagnose-run';
import { allPrompts, type Judgement, judgeRun, judgesByFolds } from './judge-run';
import { recheckDecision } from './recheck-decision';
import { tellRunFinished } from './tell-run';
import { readChoices, type TrainingChoices, trainerOptions } from './training-choices';
import { recordTrainingEvent, trainingProgressWriter } from './training-events';
import { type TrainingPairs, trainingPairs } from './training-pairs';
import type { TrainingReport, WaiverNote } from './training-report';

export interface ClaimedRun {
  id: string;
  project_id: string;
  batch_id: string;
  number: number;
  seed: number;
  options: unknown;
  snapshot_hash: string;
  last_sequence: number;
  decision: number;
  checkpoint: Buffer | null;
  waiver: WaiverNote | null;
}

const SAVE_EVERY_MS = 2000;

/** Why a run did not train, in words for its page. */
export class RunRefused extends Error {}

/**
 * Trains one queued run on exactly the labels that its decision judged, and registers the reward model. Holds a lock
 * on the run for as long as it lives, so a second worker leaves it alone and a dead one's run can be told from a live
 * one's. Safe to call again at any point: it goes on from the last checkpoint.
 *
 * @param train does it; the embedded trainer, unless the run was asked to be trained elsewhere.
 */
export async function trainRun(
  runId: string,
  train: (run: ClaimedRun) => Promise<void> = trainClaimed,
): Promise<void> {
  const holder = await pool().connect();
  try {
    const { rows } = await holder.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS held',
      [runId],
    );
    if (!rows[0]!.held) return;
    const run = await claimRun(runId);
    if (run) await train(run);
  } finally {
    // Closing the connection, not returning it, is what surely lets go of the lock.
    holder.release(true);
  }
}

async function claimRun(runId: string): Promise<ClaimedRun | null> {
  const { rows } = await pool().query<ClaimedRun>(
    `UPDATE training_run r SET state = 'RUNNING', started_at = coalesce(r.started_at, now())
     FROM gate_decision d WHERE r.id = $1 AND d.id = r.decision_id AND r.state IN ('QUEUED', 'RUNNING')
     RETURNING r.id, r.project_id, r.batch_id, r.number, r.seed, r.options, r.snapshot_hash, r.checkpoint, d.last_sequence, d.number AS decision,
       (SELECT jsonb_build_object('number', w.number, 'requestedBy', coalesce(q.name, q.email, ''), 'signedBy', coalesce(s.name, s.email, ''), 'signedAt', w.signed_at, 'reason', w.reason,
                 'waived', (SELECT jsonb_agg(c->>'check') FROM jsonb_array_elements(d.checks) c WHERE c->>'verdict' <> 'PASS'))
        FROM waiver w LEFT JOIN app_user q ON q.id = w.requested_by LEFT JOIN app_user s ON s.id = w.signed_by WHERE w.id = d.waiver_id) AS waiver`,
    [runId],
  );
  return rows[0] ?? null;
}

async function trainClaimed(run: ClaimedRun): Promise<void> {
  const stop = new AbortController();
  const watch = setInterval(() => void watchForCancel(run.id, stop), 1000);
  try {
    const choices = readChoices(run.options);
    const pairs = await judgedPairs(run, choices);
    const tensorFlow = await loadTensorFlow();
    const byFolds = judgesByFolds(pairs.pairs);
    const { backend, sentence } = tensorFlow;
    await recordTrainingEvent(run.id, 'started', { pairs: pairs.pairs.length, backend, sentence });
    const started = performance.now();
    const progress = trainingProgressWriter(run.id);
    const options = trainerOptions(choices);
    const trained = await trainRewardModel({
      pairs: pairs.pairs,
      seed: run.seed,
      options: byFolds ? { ...options, shares: allPrompts(pairs.pairs) } : options,
      now: () => performance.now(),
      signal: stop.signal,
      onProgress: (p) => progress.write(p, byFolds ? [0, 0.3] : [0, 0.9]),
      checkpoint: {
        resumeFrom: run.checkpoint,
        everyMs: SAVE_EVERY_MS,
        save: async (bytes) => {
          await pool().query('UPDATE training_run SET checkpoint = $2 WHERE id = $1', [
            run.id,
            Buffer.from(bytes),
          ]);
        },
      },
      about: {
        run: run.number,
        seed: run.seed,
        snapshot: run.snapshot_hash,
        decision: run.decision,
        waiver: run.waiver,
        choices,
      },
      tensorFlow,
    });
    const ms = performance.now() - started;
    if (trained.resumed.fromStep !== null)
      await recordTrainingEvent(run.id, 'resumed', { step: trained.resumed.fromStep });
    const judged = await judgeRun({
      pairs: pairs.pairs,
      trained,
      byFolds,
      seed: run.seed,
      options,
      now: () => performance.now(),
      signal: stop.signal,
      tensorFlow,
      onProgress: (fold, folds, p) =>
        progress.share(0.3 + (0.6 * (fold - 1 + p.step / Math.max(1, p.steps))) / folds, { fold, folds }),
    });
    progress.share(0.92, { diagnosis: true });
    const diagnosis = await diagnoseRun(pairs, judged, await cohortsOf(pairs), {
      seed: run.seed,
      signal: stop.signal,
    });
    await progress.flush();
    await register(
      run,
      trained,
      judged,
      composeReport({ run, choices, pairs, trained, judged, diagnosis, ms }),
    );
  } catch (error) {
    await endUnfinished(run, stop.signal.aborted, error as Error);
  } finally {
    clearInterval(watch);
  }
}

async function watchForCancel(runId: string, stop: AbortController): Promise<void> {
  const { rows } = await pool().query<{ cancel_requested: boolean }>(
    'SELECT cancel_requested FROM training_run WHERE id = $1',
    [runId],
  );
  if (rows[0]?.cancel_requested) stop.abort(new Error('cancelled'));
}

/** The pairs of exactly the labels that were judged; anything else is refused, whatever the reason for the difference. */
async function judgedPairs(run: ClaimedRun, choices: TrainingChoices): Promise<TrainingPairs> {
  const labels = await judgedLabels(run);
  const pairs = await trainingPairs(labels, choices);
  if (pairs.pairs.length < 20)
    throw new RunRefused('Fewer than 20 comparisons have a usable label: there is nothing to train on.');
  return pairs;
}

/** The labels that the run's decision judged. Throws RunRefused when the decision or the labels are not what they were. */
export async function judgedLabels(run: ClaimedRun): Promise<BatchLabels> {
  const doubt = await recheckDecision(run.id);
  if (doubt) throw new RunRefused(`${doubt} The run was stopped before it trained.`);
  const labels = await readBatchLabels(run.batch_id, run.last_sequence);
  if (labels.hash !== run.snapshot_hash) {
    throw new RunRefused(
      'The stored labels are not the ones that the gate judged. The run was stopped before it trained.',
    );
  }
  return labels;
}

async function cohortsOf({ annotators }: TrainingPairs): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ id: number; cohort: string }>(
    'SELECT id, cohort FROM annotator WHERE id = ANY($1::int[]) AND cohort IS NOT NULL',
    [annotators.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, cohort }) => [id, cohort]));
}

async function register(
  run: ClaimedRun,
  trained: TrainedRewardModel,
  judged: Judgement,
  report: TrainingReport,
): Promise<void> {
  const file = Buffer.from(writeRewardModel(trained.model));
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      `INSERT INTO reward_model (project_id, run_id, name, file, backend, report, scores)
       SELECT $1, $2, 'rm-' || slug || '-' || $3, $4, $5, $6, $7 FROM project WHERE id = $1 RETURNING id, name`,
      [
        run.project_id,
        run.id,
        run.number,
        file,
        trained.backend,
        JSON.stringify(report),
        JSON.stringify(judgedScores(judged)),
      ],
    );
    await tx.query(
      `UPDATE training_run SET state = 'SUCCEEDED', progress = 1, ended_at = now(), checkpoint = NULL WHERE id = $1`,
      [run.id],
    );
    await tx.query(`INSERT INTO training_event (run_id, kind, data) VALUES ($1, 'succeeded', $2)`, [
      run.id,
      JSON.stringify({ accuracy: report.heldOut.accuracy.value, bestEpoch: report.bestEpoch }),
    ]);
    await recordAudit(tx, {
      projectId: run.project_id,
      actor: SYSTEM_ACTOR,
      action: 'training.succeed',
      subject: `training-run:${run.id}`,
      data: { run: run.number, model: rows[0]!.id, snapshot: run.snapshot_hash },
    });
    await enqueue(tx, 'watch-model', { modelId: rows[0]!.id }, rows[0]!.id);
    await tellRunFinished(tx, run, 'SUCCEEDED', { model: rows[0]!.name, message: null });
  });
}

export async function endUnfinished(run: ClaimedRun, cancelled: boolean, error: Error): Promise<void> {
  const state = cancelled ? 'CANCELLED' : 'FAILED';
  const known = error instanceof RunRefused;
  if (!cancelled && !known) log('training').error({ err: error, run: run.id }, 'training failed');
  const message = cancelled
    ? null
    : known
      ? error.message
      : 'Training stopped with an unexpected error. Nothing was lost; ask for a new run.';
  await transaction(async (tx) => {
    await tx.query(
      `UPDATE training_run SET state = $2::run_state, error = $3, ended_at = now(), checkpoint = NULL WHERE id = $1`,
      [run.id, state, message],
    );
    await tx.query('INSERT INTO training_event (run_id, kind, data) VALUES ($1, $2, $3)', [
      run.id,
      state.toLowerCase(),
      JSON.stringify({ message }),
    ]);
    await recordAudit(tx, {
      projectId: run.project_id,
      actor: SYSTEM_ACTOR,
      action: cancelled ? 'training.cancelled' : 'training.fail',
      subject: `training-run:${run.id}`,
      data: { run: run.number, message },
    });
    await tellRunFinished(tx, run, state, { model: null, message });
  });
}
