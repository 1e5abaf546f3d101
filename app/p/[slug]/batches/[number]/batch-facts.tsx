import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { DefinitionList } from '#components/ui/definition-list';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import type { BatchDetail } from '#lib/labels/batch-detail';
import { morePairs } from '../actions';

interface BatchFactsProps {
  batch: BatchDetail;
  comparisons: number;
  slug: string;
}

/** Beside the settings: what the batch holds, whether its golds last, and pairs that could still be made. */
export function BatchFacts({ batch, comparisons, slug }: BatchFactsProps) {
  const { golds, withoutGolds, annotators, unmadePairs } = batch;
  return (
    <div className="grid gap-3">
      <Card title="What it holds">
        <DefinitionList
          items={[
            { term: 'Comparisons', value: comparisons.toLocaleString('en') },
            { term: 'Golds among them', value: golds.toLocaleString('en') },
            { term: 'People who label now', value: annotators.toLocaleString('en') },
          ]}
        />
        {batch.goldPercent > 0 && golds === 0 && (
          <div className="mt-3">
            <Notice title="There are no golds in this batch" tone="info">
              Nobody gets any, whatever the rate. Import comparisons with a gold_choice into it.
            </Notice>
          </div>
        )}
        {withoutGolds > 0 && (
          <div className="mt-3">
            <Notice
              title={`${withoutGolds} of ${annotators} ${annotators === 1 ? 'person has' : 'people have'} seen every gold`}
              tone="info"
            >
              They get no more golds here. Import further ones, so that their accuracy goes on being measured.
            </Notice>
          </div>
        )}
      </Card>
      {unmadePairs > 0 && (
        <Card title="Further pairs">
          <p className="mb-3 text-ink-2">
            Of its prompts with several responses, {unmadePairs.toLocaleString('en')}{' '}
            {unmadePairs === 1 ? 'pair is' : 'pairs are'} not compared yet. Added are those between sources
            whose order the labels so far leave most open.
          </p>
          <ActionForm action={morePairs} done="{n} pairs were added." hidden={{ slug, batchId: batch.id }}>
            <TextField
              defaultValue={String(Math.min(100, unmadePairs))}
              inputMode="numeric"
              label="How many"
              name="count"
            />
            <div>
              <SubmitButton pendingLabel="Choosing …">Add pairs</SubmitButton>
            </div>
          </ActionForm>
        </Card>
      )}
    </div>
  );
}
