import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { SubmitButton } from '#components/ui/submit-button';
import type { adjudicationOf } from '#lib/labels/adjudication-of';
import { openOne } from '../../adjudication/actions';

/** Sends one comparison to the adjudicators, or leads to where it is already. */
export function AdjudicateButton({
  comparisonId,
  found,
  slug,
}: {
  comparisonId: number;
  /** Its adjudication, where there is one. */
  found: Awaited<ReturnType<typeof adjudicationOf>>;
  slug: string;
}) {
  if (found) {
    return (
      <ButtonLink href={`/p/${slug}/adjudication/${found.id}`} icon="adjudicate">
        {found.state === 'OPEN' ? 'Open adjudication' : 'Its verdict'}
      </ButtonLink>
    );
  }
  return (
    <ActionForm
      action={openOne}
      done="Sent to adjudication."
      hidden={{ slug, comparisonIds: comparisonId, reason: 'Sent from its page.' }}
      inline
    >
      <SubmitButton icon="adjudicate" pendingLabel="Sending …" variant="default">
        Send to adjudication
      </SubmitButton>
    </ActionForm>
  );
}
