import { performance } from 'node:perf_hooks';
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { pool, transaction } from '#lib/db';
import { log } from '#lib/log';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { heldOutReport } from '#lib/reward-model/held-out-report';
import { loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import { writeRewardModel } from '#lib/reward-model/reward-model-file';
import { rewardScorer } from '#lib/reward-model/score-responses';
import { type TrainedRewardModel, trainRewardModel } from '#lib/reward-model/train-reward-model';
import { recheckDecision } from './recheck-decision';
import { tellRunFinished } from './tell-run';
import { recordTrainingEvent, trainingProgressWriter } from './training-events';
import { type TrainingPairs, trainingPairs } from './training-pairs';
import type { TrainingReport, WaiverNote } from './training-report';

interface ClaimedRun {
  id: string;
  project_id: string;
  batch_id: string;
  number: number;
  seed: number;
  options: { epochs: number };
  snapshot_hash: string;
  last_sequence: number;
  decision: number;
  checkpoint: Buffer | null;
  waiver: WaiverNote | null;
}

/** Why a run did not train, in words for its page. */
class RunRefused extends Error {}

/**
 * Trains one queued run on exactly the labels that its decision judged, and registers the reward model. Holds a lock
 * on the run for as long as it lives, so a second worker leaves it alone and a dead one's run can be told from a live
 * one's. Safe to call again at any point: it goes on from the last checkpoint.
 */
export async function trainRun(runId: string): Promise<void> {
  const holder = await pool().connect();
  try {
    const { rows } = await holder.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS held',
      [runId],
    );
    if (!rows[0]!.held) return;
    const run = await claimRun(runId);
    if (run) await trainClaimed(run);
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
    const pairs = await judgedPairs(run);
    const { backend, sentence } = await loadTensorFlow();
    await recordTrainingEvent(run.id, 'started', { pairs: pairs.pairs.length, backend, sentence });
    const started = performance.now();
    const progress = trainingProgressWriter(run.id);
    const trained = await trainRewardModel({
      pairs: pairs.pairs,
      seed: run.seed,
      options: { epochs: run.options.epochs },
      now: () => performance.now(),
      signal: stop.signal,
      onProgress: progress.write,
      checkpoint: {
        resumeFrom: run.checkpoint,
        everyMs: 5000,
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
      },
    });
    await progress.flush();
    await register(run, trained, trainingReport(run, pairs, trained, performance.now() - started));
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
async function judgedPairs(run: ClaimedRun): Promise<TrainingPairs> {
  const doubt = await recheckDecision(run.id);
  if (doubt) throw new RunRefused(`${doubt} The run was stopped before it trained.`);
  const labels = await readBatchLabels(run.batch_id, run.last_sequence);
  if (labels.hash !== run.snapshot_hash) {
    throw new RunRefused(
      'The stored labels are not the ones that the gate judged. The run was stopped before it trained.',
    );
  }
  const pairs = await trainingPairs(labels);
  if (pairs.pairs.length < 20)
    throw new RunRefused('Fewer than 20 comparisons have a usable label: there is nothing to train on.');
  return pairs;
}

function trainingReport(
  run: ClaimedRun,
  { pairs, counts }: TrainingPairs,
  trained: TrainedRewardModel,
  ms: number,
): TrainingReport {
  const heldOut = [...trained.split.heldOut].map((i) => pairs[i]!);
  const scorer = rewardScorer(trained.model);
  const rewards = (side: 'responseA' | 'responseB') =>
    Float64Array.from(heldOut, (pair) => scorer.score(pair.prompt, pair[side]).raw);
  const report = heldOutReport(heldOut, rewards('responseA'), rewards('responseB'));
  return {
    heldOut: {
      ...report,
      worstErrors: report.worstErrors.map((e) => ({ ...e, comparisonId: heldOut[e.pair]!.comparisonId })),
    },
    data: {
      ...counts,
      pairs: pairs.length,
      train: trained.split.train.length,
      validation: trained.split.validation.length,
      heldOut: heldOut.length,
    },
    history: trained.history,
    bestEpoch: trained.bestEpoch,
    stoppedBy: trained.stoppedBy,
    backend: trained.backend,
    steps: trained.steps,
    trainedMs: Math.round(ms),
    lineage: {
      run: run.number,
      decision: run.decision,
      snapshot: run.snapshot_hash,
      lastSequence: run.last_sequence,
      seed: run.seed,
      waiver: run.waiver,
    },
  };
}

async function register(run: ClaimedRun, trained: TrainedRewardModel, report: TrainingReport): Promise<void> {
  const file = Buffer.from(writeRewardModel(trained.model));
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      `INSERT INTO reward_model (project_id, run_id, name, file, backend, report)
       SELECT $1, $2, 'rm-' || slug || '-' || $3, $4, $5, $6 FROM project WHERE id = $1 RETURNING id, name`,
      [run.project_id, run.id, run.number, file, trained.backend, JSON.stringify(report)],
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
    await tellRunFinished(tx, run, 'SUCCEEDED', { model: rows[0]!.name, message: null });
  });
}

async function endUnfinished(run: ClaimedRun, cancelled: boolean, error: Error): Promise<void> {
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
