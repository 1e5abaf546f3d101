import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { AnnotatorStatus } from '#prisma/generated/enums';
import { type Conversation, readConversation } from './conversation';
import { leaseFromBatch, leaseGolds } from './lease-comparisons';
import { roundOfGolds } from './round-of-golds';
import { type ServingPlan, servingPlan } from './serving-plan';
import { servingStates } from './serving-state';

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
 * reload goes on where it was, with the lease renewed), then new ones as their schedule has it: comparisons with places
 * left that they have not seen, with golds and hidden repeats among them.
 *
 * @throws forbidden while the annotator is paused or removed.
 */
export const nextComparisons = (annotatorId: number, count: number): Promise<ShownComparison[]> =>
  transaction((tx) => leaseNext(tx, annotatorId, count));

/** The same inside a transaction that goes on. */
export async function leaseNext(
  tx: Queryable,
  annotatorId: number,
  count: number,
): Promise<ShownComparison[]> {
  const annotator = await lockAnnotator(tx, annotatorId);
  const plan = servingPlan(annotator.status, await roundOfGolds(tx, annotator));
  if (plan.kind === 'nothing') throw refusal(annotator);
  const missing = count - (await renewLeases(tx, annotatorId));
  if (missing > 0) await leaseNew(tx, annotator, plan, missing);
  const { rows } = await tx.query<AssignmentRow>(
    `SELECT a.id, b.name AS batch, c.prompt, c.response_a, c.response_b, a.swapped, a.lease_expires_at
     FROM assignment a JOIN comparison c ON c.id = a.comparison_id JOIN batch b ON b.id = a.batch_id
     WHERE a.annotator_id = $1 AND a.state = 'LEASED' AND a.lease_expires_at > now()
     ORDER BY a.leased_at, a.slot NULLS FIRST, a.id LIMIT $2`,
    [annotatorId, count],
  );
  return rows.map(shown);
}

interface LockedAnnotator {
  id: number;
  project_id: string;
  cohort: string | null;
  status: AnnotatorStatus;
  status_reason: string;
  status_at: Date;
}

/** Locks the annotator's row, so that two tabs of one person take turns. */
async function lockAnnotator(tx: Queryable, annotatorId: number): Promise<LockedAnnotator> {
  const { rows } = await tx.query<LockedAnnotator>(
    'SELECT id, project_id, cohort, status, status_reason, status_at FROM annotator WHERE id = $1 FOR NO KEY UPDATE',
    [annotatorId],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'You are not an annotator of this project.');
  return rows[0];
}

function refusal({ status, status_reason }: LockedAnnotator): ConcordError {
  const reason = status_reason ? ` The reason given: ${status_reason}` : '';
  return new ConcordError('forbidden', `Your labelling in this project is paused.${reason}`, {
    status,
  });
}

/** Whoever asks is still there: leases in their second half begin anew. Returns how many leases are held. */
async function renewLeases(tx: Queryable, annotatorId: number): Promise<number> {
  const { rows } = await tx.query<{ held: number }>(
    `WITH renewed AS (
       UPDATE assignment a SET lease_expires_at = now() + make_interval(secs => b.lease_seconds) FROM batch b
       WHERE b.id = a.batch_id AND a.annotator_id = $1 AND a.state = 'LEASED'
         AND a.lease_expires_at > now() AND a.lease_expires_at < now() + make_interval(secs => b.lease_seconds / 2.0)
     )
     SELECT count(*)::int AS held FROM assignment WHERE annotator_id = $1 AND state = 'LEASED' AND lease_expires_at > now()`,
    [annotatorId],
  );
  return rows[0]!.held;
}

async function leaseNew(
  tx: Queryable,
  annotator: LockedAnnotator,
  plan: Exclude<ServingPlan, { kind: 'nothing' }>,
  count: number,
): Promise<void> {
  const states = await servingStates(tx, annotator.id, annotator.project_id, annotator.cohort);
  if (plan.kind === 'golds-only') {
    const { rows } = await tx.query<{ given: number }>(
      `SELECT count(*)::int AS given FROM assignment
       WHERE annotator_id = $1 AND kind = 'GOLD' AND state IN ('LEASED', 'DONE') AND (leased_at >= $2 OR leased_at = 'epoch')`,
      [annotator.id, annotator.status_at],
    );
    return leaseGolds(tx, annotator, states, Math.min(count, plan.most - rows[0]!.given));
  }
  let missing = count;
  for (const state of states) {
    missing -= await leaseFromBatch(tx, annotator, plan, state, missing);
    if (missing === 0) return;
  }
}

const shown = (row: AssignmentRow): ShownComparison => ({
  assignmentId: row.id,
  batch: row.batch,
  prompt: readConversation(row.prompt),
  left: row.swapped ? row.response_b : row.response_a,
  right: row.swapped ? row.response_a : row.response_b,
  leaseExpiresAt: row.lease_expires_at.toISOString(),
});
