import PgBoss from 'pg-boss';
import { pool, type Queryable, transaction } from '#lib/db';
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
  options: { startAfterSeconds?: number; priority?: number } = {},
): Promise<void> {
  await sender.send(name, JOBS[name].payload.parse(payload), {
    singletonKey: key,
    startAfter: options.startAfterSeconds ?? 0,
    priority: options.priority ?? 0,
    db: { executeSql: (text, values) => tx.query(text, values) },
  });
  // A waiting worker hears of it when the transaction commits, and need not wait for its next look.
  await tx.query('SELECT pg_notify($1, $2)', [WORK_CHANNEL, name]);
}

/**
 * Puts a job into a `once` queue unless one like it waits there already, in which case it costs one look at an index. For
 * what many do at once: nobody waits for anybody.
 */
export async function enqueueOnce<N extends JobName>(
  name: N,
  payload: JobPayload<N>,
  key: string,
): Promise<void> {
  const { rowCount } = await pool().query({
    name: 'waiting-job',
    // The very expressions of the queue's own unique index for jobs that wait.
    text: `SELECT 1 FROM pgboss.job WHERE name = $1 AND coalesce(singleton_key, '') = $2 AND state = 'created' AND policy = 'short'`,
    values: [name, key],
  });
  if (!rowCount) await transaction((tx) => enqueue(tx, name, payload, key));
}
