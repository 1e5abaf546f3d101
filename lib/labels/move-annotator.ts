import type { LifeCycleStatus, RuleId } from '#lib/annotators/life-cycle-move';
import { type AuditActor, recordAudit } from '#lib/audit';
import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { releaseLeases } from './end-leases';
import { recordBatchEvent } from './next-sequence';

export interface LockedAnnotator {
  id: number;
  project_id: string;
  name: string;
  status: LifeCycleStatus;
}

/** Why somebody moves, and on what. */
export interface MoveCause {
  cause: 'rule' | 'lead' | 'person' | 'join';
  actor: AuditActor;
  /** In plain words, for the person. */
  reason: string;
  rule?: RuleId;
  rulesVersion?: number;
  /** With its figures, for leads. */
  sentence?: string;
  figures?: unknown;
  /** From here on only what comes later is held against the rules; `hold` says how much of it they wait for. */
  restartsEvidence: boolean;
  hold?: { golds: number; labels: number };
}

export async function lockAnnotator(
  tx: Queryable,
  projectId: string,
  annotatorId: number,
): Promise<LockedAnnotator> {
  const { rows } = await tx.query<LockedAnnotator>(
    'SELECT id, project_id, name, status FROM annotator WHERE id = $1 AND project_id = $2 FOR UPDATE',
    [annotatorId, projectId],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such annotator in this project.');
  return rows[0];
}

/**
 * Moves an annotator, whose row the caller holds, to another status: the one way in which a status changes. With it go the
 * line in their history, the audit, the leases that they may no longer hold, and a new measurement of every batch in which
 * the status counts.
 *
 * @returns the id of the line in the history.
 */
export async function moveAnnotator(
  tx: Queryable,
  annotator: LockedAnnotator,
  to: LifeCycleStatus,
  why: MoveCause,
): Promise<number> {
  await tx.query(
    'UPDATE annotator SET status = $2::annotator_status, status_reason = $3, status_at = now() WHERE id = $1',
    [annotator.id, to, why.reason],
  );
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO annotator_move (project_id, annotator_id, from_status, to_status, cause, rule, rules_version, sentence, reason, figures, after_label,
                                 restarts_evidence, hold_golds, hold_labels, actor_id)
     SELECT $1, $2, $3::annotator_status, $4::annotator_status, $5, $6, $7, $8, $9, $10,
            (SELECT coalesce(max(id), 0) FROM label WHERE annotator_id = $2), $11, $12, $13, $14 RETURNING id`,
    [
      annotator.project_id,
      annotator.id,
      annotator.status,
      to,
      why.cause,
      why.rule ?? null,
      why.rulesVersion ?? null,
      why.sentence ?? '',
      why.reason,
      JSON.stringify(why.figures ?? {}),
      why.restartsEvidence,
      why.hold?.golds ?? 0,
      why.hold?.labels ?? 0,
      why.actor.id,
    ],
  );
  if (!mayKeepLeases(annotator.status, to)) await releaseLeases(tx, annotator.id);
  // A proposal about the status that just ended has nothing left to propose.
  await tx.query(
    `UPDATE life_cycle_proposal SET state = 'LAPSED', closed_at = now() WHERE annotator_id = $1 AND state = 'OPEN'`,
    [annotator.id],
  );
  const kind = countedKind(annotator.status, to);
  if (kind) await touchBatches(tx, why.actor, annotator.id, kind);
  await recordAudit(tx, {
    projectId: annotator.project_id,
    actor: why.actor,
    action: `annotator.${ACTION[to]}`,
    subject: `annotator:${annotator.id}`,
    data: {
      name: annotator.name,
      from: annotator.status,
      to,
      cause: why.cause,
      rule: why.rule ?? null,
      rulesVersion: why.rulesVersion ?? null,
      sentence: why.sentence ?? '',
      reason: why.reason,
    },
  });
  return rows[0]!.id;
}

const ACTION: Record<LifeCycleStatus, string> = {
  QUALIFYING: 'qualify',
  PROBATION: 'probation',
  ACTIVE: 'resume',
  PAUSED: 'pause',
  RETRAINING: 'retrain',
  REMOVED: 'remove',
};

/** Between probation and active nothing changes on the desk; every other status is given other work, or none. */
const WORKING: readonly LifeCycleStatus[] = ['PROBATION', 'ACTIVE'];
const mayKeepLeases = (from: LifeCycleStatus, to: LifeCycleStatus): boolean =>
  from === to || (WORKING.includes(from) && WORKING.includes(to));

/** What a measurement calls the change; null when it would say the same before and after. */
function countedKind(from: LifeCycleStatus, to: LifeCycleStatus): string | null {
  const counts = (status: LifeCycleStatus) => status === 'PAUSED' || status === 'REMOVED';
  if (to === from) return null;
  if (to === 'PAUSED') return 'annotator-paused';
  if (to === 'REMOVED') return 'annotator-removed';
  return counts(from) ? 'annotator-resumed' : null;
}

/** A status counts in every batch that the annotator labelled: each is measured again. */
async function touchBatches(
  tx: Queryable,
  actor: AuditActor,
  annotatorId: number,
  kind: string,
): Promise<void> {
  const { rows } = await tx.query<{ batch_id: string }>(
    'SELECT DISTINCT batch_id FROM label WHERE annotator_id = $1 ORDER BY batch_id',
    [annotatorId],
  );
  for (const { batch_id } of rows) {
    await recordBatchEvent(tx, batch_id, { kind, data: { annotatorId }, actorId: actor.id });
    await enqueue(tx, 'measure-quality', { batchId: batch_id }, batch_id);
  }
}
