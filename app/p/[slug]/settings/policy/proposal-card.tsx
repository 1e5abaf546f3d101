import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import { type PolicyContent, policyDifferences } from '#lib/gate/policy-difference';
import type { OpenProposal } from '#lib/quality/policy-versions';
import { answerProposal } from '../actions';
import { differenceText } from './difference-text';

interface ProposalCardProps {
  slug: string;
  proposal: OpenProposal;
  inForce: PolicyContent;
  userId: string;
}

/** A looser policy that one admin has proposed: a second one says yes or no. */
export function ProposalCard({ slug, proposal, inForce, userId }: ProposalCardProps) {
  const own = proposal.byId === userId;
  const hidden = { slug, proposalId: proposal.id };
  return (
    <Card
      note={
        <>
          by {proposal.by}, <Time at={proposal.createdAt} shape="relative" />
        </>
      }
      title="A looser policy is proposed"
    >
      <p className="max-w-[80ch] text-ink-2">{proposal.note}</p>
      <ul className="mt-1">
        {policyDifferences(inForce, proposal).map((d) => (
          <li className="text-small" key={d.what}>
            {differenceText(d)}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {own ? (
          <p className="text-ink-3 text-small">
            You proposed it: it comes into force when another admin approves it.
          </p>
        ) : (
          <ActionForm
            action={answerProposal}
            done="Approved: it is in force."
            hidden={{ ...hidden, approve: 'true' }}
            inline
          >
            <SubmitButton pendingLabel="Judging …">Approve as the second person</SubmitButton>
          </ActionForm>
        )}
        <ActionForm
          action={answerProposal}
          done={own ? 'Withdrawn.' : 'Declined.'}
          hidden={{ ...hidden, approve: 'false' }}
          inline
        >
          <SubmitButton pendingLabel="Saving …" variant="quiet">
            {own ? 'Withdraw' : 'Decline'}
          </SubmitButton>
        </ActionForm>
      </div>
    </Card>
  );
}
