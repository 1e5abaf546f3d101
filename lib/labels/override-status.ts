import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { rulesInForce } from './life-cycle-rules-of';
import { type LockedAnnotator, lockAnnotator, moveAnnotator } from './move-annotator';

/**
 * A lead's own decision about somebody's status, with a reason that the person reads. The rules leave it alone until as
 * much new evidence has come as they ask for after a lead's word, and from then on look only at that.
 */
export async function overrideStatus(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; to: LifeCycleStatus; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    await overrideLocked(tx, annotator, actor, input);
  });
}

/** The same, on a row that the caller has locked. */
export async function overrideLocked(
  tx: Queryable,
  annotator: LockedAnnotator,
  actor: AuditActor,
  input: { to: LifeCycleStatus; reason: string },
): Promise<number> {
  if (annotator.status === input.to)
    throw new ConcordError('conflict', `${annotator.name} is ${STATUS_WORDS[input.to]} already.`);
  const { version, rules } = await rulesInForce(annotator.project_id, tx);
  // A new round is decided by its own golds: holding it back would only make it longer.
  const isRound = input.to === 'QUALIFYING' || input.to === 'RETRAINING';
  return moveAnnotator(tx, annotator, input.to, {
    cause: 'lead',
    actor,
    rulesVersion: version,
    reason: input.reason,
    restartsEvidence: true,
    hold: isRound ? undefined : rules.hold,
  });
}

export const STATUS_WORDS: Record<LifeCycleStatus, string> = {
  QUALIFYING: 'in a qualification round',
  PROBATION: 'on probation',
  ACTIVE: 'active',
  PAUSED: 'paused',
  RETRAINING: 'in retraining',
  REMOVED: 'removed',
};

/** Does what a rule proposed, or leaves it: then the rule looks only at what comes later, and waits for enough of it. */
export async function answerProposal(
  project: { id: string },
  actor: AuditActor,
  input: { proposalId: string; accept: boolean; answer: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ annotator_id: number }>(
      'SELECT annotator_id FROM life_cycle_proposal WHERE id = $1 AND project_id = $2',
      [input.proposalId, project.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such proposal in this project.');
    const annotator = await lockAnnotator(tx, project.id, rows[0].annotator_id);
    const { rules } = await rulesInForce(project.id, tx);
    const closed = await tx.query<{ to_status: LifeCycleStatus; reason: string; rule: string }>(
      `UPDATE life_cycle_proposal SET state = $2::proposal_state, closed_at = now(), closed_by = $3, answer = $4, hold_golds = $5, hold_labels = $6,
              after_label = (SELECT coalesce(max(id), 0) FROM label WHERE annotator_id = $7)
       WHERE id = $1 AND state = 'OPEN' RETURNING to_status, reason, rule`,
      [
        input.proposalId,
        input.accept ? 'ACCEPTED' : 'DECLINED',
        actor.id,
        input.answer,
        rules.hold.golds,
        rules.hold.labels,
        annotator.id,
      ],
    );
    const proposal = closed.rows[0];
    if (!proposal) throw new ConcordError('conflict', 'This proposal was answered or has lapsed meanwhile.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: input.accept ? 'proposal.accept' : 'proposal.decline',
      subject: `annotator:${annotator.id}`,
      data: { rule: proposal.rule, to: proposal.to_status, answer: input.answer },
    });
    if (input.accept)
      await overrideLocked(tx, annotator, actor, {
        to: proposal.to_status,
        reason: input.answer ? `${proposal.reason} ${input.answer}` : proposal.reason,
      });
  });
}
