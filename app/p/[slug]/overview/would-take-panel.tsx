'use client';

import { CollectionProgress } from '#components/quality/collection-progress';
import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { SubmitButton } from '#components/ui/submit-button';
import { formatCount } from '#lib/charts/format-figure';
import type { WouldTake } from '#lib/gate/would-take';
import type { CollectionPlan } from '#lib/labels/collection-plan';
import type { BatchSummary } from '#lib/quality/batches';
import { collect, simulate } from '../actions';

interface WouldTakePanelProps {
  slug: string;
  batch: BatchSummary;
  simulated: boolean;
  steps: WouldTake[];
  plans: CollectionPlan[];
}

/** How many comparisons are queued when the estimate can't be made. */
const DEFAULT_COLLECT = 100;

/** What it would take to pass, each step with the button that does it. One primary button: the first step. */
export function WouldTakePanel({ slug, batch, simulated, steps, plans }: WouldTakePanelProps) {
  return (
    <Card
      footer={
        batch.waiting > 0 && (
          <div className="flex w-full flex-wrap items-center gap-2">
            <span className="flex-1 text-ink-2 text-small">
              {formatCount(batch.waiting)} places wait for a label from people under Annotate
              {simulated ? ', or from the demo’s simulated annotators.' : '.'}
            </span>
            {simulated && (
              <ActionForm
                action={simulate}
                done="{n} labels are being simulated."
                hidden={{ slug, batchId: batch.id }}
                inline
              >
                <SubmitButton pendingLabel="Starting …" size="small" variant="default">
                  Simulate the labels
                </SubmitButton>
              </ActionForm>
            )}
          </div>
        )
      }
      padded={false}
      title="What it would take"
    >
      {plans.length > 0 && (
        <div className="px-4 pt-2 pb-1">
          <CollectionProgress plans={plans} />
        </div>
      )}
      {steps.length === 0 ? (
        <div className="px-4 pb-2">
          <EmptyState icon="check" title="Nothing more">
            The gate is open for the labels as they are.
          </EmptyState>
        </div>
      ) : (
        <ul className="px-4 pb-1">
          {steps.map((step, at) => (
            <li
              className="flex flex-wrap items-start gap-x-3 gap-y-1.5 border-line border-t py-2 first:border-t-0"
              key={step.check}
            >
              <div className="min-w-48 flex-1 leading-[1.35]">
                <p>{step.sentence}</p>
                {step.detail && <p className="text-ink-3 text-small">{step.detail}</p>}
              </div>
              <StepButton batch={batch} first={at === 0} slug={slug} step={step} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function StepButton({
  slug,
  batch,
  step,
  first,
}: {
  slug: string;
  batch: BatchSummary;
  step: WouldTake;
  first: boolean;
}) {
  const variant = first ? 'primary' : 'default';
  const query = `?batch=${batch.number}`;
  switch (step.action) {
    case 'exclude-labels':
      return (
        <ButtonLink
          href={`/p/${slug}/annotators/${step.annotatorIds[0] ?? ''}${query}`}
          size="small"
          variant={variant}
        >
          Review and pause
        </ButtonLink>
      );
    case 'collect-overlap': {
      const count = step.count ?? DEFAULT_COLLECT;
      return (
        <ActionForm
          action={collect}
          done="{n} comparisons wait for one more label."
          hidden={{
            slug,
            batchId: batch.id,
            count,
            check: step.check,
            ...(step.tag ? { tag: step.tag } : {}),
          }}
          inline
        >
          <SubmitButton pendingLabel="Queuing …" size="small" variant={variant}>
            Collect {formatCount(count)}
          </SubmitButton>
        </ActionForm>
      );
    }
    case 'label-more':
      return (
        <ButtonLink href={`/p/${slug}/import`} size="small" variant={variant}>
          Import more
        </ButtonLink>
      );
    case 'adjudicate':
      return (
        <ButtonLink href={`/p/${slug}/comparisons${query}&split=1`} size="small" variant={variant}>
          See disagreements
        </ButtonLink>
      );
    case 'wait':
      return null;
    case 'add-annotators':
      return (
        <ButtonLink href={`/p/${slug}/settings/members`} size="small" variant={variant}>
          Invite annotators
        </ButtonLink>
      );
    case 'publish-guideline':
      return (
        <ButtonLink href={`/p/${slug}/guideline`} size="small" variant={variant}>
          To the guideline
        </ButtonLink>
      );
    default:
      return (
        <ButtonLink href={`/p/${slug}/annotators${query}`} size="small" variant={variant}>
          See annotators
        </ButtonLink>
      );
  }
}
