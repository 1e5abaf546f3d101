import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { cx } from '#components/ui/cx';
import { Link } from '#components/ui/link';
import { ScrollArea } from '#components/ui/scroll-area';
import {
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import type { ClusteredMean } from '#lib/reward-model/clustered-mean';
import { CHOICE_WORDS } from '#lib/training/training-choices';
import type { TrainingReport } from '#lib/training/training-report';
import type { RunDetail } from '#lib/training/training-runs';

interface Line {
  name: string;
  of: (report: TrainingReport, run: RunDetail) => string;
  note?: (report: TrainingReport) => string;
}

const GROUPS: { title: string; lines: Line[] }[] = [
  {
    title: 'How good',
    lines: [
      { name: 'Accuracy', ...mean((r) => r.heldOut.accuracy) },
      { name: 'Better length rule', ...mean((r) => r.heldOut.length.accuracy) },
      { name: 'Less the rule', ...mean((r) => r.heldOut.length.difference) },
      { name: 'Nearly equal lengths', ...mean((r) => r.heldOut.length.matched) },
      { name: 'Shorter preferred', ...mean((r) => r.heldOut.length.shorterPreferred) },
      { name: 'Of what people reach', of: (r) => formatPercent(r.heldOut.people.parity, 0) },
      { name: 'Of the most possible', of: (r) => formatPercent(r.heldOut.people.ofCeiling, 0) },
      { name: 'Log loss, nats', ...mean((r) => r.heldOut.logLoss, 'coefficient') },
      {
        name: 'Calibration error',
        of: (r) => formatCoefficient(r.heldOut.calibration?.expectedError ?? null, 3),
      },
      { name: 'Temperature', of: (r) => formatCoefficient(r.heldOut.calibration?.temperature ?? null) },
      {
        name: 'Reward with length, within prompts',
        of: (r) => formatSigned(r.heldOut.length.correlation.withinPrompt, 2),
      },
      {
        name: 'Best of N with people',
        of: (r) => formatPercent(r.diagnosis?.bestOfN?.at(-1)?.won.value ?? null),
        note: (r) => (r.diagnosis?.bestOfN ? `N = ${r.diagnosis.bestOfN.at(-1)!.n}` : ''),
      },
    ],
  },
  {
    title: 'On what',
    lines: [
      { name: 'Batch', of: (_, run) => run.batch.name },
      { name: 'Comparisons', of: (r) => formatCount(r.data.pairs) },
      {
        name: 'Trained on',
        of: (r) => formatCount(r.data.train),
        note: (r) => (r.data.effective ? `worth ${formatCount(r.data.effective)}` : ''),
      },
      {
        name: 'Judged by',
        of: (r) => formatCount(r.heldOut.counts.decided),
        note: (r) => (r.folds ? `${r.folds} folds` : 'held-out part'),
      },
      { name: 'Snapshot', of: (_, run) => `${run.snapshotHash.slice(0, 12)}…` },
      {
        name: 'Gate',
        of: (r, run) =>
          r.lineage.waiver ? `waiver ${r.lineage.waiver.number}` : `decision ${run.decision.number}`,
        note: (r) => (r.lineage.waiver ? 'checks did not pass' : ''),
      },
      { name: 'Policy', of: (_, run) => `${run.decision.policyPreset} v${run.decision.policyVersion}` },
    ],
  },
  {
    title: 'How',
    lines: [
      { name: 'Trust in labels', of: (r, run) => CHOICE_WORDS.trust[r.data.trust ?? run.choices.trust] },
      { name: 'Ties', of: (_, run) => CHOICE_WORDS.ties[run.choices.ties] },
      { name: 'Margin', of: (_, run) => CHOICE_WORDS.margin[run.choices.margin] },
      { name: 'Length control', of: (_, run) => CHOICE_WORDS.lengthControl[run.choices.lengthControl] },
      { name: 'Centring', of: (_, run) => formatCoefficient(run.choices.centring) },
      { name: 'Seed', of: (r) => String(r.lineage.seed) },
      { name: 'Best epoch', of: (r) => `${r.bestEpoch} of ${r.history.length}` },
      { name: 'Time', of: (r) => formatDuration(r.trainedMs / 1000), note: (r) => r.backend },
      { name: 'Program', of: (r) => r.lineage.code ?? 'not recorded' },
    ],
  },
];

/** Runs as columns; what differs from the first one stands out. */
export function CompareTable({ slug, runs }: { slug: string; runs: RunDetail[] }) {
  return (
    <Card
      actions={
        <ExportRows
          headers={['figure', ...runs.map(({ number }) => `run ${number}`)]}
          name="runs-side-by-side"
          of="runs side by side"
          rows={GROUPS.flatMap(({ lines }) =>
            lines.map((line) => [
              line.name,
              ...runs.map((run) =>
                [line.of(run.report!, run), line.note?.(run.report!)].filter(Boolean).join(', '),
              ),
            ]),
          )}
        />
      }
      note="what differs from the first is bold"
      padded={false}
      title="Side by side"
    >
      <ScrollArea className="overflow-x-auto pb-2" label="Table: runs side by side">
        <table className="mt-1 w-full border-collapse">
          <thead>
            <tr>
              <th
                className="sticky left-0 bg-surface px-4 py-1.5 text-left font-normal text-ink-3"
                scope="col"
              >
                Figure
              </th>
              {runs.map((run) => (
                <th className="min-w-40 px-4 py-1.5 text-left font-semibold" key={run.number} scope="col">
                  <Link
                    className="text-accent-text hover:underline"
                    href={`/p/${slug}/training/${run.number}`}
                  >
                    Run {run.number}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          {GROUPS.map(({ title, lines }) => (
            <tbody key={title}>
              <tr>
                <th
                  className="sticky left-0 bg-surface px-4 pt-4 pb-1 text-left font-semibold text-small"
                  colSpan={1}
                  scope="rowgroup"
                >
                  {title}
                </th>
              </tr>
              {lines.map((line) => (
                <Row key={line.name} line={line} runs={runs} />
              ))}
            </tbody>
          ))}
        </table>
      </ScrollArea>
    </Card>
  );
}

function Row({ line, runs }: { line: Line; runs: RunDetail[] }) {
  const words = runs.map((run) => line.of(run.report!, run));
  return (
    <tr className="border-line border-t">
      <th className="sticky left-0 bg-surface px-4 py-1 text-left font-normal text-ink-2" scope="row">
        {line.name}
      </th>
      {runs.map((run, i) => (
        <td
          className={cx('px-4 py-1 align-top', i > 0 && words[i] !== words[0] && 'font-semibold')}
          key={run.number}
        >
          {words[i]}
          {line.note && (
            <span className="ml-1.5 font-normal text-ink-3 text-small">{line.note(run.report!)}</span>
          )}
        </td>
      ))}
    </tr>
  );
}

function mean(of: (report: TrainingReport) => ClusteredMean, kind: 'percent' | 'coefficient' = 'percent') {
  return {
    of: (report: TrainingReport) => {
      const { value } = of(report);
      return kind === 'percent' ? formatPercent(value) : formatCoefficient(value, 3);
    },
    note: (report: TrainingReport) => {
      const { value, ci95, reason } = of(report);
      return value === null ? (reason ?? '') : formatInterval(ci95, kind);
    },
  };
}
