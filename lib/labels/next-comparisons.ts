import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type Conversation, readConversation } from './conversation';

/**
 * One comparison as an annotator sees it: the responses by shown side, and nothing that tells who wrote them, whether
 * the answer is known, or what others chose.
 */
export interface ShownComparison {
  assignmentId: string;
  batch: string;
  prompt: Conversation;
  left: string;
  right: string;
  leaseExpiresAt: string;
}

interface AssignmentRow {
  id: string;
  batch: string;
  prompt: unknown;
  response_a: string;
  response_b: string;
  swapped: boolean;
  lease_expires_at: Date;
}

/**
 * Leases up to `count` comparisons to an annotator and returns them in order: first those already leased to them (so a
 * reload goes on where it was, with the lease renewed), then new ones with places left, never one they have seen.
 *
 * @throws forbidden while the annotator is paused, in retraining or removed.
 */
export async function nextComparisons(annotatorId: number, count: number): Promise<ShownComparison[]> {
  return transaction(async (tx) => {
    await lockActiveAnnotator(tx, annotatorId);
    await tx.query(
      `UPDATE assignment a SET lease_expires_at = now() + make_interval(secs => b.lease_seconds)
       FROM batch b WHERE b.id = a.batch_id AND a.annotator_id = $1 AND a.state = 'LEASED' AND a.lease_expires_at > now()`,
      [annotatorId],
    );
    const held = await tx.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM assignment WHERE annotator_id = $1 AND state = 'LEASED' AND lease_expires_at > now()`,
      [annotatorId],
    );
    const missing = count - held.rows[0]!.held;
    if (missing > 0) await leaseNew(tx, annotatorId, missing);
    const { rows } = await tx.query<AssignmentRow>(
      `SELECT a.id, b.name AS batch, c.prompt, c.response_a, c.response_b, a.swapped, a.lease_expires_at
       FROM assignment a JOIN comparison c ON c.id = a.comparison_id JOIN batch b ON b.id = a.batch_id
       WHERE a.annotator_id = $1 AND a.state = 'LEASED' AND a.lease_expires_at > now()
       ORDER BY a.leased_at, a.id LIMIT $2`,
      [annotatorId, count],
    );
    return rows.map(shown);
  });
}

/** Locks the annotator's row, so that two tabs of one person take turns, and refuses who may not label now. */
async function lockActiveAnnotator(tx: Queryable, annotatorId: number): Promise<void> {
  const { rows } = await tx.query<{ status: string; status_reason: string }>(
    'SELECT status, status_reason FROM annotator WHERE id = $1 FOR UPDATE',
    [annotatorId],
  );
  const found = rows[0];
  if (!found) throw new ConcordError('not_found', 'You are not an annotator of this project.');
  if (['PAUSED', 'RETRAINING', 'REMOVED'].includes(found.status)) {
    const reason = found.status_reason ? ` The reason given: ${found.status_reason}` : '';
    throw new ConcordError('forbidden', `A lead has paused your labelling in this project.${reason}`, {
      status: found.status,
    });
  }
}

/** Takes a place of each comparison and leases it, in one statement: a place that is gone is never promised. */
async function leaseNew(tx: Queryable, annotatorId: number, count: number): Promise<void> {
  await tx.query(
    `WITH picked AS (
       SELECT c.id, c.batch_id, b.lease_seconds
       FROM comparison c JOIN batch b ON b.id = c.batch_id
       WHERE b.project_id = (SELECT project_id FROM annotator WHERE id = $1) AND b.status = 'OPEN' AND c.places_taken < c.places
         AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.comparison_id = c.id AND a.annotator_id = $1 AND a.state IN ('LEASED', 'DONE', 'SKIPPED'))
         AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = c.id AND l.annotator_id = $1)
       ORDER BY b.priority DESC, c.priority DESC, c.id
       LIMIT $2 FOR UPDATE OF c SKIP LOCKED
     ), taken AS (
       UPDATE comparison c SET places_taken = c.places_taken + 1 FROM picked p WHERE c.id = p.id
     )
     INSERT INTO assignment (batch_id, comparison_id, annotator_id, swapped, leased_at, lease_expires_at)
     SELECT batch_id, id, $1, random() < 0.5, clock_timestamp(), now() + make_interval(secs => lease_seconds) FROM picked`,
    [annotatorId, count],
  );
}

const shown = (row: AssignmentRow): ShownComparison => ({
  assignmentId: row.id,
  batch: row.batch,
  prompt: readConversation(row.prompt),
  left: row.swapped ? row.response_b : row.response_a,
  right: row.swapped ? row.response_a : row.response_b,
  leaseExpiresAt: row.lease_expires_at.toISOString(),
});
