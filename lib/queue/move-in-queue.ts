import type { Queryable } from '#lib/db';
import type { JobName } from './job-definitions';

/** Changes the priority of a job that waits, known by its key. Does nothing when it was fetched already. */
export async function moveInQueue(
  tx: Queryable,
  name: JobName,
  key: string,
  priority: number,
): Promise<void> {
  await tx.query(
    `UPDATE pgboss.job SET priority = $3 WHERE name = $1 AND singleton_key = $2 AND state < 'active'`,
    [name, key, priority],
  );
}
