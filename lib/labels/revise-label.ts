import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** How many of one's last labels can be changed: what one may still have in mind, not a second round. */
export const REVISABLE = 20;

/**
 * Refuses the change of a label that is too old, or whose batch is closed, or while its annotator does not label.
 *
 * @throws conflict or forbidden, in words for the annotator.
 */
export async function allowRevision(tx: Queryable, annotatorId: number, assignmentId: string): Promise<void> {
  const { rows } = await tx.query<{ open: boolean; paused: boolean; later: number }>(
    `SELECT b.status = 'OPEN' AS open, n.status IN ('PAUSED', 'REMOVED') AS paused,
            (SELECT count(*)::int FROM (SELECT 1 FROM assignment o WHERE o.annotator_id = a.annotator_id AND o.state = 'DONE' AND o.ended_at > a.ended_at
                                        LIMIT $3) later) AS later
     FROM assignment a JOIN batch b ON b.id = a.batch_id JOIN annotator n ON n.id = a.annotator_id WHERE a.id = $1 AND a.annotator_id = $2`,
    [assignmentId, annotatorId, REVISABLE],
  );
  const found = rows[0];
  if (!found) throw new ConcordError('not_found', 'This comparison was not given to you.');
  if (found.paused)
    throw new ConcordError('forbidden', 'While your labelling is paused, your labels stay as they are.');
  if (!found.open)
    throw new ConcordError(
      'conflict',
      'The batch of this comparison is closed, so its labels stay as they are.',
    );
  if (found.later >= REVISABLE)
    throw new ConcordError('conflict', `Only your last ${REVISABLE} labels can be changed.`);
}
