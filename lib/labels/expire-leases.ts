import { transaction } from '#lib/db';

/** Ends the leases whose time is over and frees their places, in one statement. Returns how many. */
export async function expireLeases(): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ expired: number }>(
      `WITH ended AS (
         UPDATE assignment SET state = 'EXPIRED', ended_at = now()
         WHERE id IN (SELECT id FROM assignment WHERE state = 'LEASED' AND lease_expires_at <= now() ORDER BY id FOR UPDATE SKIP LOCKED)
         RETURNING comparison_id
       ), freed AS (
         UPDATE comparison c SET places_taken = c.places_taken - e.n
         FROM (SELECT comparison_id, count(*)::int AS n FROM ended GROUP BY comparison_id) e WHERE c.id = e.comparison_id
         RETURNING e.n
       )
       SELECT coalesce(sum(n), 0)::int AS expired FROM freed`,
    );
    return rows[0]!.expired;
  });
}
