import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { dismiss, giveBack } from '../actions';

/** What else can become of a disagreement: more labels, or no verdict. */
export function OtherWays({
  adjudicationId,
  slug,
  batchOpen,
}: {
  adjudicationId: string;
  slug: string;
  batchOpen: boolean;
}) {
  return (
    <Card title="Instead of a verdict">
      <div className="grid gap-4">
        <ActionForm
          action={giveBack}
          done="Given back; it waits until {n} annotators have labelled it."
          hidden={{ slug, adjudicationId }}
        >
          <SelectField
            defaultValue="2"
            label="Ask for more labels"
            name="labels"
            options={[1, 2, 3, 4, 5].map((n) => ({
              value: String(n),
              label: n === 1 ? '1 more' : `${n} more`,
            }))}
          />
          <div>
            <SubmitButton
              disabledReason={batchOpen ? null : 'The batch is closed.'}
              pendingLabel="Giving back …"
              size="small"
              variant="default"
            >
              Give it back to the annotators
            </SubmitButton>
          </div>
        </ActionForm>
        <div className="border-line border-t pt-3">
          <ActionForm action={dismiss} done="Dismissed." hidden={{ slug, adjudicationId }}>
            <TextField label="Why no verdict is needed" name="reason" required />
            <div>
              <SubmitButton pendingLabel="Dismissing …" size="small" variant="default">
                Dismiss
              </SubmitButton>
            </div>
          </ActionForm>
        </div>
      </div>
    </Card>
  );
}
