import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { PolicyChecks } from '#lib/gate/policy';
import { lockPolicy, putInForce } from './change-policy';

/**
 * A second admin's answer to a proposal for a looser policy. Approved, it comes into force at once, in the proposer's
 * name and with both; the database itself refuses a looser version without two admins.
 *
 * @returns the new version and how many runs it released; null when the proposal was declined.
 */
export async function decideProposal(
  project: { id: string },
  actor: AuditActor,
  input: { proposalId: string; approve: boolean },
): Promise<{ version: number; released: number } | null> {
  return transaction(async (tx) => {
    await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [project.id]);
    const { rows } = await tx.query<{
      id: string;
      after_version: number;
      checks: PolicyChecks;
      level: number;
      two_for_lowering: boolean;
      note: string;
      proposed_by: string;
      decided_at: Date | null;
    }>('SELECT * FROM policy_proposal WHERE id = $1 AND project_id = $2 FOR UPDATE', [
      input.proposalId,
      project.id,
    ]);
    const proposal = rows[0];
    if (!proposal) throw new ConcordError('not_found', 'There is no such proposal.');
    if (proposal.decided_at) throw new ConcordError('conflict', 'This proposal was decided already.');
    if (input.approve && proposal.proposed_by === actor.id)
      throw new ConcordError('forbidden', 'You proposed this. Another admin has to approve it.');
    await tx.query(
      'UPDATE policy_proposal SET decided_at = now(), decided_by = $2, approved = $3 WHERE id = $1',
      [proposal.id, actor.id, input.approve],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: input.approve ? 'policy.approve' : 'policy.decline',
      subject: `policy-proposal:${proposal.id}`,
      data: { to: proposal.checks, level: proposal.level },
    });
    if (!input.approve) return null;
    const before = await lockPolicy(tx, project.id, proposal.after_version);
    return putInForce(
      tx,
      project.id,
      { kind: 'person', id: proposal.proposed_by },
      {
        before,
        content: {
          checks: proposal.checks,
          level: proposal.level,
          twoForLowering: proposal.two_for_lowering,
        },
        note: proposal.note,
        approvedBy: actor.id,
      },
    );
  });
}
