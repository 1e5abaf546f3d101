import { pool } from '#lib/db';
import { JOBS } from '#lib/queue/job-definitions';
import { connectQueue, prepareQueues } from '#lib/queue/prepare-queues';

/** Makes the job queues where no worker has run yet: a command may be the first to use a database. */
export async function ensureQueues(connectionString: string): Promise<void> {
  if (await queuesExist()) return;
  const boss = connectQueue(connectionString);
  boss.on('error', () => {});
  await boss.start();
  try {
    await prepareQueues(boss);
  } finally {
    await boss.stop({ graceful: false, wait: true });
  }
}

async function queuesExist(): Promise<boolean> {
  const schema = await pool().query<{ made: boolean }>(
    `SELECT to_regclass('pgboss.queue') IS NOT NULL AS made`,
  );
  if (!schema.rows[0]!.made) return false;
  const names = Object.keys(JOBS);
  const { rows } = await pool().query<{ n: number }>(
    'SELECT count(*)::int AS n FROM pgboss.queue WHERE name = ANY($1)',
    [names],
  );
  return rows[0]!.n === names.length;
}
