import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { voteSplitSql } from './counted-labels';
import { lockOpen } from './decide-adjudication';
import { openPlaces } from './open-places';

/**
 * Gives a comparison back for more labels: opens as many places, in front of the others, and lets the adjudication wait
 * until they are filled. It stays open, and the gate counts it.
 *
 * @returns how many labels it waits for in all.
 */
export async function returnToAnnotators(
  project: { id: string },
  actor: AuditActor,
  input: { adjudicationId: string; labels: number },
): Promise<number> {
  return transaction(async (tx) => {
    const open = await lockOpen(tx, project.id, actor, input.adjudicationId);
    const batch = await tx.query<{ status: string }>('SELECT status FROM batch WHERE id = $1', [
      open.batch_id,
    ]);
    if (batch.rows[0]!.status !== 'OPEN')
      throw new ConcordError('conflict', 'The batch is closed, so nobody would label this comparison.');
    // Places that are open already are among those that are asked for.
    const free = await tx.query<{ free: number }>(
      'SELECT places - places_taken AS free FROM comparison WHERE id = $1',
      [open.comparison_id],
    );
    const missing = Math.max(0, input.labels - free.rows[0]!.free);
    if (missing)
      await openPlaces(tx, open.batch_id, [{ comparisonId: open.comparison_id, places: missing }], 'asked');
    const { rows } = await tx.query<{ waits_for_labels: number }>(
      `UPDATE adjudication SET waits_for_labels = (SELECT labels FROM (${voteSplitSql('$2')}) split) + $3 WHERE id = $1 RETURNING waits_for_labels`,
      [open.id, open.comparison_id, input.labels],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'adjudication.return',
      subject: `adjudication:${open.id}`,
      data: { comparison: open.comparison_id, labels: input.labels },
    });
    return rows[0]!.waits_for_labels;
  });
}
