import PgBoss from 'pg-boss';
import type { Queryable } from '#lib/db';
import { JOBS, type JobName, type JobPayload } from './job-definitions';

/** Where new jobs are announced, by the name of their queue. */
export const WORK_CHANNEL = 'concord_work';

// Sends only: never started, so it opens no connection of its own.
const sender = new PgBoss({
  db: {
    executeSql: async () => {
      throw new Error('enqueue needs the caller’s transaction');
    },
  },
});

/**
 * Puts a job into the queue inside the caller's transaction: it exists exactly if the transaction commits.
 *
 * @param key jobs of a `once` queue with the same key become one while they wait.
 */
export async function enqueue<N extends JobName>(
  tx: Queryable,
  name: N,
  payload: JobPayload<N>,
  key: string,
  options: { startAfterSeconds?: number } = {},
): Promise<void> {
  await sender.send(name, JOBS[name].payload.parse(payload), {
    singletonKey: key,
    startAfter: options.startAfterSeconds ?? 0,
    db: { executeSql: (text, values) => tx.query(text, values) },
  });
  // A waiting worker hears of it when the transaction commits, and need not wait for its next look.
  await tx.query('SELECT pg_notify($1, $2)', [WORK_CHANNEL, name]);
}
