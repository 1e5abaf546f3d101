import { BarChart } from '#components/chart/bar-chart';
import { ChartHeading } from '#components/chart/chart-heading';
import { ExportChart } from '#components/chart/export-chart';
import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { DefinitionList } from '#components/ui/definition-list';
import { Whisker } from '#components/ui/whisker';
import {
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import { prepareHistogram } from '#lib/charts/prepare-histogram';
import type { ClusteredMean } from '#lib/reward-model/clustered-mean';
import type { PromptEstimate } from '#lib/reward-model/prompt-jackknife';
import type { TrainingReport } from '#lib/training/training-report';

const FEATURES: Record<string, string> = {
  'log characters': 'length',
  'log lines': 'lines',
  'log list items': 'list items',
  'code fence': 'code block',
  'prompt overlap recall': 'words of the prompt',
  'type-token ratio': 'variety of words',
  'terminal punctuation': 'ends with a full stop',
  'log refusal cues': 'refusal',
  'log hedge cues': 'hedging',
  'log question marks': 'question marks',
  'log exclamation marks': 'exclamation marks',
  'mean word length': 'length of words',
};

/** What the model pays for: length and form beside what people prefer, and how its rewards are spread. */
export function ShortcutPanel({ report }: { report: TrainingReport }) {
  const { heldOut, diagnosis } = report;
  if (!diagnosis) return null;
  const { length } = heldOut;
  const file = `run-${report.lineage.run}`;
  const rewards = diagnosis.rewards && prepareHistogram(diagnosis.rewards, 'responses');
  const margins = diagnosis.margins && prepareHistogram(diagnosis.margins, 'pairs');
  return (
    <Card note="short cuts it may have found" title="What it rewards">
      <div className="grid gap-6 lg:grid-cols-[minmax(260px,340px)_minmax(0,1fr)]">
        <section>
          <h3 className="mb-1 font-semibold text-small">Length</h3>
          <DefinitionList
            items={[
              {
                term: `Accuracy, lengths within ${formatPercent(length.matchedWithin ?? 0.1, 0)}`,
                ...mean(length.matched),
              },
              { term: 'Where the shorter is preferred', ...mean(length.shorterPreferred) },
              { term: 'Mean of longer and shorter preferred', ...mean(length.balanced) },
              {
                term: 'Reward with length, within prompts',
                value: formatSigned(length.correlation.withinPrompt, 2),
              },
              { term: 'Reward with length, over all', value: formatSigned(length.correlation.overall, 2) },
              ...(report.lengthSlope
                ? [{ term: 'Taken out by length control', value: formatSigned(report.lengthSlope, 3) }]
                : []),
            ]}
          />
          <h3 className="mt-4 mb-1 font-semibold text-small">Position</h3>
          <DefinitionList
            items={[
              {
                term: 'Same verdict with sides swapped',
                value: '100 %',
                note: 'by construction: it never sees a side',
              },
              {
                term: 'Labels for the left-hand response',
                value: diagnosis.left.of ? formatPercent(diagnosis.left.chosen / diagnosis.left.of) : '–',
                note: diagnosis.left.of
                  ? `of ${formatCount(diagnosis.left.of)}`
                  : 'the sides of these labels are not known',
              },
            ]}
          />
        </section>
        <section className="min-w-0">
          <ChartHeading
            note="correlation with a difference in …, −1 to 1, 95 %"
            save={
              <ExportRows
                headers={['more …', 'people', 'low', 'high', 'model', 'low', 'high']}
                name={`form-${file}`}
                of="form"
                rows={diagnosis.format.map(({ feature, people, model }) => [
                  FEATURES[feature] ?? feature,
                  ...[people, model].flatMap(({ value, ci95 }) => [
                    value,
                    ci95?.[0] ?? null,
                    ci95?.[1] ?? null,
                  ]),
                ])}
              />
            }
            title="Form"
          />
          <FormTable report={report} />
        </section>
        <section>
          <ChartHeading
            note={
              heldOut.rewards &&
              `median ${formatCoefficient(heldOut.rewards.p50)}, 98 % within ${formatCoefficient(heldOut.rewards.p01)} and ${formatCoefficient(heldOut.rewards.p99)}`
            }
            save={
              rewards && (
                <ExportChart alternative={rewards.alternative} name={`rewards-${file}`} of="rewards" />
              )
            }
            title="Rewards"
          />
          {rewards && <BarChart axis drawing={rewards} height={130} />}
        </section>
        <section className="min-w-0">
          <ChartHeading
            note={
              heldOut.margins &&
              `median ${formatCoefficient(heldOut.margins.p50)}, 99 % below ${formatCoefficient(heldOut.margins.p99)}`
            }
            save={
              margins && (
                <ExportChart alternative={margins.alternative} name={`margins-${file}`} of="margins" />
              )
            }
            title="Margins between the two responses"
          />
          {margins && <BarChart axis drawing={margins} height={130} />}
        </section>
      </div>
    </Card>
  );
}

function FormTable({ report }: { report: TrainingReport }) {
  const { format } = report.diagnosis!;
  const shown = format.filter((row) => row.model.value !== null || row.people.value !== null);
  const alike = format
    .filter((row) => !shown.includes(row))
    .map((row) => FEATURES[row.feature] ?? row.feature);
  return (
    <>
      {shown.length > 0 && (
        <table className="mt-1 w-full border-collapse text-small">
          <thead>
            <tr className="text-left text-ink-3">
              <th className="py-1 pr-3 font-normal" scope="col">
                More …
              </th>
              <th className="py-1 pr-3 font-normal" scope="col">
                People
              </th>
              <th className="py-1 font-normal" scope="col">
                Model
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr className="border-line border-t" key={row.feature}>
                <th className="h-7 py-0.5 pr-3 text-left font-normal" scope="row">
                  {FEATURES[row.feature] ?? row.feature}
                </th>
                <Correlation estimate={row.people} />
                <Correlation accent estimate={row.model} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {alike.length > 0 && (
        <p className="mt-2 text-ink-3 text-small">
          Not measured, because fewer than 30 pairs of responses differ in it: {alike.join(', ')}.
        </p>
      )}
    </>
  );
}

function Correlation({ estimate, accent }: { estimate: PromptEstimate; accent?: boolean }) {
  if (estimate.value === null) return <td className="h-7 pr-3 text-ink-3">{estimate.reason ?? '–'}</td>;
  return (
    <td className="h-7 pr-3">
      <span className="flex items-center gap-2">
        <span className="max-sm:hidden">
          <Whisker
            domain={[-1, 1]}
            height={18}
            interval={estimate.ci95}
            softTick
            threshold={0}
            tone={accent ? 'accent' : 'ink'}
            value={estimate.value}
            width={96}
          />
        </span>
        <span className="whitespace-nowrap">{formatSigned(estimate.value, 2)}</span>
        <span className="whitespace-nowrap text-ink-3 max-xl:hidden">
          {formatInterval(estimate.ci95, 'signed', 2)}
        </span>
      </span>
    </td>
  );
}

const mean = (m: ClusteredMean) => ({
  value: m.value === null ? '–' : formatPercent(m.value),
  note: m.value === null ? m.reason : formatInterval(m.ci95, 'percent'),
});
