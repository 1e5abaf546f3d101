import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { VerdictMark } from '#components/ui/verdict';
import { Whisker } from '#components/ui/whisker';
import { prepareChecks } from '#lib/charts/prepare-checks';
import type { Decision } from '#lib/gate/decide';
import type { BatchSummary } from '#lib/quality/batches';
import { train } from '../actions';
import { EngineFields } from './engine-fields';
import { TrainingChoiceFields } from './training-choices';
import { WhenDpo } from './when-dpo';

interface RequestPanelProps {
  slug: string;
  batch: BatchSummary;
  decision: Decision;
  mayRequest: boolean;
  /** Null where no Ray cluster is set up. */
  cluster: { baseModel: string } | null;
}

/** What the gate would say now, and the request: it is judged on the server at that very moment, whatever stands here. */
export function RequestPanel({ slug, batch, decision, mayRequest, cluster }: RequestPanelProps) {
  const open = prepareChecks(decision.checks).filter((c) => c.verdict !== 'PASS');
  return (
    <Card
      actions={<VerdictMark verdict={decision.verdict} />}
      footer={
        <ButtonLink href={`/p/${slug}?batch=${batch.number}`} size="small">
          What it would take
        </ButtonLink>
      }
      title="Request training"
    >
      {open.length > 0 && (
        <ul className="mb-3">
          {open.map((check) => (
            <li
              className="flex flex-wrap items-center gap-x-3 border-line border-t py-2 first:border-t-0"
              key={check.id}
            >
              <div className="min-w-40 flex-1">
                <VerdictMark verdict={check.verdict} />
                <p className="font-semibold">{check.name}</p>
                <p className="text-ink-3 text-small">
                  {check.measured} {check.interval !== 'exact' && check.interval && `(${check.interval})`}{' '}
                  needs {check.needs}
                </p>
              </div>
              <Whisker {...check.whisker} tone={check.verdict} width={104} />
            </li>
          ))}
        </ul>
      )}
      {mayRequest ? (
        <ActionForm action={train} done="Requested." hidden={{ slug, batchId: batch.id }}>
          <div className="grid grid-cols-2 gap-3">
            <TextField
              defaultValue={cluster ? '' : '12'}
              hint={cluster ? 'empty: 12 here, which stops early; 1 on the cluster' : 'at most; stops early'}
              inputMode="numeric"
              label="Epochs"
              name="epochs"
            />
            <TextField
              defaultValue="1"
              hint="same seed, same model"
              inputMode="numeric"
              label="Seed"
              name="seed"
            />
          </div>
          {cluster && <EngineFields baseModel={cluster.baseModel} />}
          <TrainingChoiceFields />
          <div>
            <SubmitButton pendingLabel="Judging …">Request training</SubmitButton>
          </div>
          <p className="text-ink-3 text-small">
            {open.length > 0
              ? 'The run will be blocked with these reasons, and starts by itself when the gate passes.'
              : 'The gate judges again at this moment; then the worker trains.'}
          </p>
        </ActionForm>
      ) : (
        <p className="text-ink-3 text-small">An admin of the project can request training.</p>
      )}
      <div className="mt-3">
        <WhenDpo comparisons={batch.comparisons} />
      </div>
    </Card>
  );
}
