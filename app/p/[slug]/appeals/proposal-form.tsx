import { ActionForm } from '#components/ui/action-form';
import { RadioGroupField } from '#components/ui/radio-group-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { decideProposal } from './actions';

/** A lead's word on what a rule proposes. */
export function ProposalForm({ proposalId, slug, to }: { proposalId: string; slug: string; to: string }) {
  return (
    <ActionForm action={decideProposal} done="Decided." hidden={{ slug, proposalId }}>
      <RadioGroupField
        inline
        label="What to do"
        labelHidden
        name="decision"
        options={[
          { value: 'accept', label: `Do it: ${to.toLowerCase()}` },
          { value: 'decline', label: 'Leave it; wait for new evidence' },
        ]}
        required
      />
      <div className="flex flex-wrap items-end gap-2">
        <span className="min-w-56 flex-1">
          <TextField label="In your words" name="answer" required={false} />
        </span>
        <SubmitButton pendingLabel="Deciding …" variant="default">
          Decide
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
