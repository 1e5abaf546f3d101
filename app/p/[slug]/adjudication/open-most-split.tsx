import { ActionForm } from '#components/ui/action-form';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { formatCount } from '#lib/charts/format-figure';
import { MOST_COUNTED, splitWaiting } from '#lib/labels/most-split';
import { openMostSplit } from './actions';

const COUNTS = [10, 25, 50, 100];

/** Sends the most split comparisons of a batch here, a handful at a time; nothing where there are none. */
export async function OpenMostSplit({
  projectId,
  batch,
  slug,
}: {
  projectId: string;
  batch: { id: string; name: string };
  slug: string;
}) {
  const waiting = await splitWaiting(projectId, batch.id);
  if (waiting === 0) return null;
  return (
    <div className="mb-3 rounded-control border border-line bg-surface px-4 py-2.5">
      <ActionForm
        action={openMostSplit}
        done="{n} disagreements are open now."
        hidden={{ slug, batchId: batch.id }}
        inline
      >
        <span>
          Labels differ on{' '}
          {waiting > MOST_COUNTED ? `over ${formatCount(MOST_COUNTED)}` : formatCount(waiting)} more{' '}
          {waiting === 1 ? 'comparison' : 'comparisons'} of {batch.name}.
        </span>
        <span className="w-40">
          <SelectField
            defaultValue="10"
            label="How many to open"
            labelHidden
            name="count"
            options={COUNTS.map((n) => ({ value: String(n), label: `the ${n} most split` }))}
          />
        </span>
        <SubmitButton pendingLabel="Opening …" variant="default">
          Open them
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
