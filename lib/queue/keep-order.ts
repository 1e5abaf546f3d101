import type { Queryable } from '#lib/db';
import type { JobName } from './job-definitions';

/**
 * Puts waiting jobs that were queued in one transaction into the given order, among those of their priority: they carry the
 * same time, and which of them is fetched first would be left to chance.
 */
export async function keepOrder(tx: Queryable, name: JobName, keys: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE pgboss.job j SET created_on = now() + k.place * interval '1 microsecond'
     FROM unnest($2::text[]) WITH ORDINALITY k (key, place) WHERE j.name = $1 AND j.singleton_key = k.key AND j.state < 'active'`,
    [name, keys],
  );
}
