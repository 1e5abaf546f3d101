import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setting } from '#lib/env';
import { log } from '#lib/log';
import { type EngineState, engineState, registerExternal, storeWords } from '#lib/training/engine-state';
import { type ClaimedRun, endUnfinished, RunRefused, trainRun } from '#lib/training/train-run';
import { recordTrainingEvent } from '#lib/training/training-events';
import { trainingPackage } from '#lib/training/training-package';
import { jobWords } from './job-words';
import { packageZip } from './package-zip';
import { type RayClient, type RayJob, rayClient } from './ray-client';
import type { TrainingEngine } from './training-engine';

const POLL_MS = 2000;
/** Each run that is watched holds a connection of the worker; housekeeping offers the others again. */
const MOST_WATCHED = 4;
let watching = 0;
/** What Ray's dashboard takes as a package. */
const LARGEST_PACKAGE = 100 * 1024 * 1024;
const PROGRAMS = path.join(import.meta.dirname, 'ray');

/**
 * Runs on a Ray cluster. The job's id follows from the run's, so that asking twice submits once, and a worker that was killed finds
 * its job again. What the job has said is stored as it is read; the state of a run is ours, not the cluster's, whose jobs die with it.
 */
export const rayEngine: TrainingEngine = {
  name: 'ray',
  async take(runId) {
    if (watching >= MOST_WATCHED) return;
    watching++;
    // Watching is not work: the queue goes on, and whoever holds the run's lock watches.
    void trainRun(runId, trainOnRay)
      .catch((error) =>
        log('training').error({ err: error, run: runId }, 'a run on the cluster is not watched any more'),
      )
      .finally(() => {
        watching--;
      });
  },
};

export const submissionId = (runId: string): string => `concord-${runId}`;

/** Watches a claimed run from submission to its end. */
export async function trainOnRay(run: ClaimedRun): Promise<void> {
  const address = setting('RAY_ADDRESS');
  if (!address)
    return endUnfinished(run, false, new RunRefused('No Ray cluster is set up here any more (RAY_ADDRESS).'));
  const ray = rayClient(address, setting('RAY_TOKEN'));
  const id = submissionId(run.id);
  let away = false;
  for (;;) {
    try {
      const job = (await ray.job(id)) ?? (await submitted(ray, run, id));
      if (away) await recordTrainingEvent(run.id, 'reachable', {});
      away = false;
      if (await watched(ray, run, id, job)) return;
    } catch (error) {
      const known = error instanceof RunRefused;
      if (known) return endUnfinished(run, false, error);
      if (!away)
        await recordTrainingEvent(run.id, 'unreachable', { reason: (error as Error).message.slice(0, 300) });
      away = true;
    }
    await pause(POLL_MS);
  }
}

/** One look at the job. @returns whether the run has ended. */
async function watched(ray: RayClient, run: ClaimedRun, id: string, job: RayJob): Promise<boolean> {
  const ended = job.status === 'SUCCEEDED' || job.status === 'FAILED' || job.status === 'STOPPED';
  const { state: before, cancelRequested } = await engineState(run.id);
  const state = await storeWords(run.id, before, jobWords(await ray.logs(id), ended));
  if (!ended) {
    if (cancelRequested) await ray.stop(id);
    return false;
  }
  await finish(run, job, state, cancelRequested);
  return true;
}

async function finish(run: ClaimedRun, job: RayJob, state: EngineState, cancelled: boolean): Promise<void> {
  if (job.status === 'SUCCEEDED' && state.artefact) return registerExternal(run, 'ray', state);
  if (job.status === 'STOPPED' && cancelled) return endUnfinished(run, true, new Error('cancelled'));
  const reason =
    state.refused ??
    (job.status === 'STOPPED'
      ? 'The job was stopped on the cluster.'
      : job.status === 'SUCCEEDED'
        ? 'The job ended without saying where its model is.'
        : `The job failed on the cluster: ${(job.message ?? 'no message').slice(0, 500)}`);
  await endUnfinished(run, false, new RunRefused(reason));
}

async function submitted(ray: RayClient, run: ClaimedRun, id: string): Promise<RayJob> {
  const { state } = await engineState(run.id);
  if (state.said > 0)
    throw new RunRefused('The cluster does not know the job any more: it was restarted. Ask for a new run.');
  const bytes = await packageZip(await trainingPackage(run, programs()));
  if (bytes.length > LARGEST_PACKAGE)
    throw new RunRefused(
      'The snapshot is larger than 100 MiB packed, which is more than a Ray cluster takes in one package.',
    );
  const name = `_ray_pkg_${createHash('sha1').update(bytes).digest('hex').slice(0, 20)}.zip`;
  if (!(await ray.hasPackage(name))) await ray.putPackage(name, bytes);
  const dryRun = setting('RAY_DRY_RUN');
  const gpus = setting('RAY_GPUS');
  const pip = setting('RAY_PIP')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const { task } = run.options as { task?: string };
  const answer = await ray.submit({
    entrypoint: `python ${task === 'dpo' ? 'train_dpo.py' : 'train_rm.py'}${dryRun ? ' --dry-run' : ''}`,
    submission_id: id,
    runtime_env: {
      working_dir: `gcs://${name}`,
      ...(pip.length > 0 && !dryRun && { pip }),
      env_vars: { PYTHONUNBUFFERED: '1' },
    },
    metadata: { snapshot: run.snapshot_hash, gate_decision: String(run.decision), run: String(run.number) },
    entrypoint_num_cpus: 1,
    ...(gpus > 0 && !dryRun && { entrypoint_num_gpus: gpus }),
  });
  const taken = answer.status >= 200 && answer.status < 300;
  // Whoever came second finds the job that is there.
  const job = taken ? { status: 'PENDING' as const, message: null } : await ray.job(id);
  if (!job) {
    if (answer.status >= 500) throw new Error(`Ray answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    throw new RunRefused(`The cluster did not take the job: ${answer.text.slice(0, 300)}`);
  }
  if (taken)
    await recordTrainingEvent(run.id, 'submitted', { id, bytes: bytes.length, ray: await ray.version() });
  return job;
}

const programs = (): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(PROGRAMS)
      .filter((name) => name.endsWith('.py'))
      .map((name) => [name, readFileSync(path.join(PROGRAMS, name))]),
  );
