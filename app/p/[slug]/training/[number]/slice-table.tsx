'use client';

import { DataTable, type TableColumn, type TableFilter } from '#components/table/data-table';
import { EmptyState } from '#components/ui/empty-state';
import { Whisker } from '#components/ui/whisker';
import { formatCount, formatInterval, formatPercent, formatSigned } from '#lib/charts/format-figure';
import type { SliceAccuracy, SliceKind } from '#lib/reward-model/accuracy-by-slice';

const KINDS: Record<SliceKind, string> = {
  agreement: 'How people agreed',
  strength: 'Stated strength',
  tag: 'Tag',
  language: 'Language',
  cohort: 'Judged by cohort',
  sources: 'Sources',
  'prompt-length': 'Length of the prompt',
};

/** Below this rate a difference to the rest is not put down to having looked at many slices. */
const FOUND = 0.05;

type Row = SliceAccuracy & { overall: number };

const COLUMNS: TableColumn<Row>[] = [
  { id: 'kind', header: 'By', value: (row) => KINDS[row.kind], phone: false },
  { id: 'name', header: 'Slice', value: (row) => row.name },
  {
    id: 'n',
    header: 'Pairs',
    value: (row) => row.accuracy.n,
    cell: (row) => formatCount(row.accuracy.n),
    align: 'end',
  },
  {
    id: 'accuracy',
    header: 'Accuracy',
    value: (row) => row.accuracy.value,
    cell: (row) => (
      <span className="font-semibold">
        {formatPercent(row.accuracy.value)}
        <span className="ml-1.5 font-normal text-ink-3 text-small max-sm:hidden">
          {formatInterval(row.accuracy.ci95, 'percent')}
        </span>
      </span>
    ),
    align: 'end',
  },
  {
    id: 'drawing',
    header: 'Against all',
    value: () => null,
    cell: (row) => (
      <Whisker
        domain={[0.2, 1]}
        interval={row.accuracy.ci95}
        missing={row.accuracy.value === null ? (row.accuracy.reason ?? 'too few pairs') : undefined}
        softTick
        threshold={row.overall}
        tone="accent"
        value={row.accuracy.value}
        width={160}
      />
    ),
    phone: false,
  },
  {
    id: 'difference',
    header: 'Against the rest',
    value: (row) => row.difference?.value ?? null,
    cell: (row) => {
      if (!row.difference || row.difference.value === null) return '–';
      const found = row.q !== null && row.q < FOUND;
      return (
        <span className={found ? 'font-semibold' : 'text-ink-3'}>
          {formatSigned(row.difference.value * 100, 1)} pt{found ? '' : ', may be chance'}
        </span>
      );
    },
    align: 'end',
    phone: false,
  },
];

const FILTERS: TableFilter[] = [
  {
    columnId: 'kind',
    label: 'By',
    options: Object.values(KINDS).map((word) => ({ value: word, label: word })),
  },
];

export function SliceTable({ rows, overall }: { rows: SliceAccuracy[]; overall: number }) {
  return (
    <DataTable
      caption="Accuracy by slice"
      columns={COLUMNS}
      empty={
        <EmptyState icon="comparisons" title="No slices">
          The held-out pairs carry no tags, cohorts or sources to divide them by.
        </EmptyState>
      }
      exportName="accuracy-by-slice"
      filters={FILTERS}
      name="slices"
      pageSize={15}
      rowId={(row) => `${row.kind} ${row.name}`}
      rows={rows.map((row) => ({ ...row, overall }))}
    />
  );
}
