import { BandChart } from '#components/chart/band-chart';
import { ExportChart } from '#components/chart/export-chart';
import { LossChart } from '#components/chart/loss-chart';
import { LiveProgressHeader } from '#components/training/live-progress-header';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { prepareAccuracyByEpoch, prepareLossCurves } from '#lib/charts/prepare-training-curves';
import type { TrainingProgress } from '#lib/reward-model/train-reward-model';
import type { RunDetail, RunEvent } from '#lib/training/training-runs';

/** The run's curves, drawn again with each new event while it trains. */
export function LivePanel({ run, events }: { run: RunDetail; events: RunEvent[] }) {
  const progress = events
    .filter((e) => e.kind === 'progress')
    .map((e) => e.data as unknown as TrainingProgress);
  const started = events.findLast((e) => e.kind === 'started')?.data as
    | { backend?: string; pairs?: number }
    | undefined;
  const judging = events.findLast((e) => e.kind === 'judging' || e.kind === 'progress');
  const last = progress.at(-1);
  if (!last) {
    return (
      <Card title="Training">
        <EmptyState icon="history" title="Waiting for the worker">
          The first figures appear within seconds of its start.
        </EmptyState>
      </Card>
    );
  }
  const at = (p: TrainingProgress) => (p.steps ? (p.step / p.steps) * p.epochs : 0);
  const loss = prepareLossCurves(
    progress.map((p) => ({ epoch: at(p), training: p.trainLoss, validation: p.validationLoss })),
    last.epochs,
  );
  const accuracy = prepareAccuracyByEpoch(
    progress.map((p) => ({ epoch: at(p), accuracy: p.validationAccuracy, ci95: null })),
    last.epochs,
  );
  return (
    <Card
      note={started?.backend ? `TensorFlow on ${started.backend}, ${started.pairs} pairs` : undefined}
      title={run.state === 'RUNNING' ? 'Training now' : 'How it trained'}
    >
      <div className="grid gap-4">
        {run.state === 'RUNNING' && judging?.kind !== 'judging' && (
          <LiveProgressHeader {...last} name={`Run ${run.number}`} />
        )}
        {run.state === 'RUNNING' && judging?.kind === 'judging' && (
          <p className="text-ink-2" role="status">
            {judging.data.fold
              ? `Trained. Now it is judged: fold ${judging.data.fold} of ${judging.data.folds}, each a training of its own on the other prompts.`
              : 'Trained and judged. Now the report: what each annotator, more labels and worse labels would change.'}
          </p>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <figure>
            <figcaption className="flex items-center justify-between text-ink-2 text-small">
              Loss, nats per pair
              {loss && (
                <ExportChart alternative={loss.alternative} name={`loss-run-${run.number}`} of="loss" />
              )}
            </figcaption>
            {loss && <LossChart drawing={loss} />}
          </figure>
          <figure>
            <figcaption className="flex items-center justify-between text-ink-2 text-small">
              Validation accuracy
              {accuracy && (
                <ExportChart
                  alternative={accuracy.alternative}
                  name={`accuracy-run-${run.number}`}
                  of="validation accuracy"
                />
              )}
            </figcaption>
            {accuracy ? (
              <BandChart drawing={accuracy} height={180} />
            ) : (
              <p className="text-ink-3 text-small">After the first epoch.</p>
            )}
          </figure>
        </div>
      </div>
    </Card>
  );
}
