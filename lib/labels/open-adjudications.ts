import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { countedLabelsSql, voteSplitSql } from './counted-labels';
import { recordBatchEvent } from './next-sequence';

/** What became of the comparisons that were to be adjudicated. */
export interface OpenedAdjudications {
  opened: number;
  /** Left alone: open already, or closed by a verdict or a dismissal that stands. */
  alreadyOpen: number;
  closed: number;
}

/** More than this in one act is a mistake of the filter, not a plan. */
export const MOST_OPENED_AT_ONCE = 5000;

/**
 * Opens adjudications on comparisons of a project, whichever batches they are in. Where a verdict or a dismissal stands
 * nothing is opened again, however often it is asked for: that is what stops the same disagreement from coming back.
 *
 * @param input.reason why, in a sentence that the adjudicator reads.
 * @param input.reopen a lead says that it must be looked at again. A verdict is reopened only where labels given since
 *   then contradict it, and keeps counting until the next one; a dismissal is reopened as it is.
 * @throws not_found when a comparison is not in this project.
 */
export async function openAdjudications(
  project: { id: string },
  actor: AuditActor,
  input: { comparisonIds: readonly number[]; reason: string; reopen?: boolean },
): Promise<OpenedAdjudications> {
  const ids = [...new Set(input.comparisonIds)].sort((a, b) => a - b);
  if (ids.length === 0) throw new ConcordError('invalid_input', 'Choose at least one comparison.');
  if (ids.length > MOST_OPENED_AT_ONCE)
    throw new ConcordError(
      'invalid_input',
      `At most ${MOST_OPENED_AT_ONCE.toLocaleString('en')} adjudications can be opened at once.`,
    );
  return transaction(async (tx) => {
    const batches = await batchesOf(tx, project.id, ids);
    const opened: number[] = [];
    for (const batchId of batches) {
      const added = await openInBatch(tx, batchId, ids, actor, input);
      opened.push(...added);
    }
    const { rows } = await tx.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM adjudication WHERE comparison_id = ANY($1::int[]) AND state = 'OPEN'`,
      [ids],
    );
    const alreadyOpen = rows[0]!.open - opened.length;
    if (opened.length)
      await recordAudit(tx, {
        projectId: project.id,
        actor,
        action: 'adjudication.open',
        subject: opened.length === 1 ? `comparison:${opened[0]}` : `comparisons:${opened.length}`,
        data: { comparisons: opened, reason: input.reason, reopened: input.reopen ?? false },
      });
    return { opened: opened.length, alreadyOpen, closed: ids.length - rows[0]!.open };
  });
}

async function batchesOf(tx: Queryable, projectId: string, ids: number[]): Promise<string[]> {
  const { rows } = await tx.query<{ batch_id: string; n: number }>(
    'SELECT batch_id, count(*)::int AS n FROM comparison WHERE project_id = $1 AND id = ANY($2::int[]) GROUP BY batch_id ORDER BY batch_id',
    [projectId, ids],
  );
  if (rows.reduce((sum, row) => sum + row.n, 0) !== ids.length)
    throw new ConcordError('not_found', 'Not every comparison that was chosen is in this project.');
  return rows.map((row) => row.batch_id);
}

/** Under the batch's lock, so that two who open the same comparison take turns. */
async function openInBatch(
  tx: Queryable,
  batchId: string,
  ids: number[],
  actor: AuditActor,
  input: { reason: string; reopen?: boolean },
): Promise<number[]> {
  await tx.query('SELECT 1 FROM batch WHERE id = $1 FOR UPDATE', [batchId]);
  const { rows } = await tx.query<{ id: number; disagreement: number }>(
    `SELECT c.id, split.disagreement FROM comparison c CROSS JOIN LATERAL (${voteSplitSql('c.id')}) split
     WHERE c.batch_id = $1 AND c.id = ANY($2::int[]) AND NOT EXISTS (
       SELECT 1 FROM adjudication j WHERE j.comparison_id = c.id AND j.withdrawn_sequence IS NULL
         AND (j.state = 'OPEN' OR NOT $3::boolean OR (j.state = 'DECIDED' AND NOT EXISTS (
           SELECT 1 FROM (${countedLabelsSql('l.comparison_id = c.id AND l.sequence > j.decided_sequence')}) later WHERE later.choice <> j.verdict))))
     ORDER BY c.id`,
    [batchId, ids, input.reopen ?? false],
  );
  if (!rows.length) return [];
  const comparisons = rows.map((row) => row.id);
  const sequence = await recordBatchEvent(tx, batchId, {
    kind: 'adjudications-opened',
    data: { comparisons },
    actorId: actor.id,
  });
  await tx.query(
    `INSERT INTO adjudication (batch_id, comparison_id, reason, disagreement, opened_by, opened_sequence)
     SELECT $1, r.id, $4, r.disagreement, $5, $6 FROM unnest($2::int[], $3::float8[]) AS r(id, disagreement)`,
    [batchId, comparisons, rows.map((row) => row.disagreement), input.reason, actor.id, sequence],
  );
  await enqueue(tx, 'measure-quality', { batchId }, batchId);
  return comparisons;
}
