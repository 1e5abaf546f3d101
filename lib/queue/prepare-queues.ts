import PgBoss from 'pg-boss';
import { JOBS, type JobName } from './job-definitions';

/** The queue library on a database of its own connections: for the worker, and to create the queues before first use. */
export function connectQueue(connectionString: string): PgBoss {
  return new PgBoss({
    connectionString,
    application_name: 'concord-queue',
    max: 4,
    maintenanceIntervalSeconds: 5,
    // Jobs of a worker that died come back after their expiry; how long that is differs by job.
    archiveCompletedAfterSeconds: 24 * 3600,
  });
}

/** Creates or updates every queue. Without its queue a sent job would vanish silently, so this runs before any door opens. */
export async function prepareQueues(boss: PgBoss): Promise<void> {
  for (const name of Object.keys(JOBS) as JobName[]) {
    const { expireInSeconds, retryLimit, once } = JOBS[name];
    const { cron } = JOBS[name] as { cron?: string };
    const settings = {
      name,
      expireInSeconds,
      retryLimit,
      retryBackoff: true,
      policy: once ? 'short' : 'standard',
    } as const;
    if (await boss.getQueue(name)) await boss.updateQueue(name, settings);
    else await boss.createQueue(name, settings);
    if (cron) await boss.schedule(name, cron, {}, { singletonKey: 'clock', tz: 'UTC' });
  }
}
