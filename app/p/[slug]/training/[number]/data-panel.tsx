import { BandChart } from '#components/chart/band-chart';
import { ChartHeading } from '#components/chart/chart-heading';
import { ExportChart } from '#components/chart/export-chart';
import { Card } from '#components/ui/card';
import { formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import { prepareAccuracyLine } from '#lib/charts/prepare-accuracy-line';
import type { ReportWords } from '#lib/training/report-words';
import type { TrainingReport } from '#lib/training/training-report';
import { InfluenceTable } from './influence-table';

/** What the model says about its labels: would more help, would worse hurt, and whose are worth what. */
export function DataPanel({
  slug,
  report,
  words,
}: {
  slug: string;
  report: TrainingReport;
  words: ReportWords;
}) {
  const sparse = report.diagnosis?.sparse;
  if (!sparse) return null;
  const noise =
    sparse.noise &&
    prepareAccuracyLine(
      sparse.noise.map(({ turned, mean, ci95 }) => ({
        x: turned,
        at: turned === 0 ? 'as they are' : `${Math.round(turned * 100)} %`,
        accuracy: mean,
        ci95,
      })),
      'labels turned round',
    );
  const curve =
    sparse.curve &&
    prepareAccuracyLine(
      sparse.curve.map(({ pairs, mean, accuracies }) => ({
        x: Math.log2(pairs),
        at: formatCount(pairs),
        accuracy: mean,
        ci95: new Set(accuracies).size > 1 ? [Math.min(...accuracies), Math.max(...accuracies)] : null,
      })),
      'training pairs',
    );
  return (
    <Card
      note={`sparse fits of the same features on ${formatCount(sparse.trainPairs)} pairs, judged on ${formatCount(sparse.heldOutPairs)}: ${formatPercent(sparse.accuracy.value)} ${formatInterval(sparse.accuracy.ci95, 'percent')}`}
      title="What it says about the labels"
    >
      <div className="grid gap-6 pb-3 md:grid-cols-2">
        <section className="min-w-0">
          <ChartHeading
            note="accuracy by training pairs, band: lowest to highest of three draws"
            save={
              curve && (
                <ExportChart
                  alternative={curve.alternative}
                  name="accuracy-by-training-pairs"
                  of="accuracy by training pairs"
                />
              )
            }
            title="Would more labels help?"
          />
          {curve ? <BandChart drawing={curve} height={180} /> : <Missing />}
        </section>
        <section className="min-w-0">
          <ChartHeading
            note="accuracy when a part of the labels is turned round, 95 % over draws"
            save={
              noise && (
                <ExportChart
                  alternative={noise.alternative}
                  name="accuracy-by-turned-labels"
                  of="accuracy by labels turned round"
                />
              )
            }
            title="Would worse labels hurt?"
          />
          {noise ? <BandChart drawing={noise} height={180} /> : <Missing />}
        </section>
      </div>
      <div className="border-line border-t pt-3">
        <h3 className="mb-2 text-small">
          <b>Whose labels help?</b>{' '}
          <span className="text-ink-3">
            log loss and accuracy on pairs judged by others, with this annotator’s labels less without; below
            zero the model would be better off. It corroborates gold and agreement and is no ground of its
            own.
            {sparse.annotators > sparse.influence.length &&
              ` The ${sparse.influence.length} with the most labels, of ${formatCount(sparse.annotators)}.`}
          </span>
        </h3>
        <InfluenceTable
          rows={sparse.influence.map(({ annotatorId, labels, accuracy, logLoss, error, weight }) => ({
            annotatorId,
            name: words.annotators.get(annotatorId) ?? `annotator ${annotatorId}`,
            href: `/p/${slug}/annotators/${annotatorId}`,
            labels,
            accuracy,
            logLoss,
            error,
            weight,
          }))}
        />
      </div>
    </Card>
  );
}

function Missing() {
  return (
    <p className="mt-2 text-ink-3 text-small">
      No held-out pair is decided, so there is nothing to be right about.
    </p>
  );
}
