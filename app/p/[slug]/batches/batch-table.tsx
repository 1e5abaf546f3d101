'use client';

import type { ReactNode } from 'react';
import { DataTable, type TableColumn } from '#components/table/data-table';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { VerdictMark } from '#components/ui/verdict';
import { VERDICT_WORD } from '#components/ui/verdict-words';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import type { BatchStanding } from '#lib/quality/batch-standings';

export type BatchRow = Omit<BatchStanding, 'labelsPerDay'> & {
  href: string;
  /** Where its settings are. */
  settings: string;
  /** When the open places will be filled, in words; null without a forecast. */
  done: string | null;
};

const total = (of: (row: BatchRow) => number) => (rows: BatchRow[]) =>
  formatCount(rows.reduce((sum, row) => sum + of(row), 0));

const COLUMNS: TableColumn<BatchRow>[] = [
  {
    id: 'name',
    header: 'Batch',
    value: (row) => row.name,
    cell: (row) => (
      <Link className="hover:underline" href={row.href}>
        {row.name}
      </Link>
    ),
  },
  {
    id: 'verdict',
    header: 'Verdict',
    value: (row) => row.verdict && VERDICT_WORD[row.verdict],
    cell: (row) =>
      row.verdict ? (
        <VerdictMark verdict={row.verdict} />
      ) : (
        <span className="text-ink-3 text-small">not measured yet</span>
      ),
  },
  {
    id: 'checks',
    header: 'Checks passed',
    value: (row) => row.checks.pass,
    cell: (row) =>
      `${row.checks.pass} of ${row.checks.pass + row.checks.fail + row.checks.notEnoughEvidence}`,
    phone: false,
  },
  {
    id: 'alpha',
    header: 'Alpha',
    headerNote: '95 %, these annotators',
    hint: 'Swap-invariant alpha of the newest labels',
    value: (row) => row.alpha?.value ?? null,
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        {formatCoefficient(row.alpha?.value ?? null)}
        <Whisker
          domain={[0, 1]}
          interval={row.alpha?.ci95 ?? null}
          missing=""
          softTick
          threshold={0}
          value={row.alpha?.value ?? null}
          width={92}
        />
      </span>
    ),
    exported: [
      { header: 'alpha', value: (row) => row.alpha?.value ?? null },
      { header: 'alpha low', value: (row) => row.alpha?.ci95?.[0] ?? null },
      { header: 'alpha high', value: (row) => row.alpha?.ci95?.[1] ?? null },
    ],
  },
  { id: 'labels', header: 'Labels', value: (row) => row.labels, total: total((row) => row.labels) },
  {
    id: 'comparisons',
    header: 'Comparisons',
    value: (row) => row.comparisons,
    total: total((row) => row.comparisons),
    phone: false,
  },
  {
    id: 'waiting',
    header: 'Places open',
    value: (row) => row.waiting,
    total: total((row) => row.waiting),
    phone: false,
  },
  {
    id: 'done',
    header: 'Filled on about',
    headerNote: '80 %',
    value: (row) => row.done,
    phone: false,
    sortable: false,
  },
  {
    id: 'drifting',
    header: 'Drifting',
    value: (row) => row.drifting,
    cell: (row) => (row.drifting ? <Chip tone="fail">{row.drifting}</Chip> : (row.drifting ?? '–')),
    phone: false,
  },
  {
    id: 'status',
    header: 'State',
    value: (row) => (row.status === 'OPEN' ? 'Open' : 'Closed'),
    phone: false,
  },
  {
    id: 'settings',
    header: 'Settings',
    value: () => null,
    cell: (row) => (
      <Link
        aria-label={`Change the settings of ${row.name}`}
        className="text-accent-text hover:underline"
        href={row.settings}
      >
        Change
      </Link>
    ),
    sortable: false,
    searchable: false,
    align: 'end',
  },
];

export function BatchTable({ rows, empty }: { rows: BatchRow[]; empty: ReactNode }) {
  return (
    <DataTable
      caption="Batches"
      columns={COLUMNS}
      empty={empty}
      exportName="batches"
      rowId={(row) => String(row.number)}
      rows={rows}
    />
  );
}
