import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { nextSequence } from './next-sequence';
import { lockAssignment } from './record-label';
import { allowRevision } from './revise-label';

/**
 * Takes back an annotator's latest label: a revision without a choice supersedes it (the history stays), and the
 * comparison is leased to them again. Sending the same key again changes nothing.
 *
 * @throws as a change of the label would: when it is too old, its batch closed or its annotator paused.
 */
export async function undoLabel(
  annotatorId: number,
  assignmentId: string,
  idempotencyKey: string,
): Promise<void> {
  await transaction(async (tx) => {
    const assignment = await lockAssignment(tx, annotatorId, assignmentId);
    const done = await tx.query('SELECT 1 FROM label WHERE annotator_id = $1 AND idempotency_key = $2', [
      annotatorId,
      idempotencyKey,
    ]);
    if (done.rowCount) return;
    if (assignment.state !== 'DONE')
      throw new ConcordError('conflict', 'There is no label of yours to take back here.');
    await allowRevision(tx, annotatorId, assignmentId);
    const sequence = await nextSequence(tx, assignment.batch_id);
    const { rowCount } = await tx.query(
      `INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, revision, assignment_id, swapped, origin, idempotency_key, labelled_at)
       SELECT project_id, batch_id, $2, comparison_id, annotator_id, round, revision + 1, assignment_id, swapped, origin, $3, now()
       FROM label WHERE comparison_id = $1 AND annotator_id = $4 AND round = $5 AND choice IS NOT NULL ORDER BY revision DESC LIMIT 1`,
      [assignment.comparison_id, sequence, idempotencyKey, annotatorId, assignment.round],
    );
    if (!rowCount) throw new ConcordError('conflict', 'There is no label of yours to take back here.');
    // Back to the front of the queue: leases are handed out in the order of their time.
    await tx.query(
      `UPDATE assignment a SET state = 'LEASED', ended_at = NULL, leased_at = 'epoch', lease_expires_at = now() + make_interval(secs => b.lease_seconds)
       FROM batch b WHERE a.id = $1 AND b.id = a.batch_id`,
      [assignmentId],
    );
    await enqueue(tx, 'measure-quality', { batchId: assignment.batch_id }, assignment.batch_id);
  });
}
