'use client';

import type { ReactNode } from 'react';
import { Spark } from '#components/chart/spark';
import type { TableColumn } from '#components/table/data-table';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatDuration, formatPercent } from '#lib/charts/format-figure';
import type { AnnotatorRow, StoredHabit, StoredShare } from '#lib/quality/annotator-row';

export type Row = AnnotatorRow & { href: string };

/** Below this a share of one person says too little to be drawn as a number of its own. */
const LEAST_LABELS = 10;

const share = (s: StoredShare): ReactNode =>
  s.of < LEAST_LABELS ? (
    <span className="text-ink-3 text-small">
      too few {s.count}/{s.of}
    </span>
  ) : (
    <>
      {formatPercent(s.value, 0)} <span className="text-ink-3 text-small">{`${s.count}/${s.of}`}</span>
    </>
  );

const shareOut = (header: string, of: (row: Row) => StoredShare) => [
  { header, value: (row: Row) => of(row).value },
  { header: `${header} low`, value: (row: Row) => of(row).ci95?.[0] ?? null },
  { header: `${header} high`, value: (row: Row) => of(row).ci95?.[1] ?? null },
  { header: `${header} n`, value: (row: Row) => of(row).of },
];

/** A habit that is both large and not by chance is said in the colour of a warning, with its reason in the tip. */
const habit = (s: StoredHabit): ReactNode => (
  <span
    className={s.flagged ? 'font-semibold text-fail-text' : undefined}
    title={
      s.flagged
        ? `More than chance does: q ${s.qValue! < 0.001 ? 'below 0.001' : s.qValue!.toFixed(3)}`
        : undefined
    }
  >
    {formatPercent(s.value, 0)}
  </span>
);

const habitOut = (header: string, of: (row: Row) => StoredHabit) => [
  ...shareOut(header, of),
  { header: `${header} q`, value: (row: Row) => of(row).qValue },
];

const withWhisker = (
  s: StoredShare,
  threshold: number,
  domain: [number, number],
  beyond: boolean,
): ReactNode => (
  <span className="inline-flex items-center gap-2">
    {formatPercent(s.value)}
    <Whisker
      domain={domain}
      interval={s.ci95}
      missing=""
      softTick
      threshold={threshold}
      tone={beyond ? 'beyond' : 'ink'}
      value={s.value}
      width={92}
    />
  </span>
);

const STATE: Record<string, ReactNode> = {
  drifting: <Chip tone="fail">Drifting</Chip>,
  PAUSED: (
    <Chip icon="pause" tone="quiet">
      Paused
    </Chip>
  ),
  REMOVED: <Chip tone="quiet">Removed</Chip>,
  PROBATION: <Chip tone="accent">Probation</Chip>,
  QUALIFYING: <Chip tone="accent">Qualifying</Chip>,
  RETRAINING: <Chip tone="accent">Retraining</Chip>,
  ACTIVE: <Chip>Active</Chip>,
};
export const stateOf = (row: Row) =>
  row.status === 'ACTIVE' && row.drift.state === 'drifting' ? 'drifting' : row.status;

/** The path is thinned: the alarm stands at the first point that reaches its label. */
function alarmPoint({ drift }: Row): number | null {
  const at =
    drift.alarmLabel === null ? -1 : drift.path.findIndex((point) => point.label >= drift.alarmLabel!);
  return at < 0 ? null : at;
}

