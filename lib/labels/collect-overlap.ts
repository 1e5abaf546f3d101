import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { startCollectionPlan } from './collection-plan';

/**
 * Queues overlap: gives up to `count` comparisons of a batch one more place, and puts them in front. Comparisons that
 * count one label only come first (a second label makes a pair), then two, and so on; those that already wait for a
 * label are left out. Asked for to decide a check, they become its collection plan, whose progress pages show.
 *
 * @param input.tag only comparisons with this tag.
 * @returns how many comparisons were queued.
 */
export async function collectOverlap(
  project: { id: string },
  actor: AuditActor,
  input: { batchId: string; count: number; tag?: string | null; check?: string },
): Promise<number> {
  return transaction(async (tx) => {
    const batch = await tx.query('SELECT 1 FROM batch WHERE id = $1 AND project_id = $2', [
      input.batchId,
      project.id,
    ]);
    if (!batch.rowCount) throw new ConcordError('not_found', 'There is no such batch in this project.');
    const { rows } = await tx.query<{ id: number }>(
      `WITH counted AS (
         SELECT c.id, (SELECT count(DISTINCT l.annotator_id) FROM label l JOIN annotator a ON a.id = l.annotator_id AND a.kind = 'HUMAN'
                       WHERE l.comparison_id = c.id AND l.choice IS NOT NULL AND NOT EXISTS (
                         SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id
                           AND e.lifted_sequence IS NULL AND l.sequence BETWEEN e.from_sequence AND e.to_sequence)) AS labels
         FROM comparison c WHERE c.batch_id = $1 AND c.places_taken >= c.places AND c.gold_choice IS NULL AND ($3::text IS NULL OR c.tags @> ARRAY[$3::text])
       ), picked AS (SELECT id FROM counted WHERE labels >= 1 ORDER BY labels, id LIMIT $2)
       UPDATE comparison c SET places = c.places_taken + 1, priority = greatest(c.priority, 10),
         cohort_places = cohort_places_changed(c.cohort_places, ARRAY[(SELECT min(key) FROM jsonb_each(c.cohort_places))], 1)
       FROM picked p WHERE c.id = p.id RETURNING c.id`,
      [input.batchId, input.count, input.tag ?? null],
    );
    const queued = rows.length;
    if (!queued)
      throw new ConcordError(
        'conflict',
        'Every comparison of this batch already waits for a label, or has none yet.',
      );
    if (input.check)
      await startCollectionPlan(tx, {
        projectId: project.id,
        batchId: input.batchId,
        check: input.check,
        tag: input.tag ?? null,
        comparisonIds: rows.map((row) => row.id),
        createdBy: actor.id,
      });
    // No figure changes, but the count of places that wait.
    await enqueue(tx, 'measure-quality', { batchId: input.batchId }, input.batchId);
    // Annotators who had gone on beyond these comparisons look from the front again.
    await tx.query('UPDATE batch SET places_version = places_version + 1 WHERE id = $1', [input.batchId]);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'overlap.collect',
      subject: `batch:${input.batchId}`,
      data: { count: queued, check: input.check ?? null, tag: input.tag ?? null },
    });
    return queued;
  });
}
