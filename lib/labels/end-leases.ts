import type { Queryable } from '#lib/db';

/**
 * Ends leases and frees the places that they took, in one statement; golds and repeats took none.
 *
 * @param which SQL over `assignment s`, with its parameters from $2 on.
 * @returns how many leases ended.
 */
export async function endLeases(
  tx: Queryable,
  to: 'EXPIRED' | 'RELEASED',
  which: string,
  values: unknown[] = [],
): Promise<number> {
  // Locked in one order, and rows that a submit holds are left to it: neither waits for the other.
  const { rows } = await tx.query<{ ended: number }>(
    `WITH due AS (
       SELECT s.id FROM assignment s WHERE s.state = 'LEASED' AND (${which}) ORDER BY s.id FOR UPDATE OF s SKIP LOCKED
     ), ended AS (
       UPDATE assignment s SET state = $1::assignment_state, ended_at = now() FROM due WHERE due.id = s.id
       RETURNING s.comparison_id, s.kind, s.cohort
     ), places AS (
       SELECT comparison_id, count(*)::int AS n, array_agg(cohort) AS cohorts FROM ended WHERE kind = 'NORMAL' GROUP BY 1
     ), locked AS (
       SELECT c.id FROM comparison c JOIN places p ON p.comparison_id = c.id ORDER BY c.id FOR NO KEY UPDATE OF c
     ), freed AS (
       UPDATE comparison c SET places_taken = c.places_taken - p.n, cohort_places = cohort_places_changed(c.cohort_places, p.cohorts, 1)
       FROM locked k JOIN places p ON p.comparison_id = k.id WHERE c.id = k.id
     )
     SELECT count(*)::int AS ended FROM ended`,
    [to, ...values],
  );
  return rows[0]!.ended;
}

/** Gives back what an annotator has on the desk, for others to label. */
export const releaseLeases = (tx: Queryable, annotatorId: number): Promise<number> =>
  endLeases(tx, 'RELEASED', 's.annotator_id = $2', [annotatorId]);