/** The columns of the members table; some are off until they are picked. */
export const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'name',
    header: 'Annotator',
    value: (row) => row.name,
    cell: (row) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <Link className="hover:underline" href={row.href}>
          {row.name}
        </Link>
        {row.constant && <span className="text-fail-text text-small">{row.constant}</span>}
      </span>
    ),
    exported: [
      { header: 'annotator', value: (row) => row.name },
      { header: 'constant', value: (row) => row.constant },
    ],
  },
  {
    id: 'labels',
    header: 'Labels',
    value: (row) => row.labels,
    total: (rows) => rows.reduce((sum, r) => sum + r.labels, 0).toLocaleString('en'),
  },
  {
    id: 'agreement',
    header: 'Agreement',
    headerNote: '95 %',
    hint: 'Agreeing pairs of this annotator’s labels with others’ on the same comparison',
    value: (row) => row.agreement.value,
    cell: (row) => withWhisker(row.agreement, 0.55, [0.2, 1], false),
    exported: shareOut('agreement', (row) => row.agreement),
  },
  {
    id: 'kappa',
    header: 'Kappa',
    hint: 'Cohen’s kappa with the others, weighted by shared comparisons',
    value: (row) => row.kappa,
    cell: (row) => formatCoefficient(row.kappa),
    phone: false,
  },
  {
    id: 'reliability',
    header: 'Reliability',
    hint: 'Probability that a label is right, by the Dawid–Skene model of all labels of the batch',
    value: (row) => row.reliability,
    cell: (row) => (
      <span className={row.belowChance ? 'text-fail-text' : undefined}>
        {formatPercent(row.reliability, 0)}
        {row.belowChance && <span className="text-small"> below guessing</span>}
      </span>
    ),
    phone: false,
  },
  {
    id: 'gold',
    header: 'Gold',
    value: (row) => row.gold.value,
    cell: (row) => share(row.gold),
    exported: shareOut('gold', (row) => row.gold),
    phone: false,
  },
  {
    id: 'self',
    header: 'Self-consistency',
    hint: 'The same answer when the same comparison came again',
    value: (row) => row.selfConsistency.value,
    cell: (row) => share(row.selfConsistency),
    exported: shareOut('self-consistency', (row) => row.selfConsistency),
    phone: false,
  },
  {
    id: 'left',
    header: 'Left rate',
    headerNote: '95 %, tick 50 %',
    hint: 'How often the response on the left was chosen, ties aside',
    value: (row) => row.leftRate.value,
    cell: (row) => withWhisker(row.leftRate, 0.5, [0.2, 0.8], row.leftRate.flagged),
    exported: habitOut('left rate', (row) => row.leftRate),
    phone: false,
  },
  {
    id: 'longer',
    header: 'Longer',
    hint: 'How often the longer response was chosen, ties aside',
    value: (row) => row.longerRate.value,
    cell: (row) => habit(row.longerRate),
    exported: habitOut('longer', (row) => row.longerRate),
    phone: false,
  },
  {
    id: 'ties',
    header: 'Ties',
    value: (row) => row.tieRate.value,
    cell: (row) => habit(row.tieRate),
    exported: habitOut('ties', (row) => row.tieRate),
    phone: false,
  },
  {
    id: 'formatted',
    header: 'Formatted',
    hint: 'How often the response with more headings, lists and bold was chosen, ties aside',
    value: (row) => row.formattedRate.value,
    cell: (row) => habit(row.formattedRate),
    exported: habitOut('formatted', (row) => row.formattedRate),
    hidden: true,
  },
  {
    id: 'time',
    header: 'Time, median',
    value: (row) => (row.medianActiveMs === null ? null : row.medianActiveMs / 1000),
    cell: (row) => formatDuration(row.medianActiveMs === null ? null : row.medianActiveMs / 1000),
    phone: false,
  },
  {
    id: 'fast',
    header: 'Too fast',
    hint: 'Labels given in less time than the text takes to read',
    value: (row) => row.tooFast.value,
    cell: (row) => (
      <span className={row.tooFast.flagged ? 'text-fail-text' : undefined}>
        {formatPercent(row.tooFast.value, 0)}
      </span>
    ),
    hidden: true,
  },
  {
    id: 'skips',
    header: 'Skips',
    value: (row) => row.skips,
    total: (rows) => rows.reduce((sum, r) => sum + r.skips, 0).toLocaleString('en'),
    phone: false,
  },
  {
    id: 'drift',
    header: 'Drift',
    value: (row) => row.drift.state,
    cell: (row) =>
      row.drift.state === 'not_enough_labels' ? (
        <span className="text-ink-3 text-small">needs more labels</span>
      ) : (
        <Spark
          alarmAt={alarmPoint(row)}
          label={
            row.drift.state === 'drifting' ? `Alarm at label ${row.drift.alarmLabel}` : 'Below its limit'
          }
          limit={row.drift.limit}
          values={row.drift.path.map((point) => point.value)}
        />
      ),
    exported: [
      { header: 'drift', value: (row) => row.drift.state },
      { header: 'drift since', value: (row) => row.drift.startAt },
    ],
    phone: false,
  },
  { id: 'state', header: 'State', value: (row) => stateOf(row), cell: (row) => STATE[stateOf(row)] },
  {
    id: 'last',
    header: 'Last active',
    value: (row) => row.lastLabelAt,
    cell: (row) => (row.lastLabelAt ? <Time at={row.lastLabelAt} shape="relative" /> : '–'),
    align: 'end',
    phone: false,
  },
];
