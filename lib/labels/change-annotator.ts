import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { rulesInForce } from './life-cycle-rules-of';
import { type LockedAnnotator, lockAnnotator, moveAnnotator } from './move-annotator';
import { recordBatchEvent } from './next-sequence';
import { takeBackRefills } from './refill-labels';

/**
 * Pauses an annotator, with a reason they get to read: they receive no comparisons, and their open leases are given back.
 *
 * @param setAside labels of one batch to leave out from a sequence number on; they stay stored and can be brought back.
 */
export async function pauseAnnotator(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; reason: string; setAside: { batchId: string; fromSequence: number } | null },
): Promise<{ setAside: number }> {
  return transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    const setAside = input.setAside
      ? await excludeLabels(tx, project.id, actor, annotator.id, { ...input.setAside, reason: input.reason })
      : 0;
    await moveTo(tx, annotator, 'PAUSED', actor, input.reason);
    if (input.setAside)
      await recordAudit(tx, {
        projectId: project.id,
        actor,
        action: 'labels.set-aside',
        subject: `annotator:${annotator.id}`,
        data: { ...input.setAside, labels: setAside, reason: input.reason },
      });
    return { setAside };
  });
}

/** Lets a paused annotator label again. What was set aside stays aside. */
export async function resumeAnnotator(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    if (annotator.status === 'ACTIVE')
      throw new ConcordError('conflict', `${annotator.name} is active already.`);
    await moveTo(tx, annotator, 'ACTIVE', actor, input.reason);
  });
}

/** A lead's word, which the rules leave alone for as long as they say. */
async function moveTo(
  tx: Queryable,
  annotator: LockedAnnotator,
  to: LifeCycleStatus,
  actor: AuditActor,
  reason: string,
): Promise<void> {
  const { version, rules } = await rulesInForce(annotator.project_id, tx);
  await moveAnnotator(tx, annotator, to, {
    cause: 'lead',
    actor,
    rulesVersion: version,
    reason,
    restartsEvidence: true,
    hold: rules.hold,
  });
}

/**
 * Brings back every label of an annotator that was set aside in a batch. Places that were opened in their stead close again
 * where nobody has taken them; where somebody has labelled meanwhile, that label stays, and there is one more than was asked.
 */
export async function restoreLabels(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; batchId: string },
): Promise<{ closed: number; filled: number }> {
  return transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    const sequence = await recordBatchEvent(tx, input.batchId, {
      kind: 'labels-restored',
      data: { annotatorId: annotator.id },
      actorId: actor.id,
    });
    const { rowCount } = await tx.query(
      `UPDATE label_exclusion SET lifted_sequence = $3 WHERE batch_id = $1 AND annotator_id = $2 AND lifted_sequence IS NULL`,
      [input.batchId, annotator.id, sequence],
    );
    if (!rowCount)
      throw new ConcordError('conflict', `No labels of ${annotator.name} are set aside in this batch.`);
    const refills = await takeBackRefills(tx, input.batchId, annotator.id);
    await enqueue(tx, 'measure-quality', { batchId: input.batchId }, input.batchId);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'labels.restore',
      subject: `annotator:${annotator.id}`,
      data: { batchId: input.batchId, ...refills },
    });
    return refills;
  });
}

async function excludeLabels(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  annotatorId: number,
  input: { batchId: string; fromSequence: number; reason: string },
): Promise<number> {
  const owned = await tx.query('SELECT 1 FROM batch WHERE id = $1 AND project_id = $2', [
    input.batchId,
    projectId,
  ]);
  if (!owned.rowCount) throw new ConcordError('not_found', 'There is no such batch in this project.');
  const sequence = await recordBatchEvent(tx, input.batchId, {
    kind: 'labels-set-aside',
    data: { annotatorId, fromSequence: input.fromSequence },
    actorId: actor.id,
  });
  await tx.query(
    `INSERT INTO label_exclusion (batch_id, annotator_id, from_sequence, to_sequence, reason, sequence, created_by) VALUES ($1, $2, $3, $4, $5, $4, $6)`,
    [input.batchId, annotatorId, input.fromSequence, sequence, input.reason, actor.id],
  );
  await enqueue(tx, 'measure-quality', { batchId: input.batchId }, input.batchId);
  const { rows } = await tx.query<{ n: number }>(
    `SELECT count(DISTINCT (comparison_id, round))::int AS n FROM label WHERE batch_id = $1 AND annotator_id = $2 AND sequence BETWEEN $3 AND $4 AND choice IS NOT NULL`,
    [input.batchId, annotatorId, input.fromSequence, sequence],
  );
  return rows[0]!.n;
}
