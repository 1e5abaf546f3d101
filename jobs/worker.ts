import { randomUUID } from 'node:crypto';
import { deliverWhatIsDue } from '#lib/alerts/deliver-webhooks';
import { closeDatabase, pool, transaction } from '#lib/db';
import { env, readSettingsFile } from '#lib/env';
import { log } from '#lib/log';
import { measureWhatIsBehind } from '#lib/quality/measure-quality';
import { enqueue, WORK_CHANNEL } from '#lib/queue/enqueue';
import { JOBS, type JobName, type JobPayload } from '#lib/queue/job-definitions';
import { listen } from '#lib/queue/listen';
import { connectQueue, prepareQueues } from '#lib/queue/prepare-queues';
import { loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import { resumeOrphanedRuns } from '#lib/training/resume-orphaned-runs';
import { resumeOrphanedImports } from '#lib/transfer/run-import';
import { HANDLERS } from './handlers';
import { stopMeasuring } from './measure-beside';

const POLL_SECONDS = 0.5;
const HEARTBEAT_MS = 5000;
const HOUSEKEEPING_MS = 30_000;

readSettingsFile();
let isStopping = false;
const workerId = randomUUID();
const boss = connectQueue(env().DATABASE_URL);
boss.on('error', (error) => log('worker').warn({ err: error }, 'the queue is out of reach'));

await boss.start();
await prepareQueues(boss);
const workers = new Map<string, string>();
for (const name of Object.keys(JOBS) as JobName[]) workers.set(name, await workOn(name));
listen(WORK_CHANNEL, (name) => {
  const worker = workers.get(name);
  if (worker) boss.notifyWorker(worker);
});
await attempt('housekeeping', housekeeping);
await attempt('heartbeat', heartbeat);
const timers = [
  setInterval(() => void attempt('heartbeat', heartbeat), HEARTBEAT_MS),
  setInterval(() => void attempt('housekeeping', housekeeping), HOUSEKEEPING_MS),
];
log('worker').info({ worker: workerId }, 'the worker is ready');

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
process.once('disconnect', () => void stop());

async function workOn<N extends JobName>(name: N): Promise<string> {
  return boss.work<JobPayload<N>>(name, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (!job) return;
    const handle = HANDLERS[name] as (payload: JobPayload<N>) => Promise<void>;
    try {
      await handle(JOBS[name].payload.parse(job.data) as JobPayload<N>);
    } catch (error) {
      if (isStopping)
        log('worker').info(
          { job: name, data: job.data },
          'stopped in the middle of a job; it is taken up again',
        );
      else log('worker').error({ err: error, job: name, data: job.data }, 'a job failed; it is tried again');
      throw error;
    }
  });
}

/** What must happen even when no job asks for it: leases end, nothing stays unmeasured, dead workers' runs go on. */
async function housekeeping(): Promise<void> {
  await measureWhatIsBehind();
  await resumeOrphanedRuns();
  await resumeOrphanedImports();
  await deliverWhatIsDue();
  await transaction((tx) => enqueue(tx, 'expire-leases', {}, 'all'));
  await pool().query(`DELETE FROM worker_presence WHERE seen_at < now() - interval '1 day'`);
}

async function heartbeat(): Promise<void> {
  const { backend, sentence } = await loadTensorFlow();
  await pool().query(
    `INSERT INTO worker_presence (id, tensorflow) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = now(), tensorflow = excluded.tensorflow`,
    [workerId, `${backend}: ${sentence}`],
  );
}

/** The database may be away for a while; the next round tries again. */
async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('worker').warn({ err: error }, `${what} failed; it is tried again`);
  }
}

async function stop(): Promise<void> {
  isStopping = true;
  for (const timer of timers) clearInterval(timer);
  await boss.stop({ graceful: true, timeout: 5000 }).catch(() => {});
  await stopMeasuring().catch(() => {});
  await pool()
    .query('DELETE FROM worker_presence WHERE id = $1', [workerId])
    .catch(() => {});
  await closeDatabase().catch(() => {});
  process.exit(0);
}
