'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Whisker } from '#components/ui/whisker';
import {
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import type { ClusteredMean } from '#lib/reward-model/clustered-mean';

export interface InfluenceRow {
  annotatorId: number;
  name: string;
  href: string;
  labels: number;
  accuracy: ClusteredMean | null;
  logLoss: ClusteredMean | null;
  error: number | null;
  weight: number;
}

const POINTS = 100;

const COLUMNS: TableColumn<InfluenceRow>[] = [
  {
    id: 'name',
    header: 'Annotator',
    value: (row) => row.name,
    cell: (row) => (
      <Link className="font-medium text-accent-text hover:underline" href={row.href}>
        {row.name}
      </Link>
    ),
  },
  {
    id: 'labels',
    header: 'Labels',
    value: (row) => row.labels,
    cell: (row) => formatCount(row.labels),
    align: 'end',
  },
  {
    id: 'error',
    header: 'Takes the wrong side',
    value: (row) => row.error,
    cell: (row) => formatPercent(row.error, 0),
    align: 'end',
    phone: false,
  },
  {
    id: 'weight',
    header: 'Vote weighs',
    value: (row) => row.weight,
    cell: (row) => formatCoefficient(row.weight),
    align: 'end',
    phone: false,
  },
  {
    id: 'loss',
    header: 'Model gains by them, nats',
    value: (row) => row.logLoss?.value ?? null,
    cell: (row) => (
      <span className="font-semibold">
        {formatSigned(row.logLoss?.value ?? null, 4)}
        <span className="ml-1.5 font-normal text-ink-3 text-small max-sm:hidden">
          {row.logLoss?.ci95 &&
            `${formatSigned(row.logLoss.ci95[0], 4)} – ${formatSigned(row.logLoss.ci95[1], 4)}`}
        </span>
      </span>
    ),
    align: 'end',
  },
  {
    id: 'accuracy',
    header: 'In accuracy, points',
    value: (row) => row.accuracy?.value ?? null,
    cell: (row) => {
      const { value = null, ci95 = null, reason } = row.accuracy ?? {};
      const scaled = ci95 && ([ci95[0] * POINTS, ci95[1] * POINTS] as const);
      return (
        <span className="inline-flex items-center justify-end gap-2">
          <Whisker
            domain={[-6, 6]}
            interval={scaled}
            missing={value === null ? reason : undefined}
            softTick
            threshold={0}
            value={value === null ? null : value * POINTS}
            width={110}
          />
          <span className="sr-only">{formatInterval(ci95, 'percent')}</span>
          <span className="w-12 text-right">{value === null ? '' : formatSigned(value * POINTS, 1)}</span>
        </span>
      );
    },
    align: 'end',
    phone: false,
  },
];

/** What the model has from each annotator, least first: whom to look at, never on this ground alone. */
export function InfluenceTable({ rows }: { rows: InfluenceRow[] }) {
  return (
    <DataTable
      caption="Influence by annotator"
      columns={COLUMNS}
      empty={
        <EmptyState icon="annotators" title="No annotator could be left out">
          Nobody has labels on the training pairs that others have labelled too.
        </EmptyState>
      }
      exportName="influence-by-annotator"
      name="influence"
      pageSize={10}
      rowId={(row) => String(row.annotatorId)}
      rows={rows}
      sort={{ id: 'loss', down: false }}
    />
  );
}
