import { ActionForm } from '#components/ui/action-form';
import { CheckboxField } from '#components/ui/checkbox-field';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { makeGold } from './actions';

interface GoldFormProps {
  slug: string;
  comparisonId: number;
  gold: { choice: string; reason: string | null } | null;
}

const ANSWERS = [
  { value: 'A', label: 'A is better' },
  { value: 'TIE', label: 'Tie' },
  { value: 'B', label: 'B is better' },
  { value: 'BOTH_BAD', label: 'Both bad' },
];

/** Makes a comparison a gold, or an item for practice. Folded away: it is rarely what one came for. */
export function GoldForm({ slug, comparisonId, gold }: GoldFormProps) {
  return (
    <details className="rounded-control border border-line bg-surface px-4 py-2.5">
      <summary className="link">{gold ? 'Change the gold' : 'Make it a gold'}</summary>
      <div className="mt-2">
        <ActionForm action={makeGold} done="It is a gold now." hidden={{ slug, comparisonId }}>
          <div className="grid gap-2 sm:grid-cols-[180px_minmax(0,1fr)]">
            <SelectField
              defaultValue={gold?.choice}
              label="Known answer"
              name="choice"
              options={ANSWERS}
              placeholder="Choose"
              required
            />
            <TextField
              defaultValue={gold?.reason ?? undefined}
              hint="Labels that were given before are not held against it."
              label="Why"
              name="reason"
              required
            />
          </div>
          <CheckboxField
            hint="Its answer is explained to whoever practises, so it is never mixed in as a hidden gold again."
            label="For practice only"
            name="practice"
          />
          <div>
            <SubmitButton pendingLabel="Saving …" size="small" variant="default">
              Save
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
