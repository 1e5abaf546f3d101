import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { recordBatchEvent } from './next-sequence';

/**
 * Says which cohort annotators belong to, for figures by cohort and for places that are kept for one; null takes them out
 * of theirs. Every batch that they labelled is stamped and measured again.
 *
 * @returns how many changed.
 * @throws not_found for an annotator of another project.
 */
export async function setCohort(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorIds: readonly number[]; cohort: string | null },
): Promise<number> {
  const ids = [...new Set(input.annotatorIds)];
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number; cohort: string | null }>(
      'SELECT id, cohort FROM annotator WHERE project_id = $1 AND id = ANY($2::int[]) ORDER BY id FOR UPDATE',
      [project.id, ids],
    );
    if (rows.length !== ids.length)
      throw new ConcordError('not_found', 'Not every annotator that was chosen is in this project.');
    const changed = rows.filter((row) => row.cohort !== input.cohort);
    if (changed.length === 0) return 0;
    const changedIds = changed.map((row) => row.id);
    await tx.query('UPDATE annotator SET cohort = $2 WHERE id = ANY($1::int[])', [changedIds, input.cohort]);
    const touched = await tx.query<{ batch_id: string }>(
      'SELECT DISTINCT batch_id FROM label WHERE annotator_id = ANY($1::int[]) ORDER BY batch_id',
      [changedIds],
    );
    for (const { batch_id } of touched.rows) {
      await recordBatchEvent(tx, batch_id, {
        kind: 'annotator-cohort',
        data: { annotators: changedIds, cohort: input.cohort },
        actorId: actor.id,
      });
      await enqueue(tx, 'measure-quality', { batchId: batch_id }, batch_id);
    }
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'annotator.cohort',
      subject: changed.length === 1 ? `annotator:${changedIds[0]}` : `annotators:${changed.length}`,
      data: { annotators: changed, to: input.cohort },
    });
    return changed.length;
  });
}
