'use client';

import type { ReactNode } from 'react';
import { ExportRows } from '#components/table/export-rows';
import type { CellValue } from '#components/table/table-column';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { Estimate } from '#components/ui/estimate';
import { ScrollArea } from '#components/ui/scroll-area';
import { Whisker } from '#components/ui/whisker';
import type { Proportion } from '#lib/annotators/proportion';
import { formatCoefficient, formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import type { JudgeRow, LengthPull } from '#lib/quality/report-parts/judges';
import type { ClusteredRatio } from '#lib/statistics/clustered-ratio';
import type { Estimate as EstimateFigures, Interval } from '#lib/statistics/estimate';

/** A figure as it is drawn, and as it is exported: value, low, high. */
interface Figure {
  drawn: ReactNode;
  cells: [CellValue, CellValue, CellValue];
}

interface Line {
  name: string;
  note: string;
  judge: Figure;
  people: Figure;
}

const figure = (drawn: ReactNode, value: number | null, ci95: Interval | null | undefined): Figure => ({
  drawn,
  cells: [value, ci95?.[0] ?? null, ci95?.[1] ?? null],
});

const LEAST = 10;

function drawn(
  value: number | null,
  ci95: Interval | null,
  of: string,
  domain: readonly [number, number],
  tick?: number,
): ReactNode {
  if (value === null) return <span className="text-ink-3 text-small">none yet</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <b className="w-11 text-right">{formatPercent(value, 0)}</b>
      <Whisker domain={domain} interval={ci95} softTick threshold={tick} value={value} width={120} />
      <span className="text-ink-3 text-small">
        {formatInterval(ci95, 'percent')} · {of}
      </span>
    </span>
  );
}

const ratio = (r: ClusteredRatio) =>
  figure(
    drawn(r.value, r.ci95, `${formatCount(r.successes)} of ${formatCount(r.trials)}`, [0.2, 1]),
    r.value,
    r.ci95,
  );
const kappa = (estimate: EstimateFigures) =>
  figure(<Estimate estimate={estimate} kind="coefficient" />, estimate.value, estimate.ci95);
const share = (p: Proportion, tick?: number, domain: readonly [number, number] = [0.2, 1]) =>
  figure(
    p.n > 0 && p.n < LEAST ? (
      <span className="text-ink-3 text-small">
        too few: {p.count} of {p.n}
      </span>
    ) : (
      drawn(p.value, p.ci95, `${formatCount(p.count)} of ${formatCount(p.n)}`, domain, tick)
    ),
    p.value,
    p.ci95,
  );
const pull = ({ oddsRatio, ci95, labels }: LengthPull) =>
  figure(
    oddsRatio === null ? (
      <span className="text-ink-3 text-small">too few: {formatCount(labels)} decisive labels</span>
    ) : (
      <span>
        <b>× {formatCoefficient(oddsRatio)}</b>{' '}
        <span className="text-ink-3 text-small">
          {formatInterval(ci95, 'coefficient')} · {formatCount(labels)} labels
        </span>
      </span>
    ),
    oddsRatio,
    ci95,
  );
const NONE = figure(<span className="text-ink-3 text-small">–</span>, null, null);

/** A judge's figures, each beside what people reach on the same comparisons. */
export function JudgeCard({ judge }: { judge: JudgeRow }) {
  const { agreement } = judge;
  const lines: Line[] = [
    {
      name: 'Agreement with people',
      note: 'label pairs that agree; beside it, people with each other',
      judge: ratio(agreement.withHumans),
      people: ratio(agreement.amongHumans),
    },
    {
      name: 'Kappa',
      note: 'Cohen’s, mean over people by shared comparisons',
      judge: kappa(agreement.kappaWithHumans),
      people: kappa(agreement.kappaAmongHumans),
    },
    {
      name: 'Agreement with the majority',
      note: 'of people; for a person, of the others',
      judge: ratio(agreement.withMajority),
      people: ratio(agreement.humansWithMajority),
    },
    {
      name: 'Gold accuracy',
      note: 'known answers it gave',
      judge: share(judge.gold),
      people: share(judge.humanGold),
    },
    {
      name: 'Position consistency',
      note: 'same response chosen when the sides are swapped',
      judge: share(judge.positionConsistency),
      people: NONE,
    },
    {
      name: 'Same-order consistency',
      note: 'same response chosen when asked again',
      judge: share(judge.sameOrderConsistency),
      people: NONE,
    },
    {
      name: 'First shown chosen',
      note: 'of decisive labels; half would be no bias',
      judge: share(judge.firstShare, 0.5, [0, 1]),
      people: NONE,
    },
    {
      name: 'Pull of length',
      note: 'odds of choosing a response twice as long, people’s opinion of it held fixed',
      judge: pull(judge.length),
      people: pull(judge.humanLength),
    },
    {
      name: 'No clear preference',
      note: 'ties and both bad',
      judge: share(judge.ties, undefined, [0, 1]),
      people: share(judge.humanTies, undefined, [0, 1]),
    },
  ];
  return (
    <Card
      actions={
        <>
          {judge.firstShare.flagged && <Chip tone="fail">favours one side</Chip>}
          <ExportRows
            headers={['figure', 'judge', 'low', 'high', 'people', 'people low', 'people high']}
            name={`judge-${judge.annotatorId}`}
            of={judge.name}
            rows={lines.map((line) => [line.name, ...line.judge.cells, ...line.people.cells])}
          />
        </>
      }
      note={`${formatCount(judge.labels)} labels; ${formatCount(agreement.shared)} comparisons shared with people${judge.cantJudge ? `; ${formatCount(judge.cantJudge)} times it could not judge` : ''}`}
      padded={false}
      title={judge.name}
    >
      <ScrollArea label={`Table: ${judge.name}`} className="mt-2 overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">{judge.name} beside what people reach on the same comparisons</caption>
          <thead>
            <tr className="border-line-strong border-b text-left text-ink-2 text-small">
              <th className="px-4 py-1 font-medium" scope="col">
                Figure, 95 %
              </th>
              <th className="px-2 py-1 font-medium" scope="col">
                {judge.name}
              </th>
              <th className="px-2 py-1 pr-4 font-medium" scope="col">
                People, same comparisons
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr className="border-line border-b last:border-b-0" key={line.name}>
                <th className="px-4 py-1.5 text-left font-medium" scope="row">
                  {line.name}
                  <span className="block font-normal text-ink-3 text-small">{line.note}</span>
                </th>
                <td className="px-2">{line.judge.drawn}</td>
                <td className="px-2 pr-4">{line.people.drawn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Card>
  );
}
