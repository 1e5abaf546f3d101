'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { accuracyColumn } from '#components/training/accuracy-column';
import { RunStateChip } from '#components/training/run-state-chip';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { RunSummary } from '#lib/training/training-runs';

type Row = RunSummary & { href: string };

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'run',
    header: 'Run',
    value: (row) => row.number,
    cell: (row) => (
      <Link className="font-medium text-accent-text hover:underline" href={row.href}>
        Run {row.number}
      </Link>
    ),
    align: 'start',
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.state,
    cell: (row) => (
      <span className="inline-flex items-center gap-1.5">
        <RunStateChip state={row.state} />
        {row.waived && <Chip tone="nee">Waived</Chip>}
      </span>
    ),
  },
  { id: 'batch', header: 'Batch', value: (row) => row.batch.name, phone: false },
  { id: 'model', header: 'Reward model', value: (row) => row.model },
  accuracyColumn(),
  { id: 'by', header: 'Requested by', value: (row) => row.requestedBy, phone: false },
  {
    id: 'at',
    header: 'Requested',
    value: (row) => row.createdAt,
    cell: (row) => <Time at={row.createdAt} shape="relative" />,
    align: 'end',
    phone: false,
  },
];

export function RunTable({ rows, base }: { rows: RunSummary[]; base: string }) {
  return (
    <DataTable
      caption="Training runs"
      columns={COLUMNS}
      empty={
        <EmptyState icon="training" title="No training run yet">
          Request one: if the gate blocks it, it waits and says why.
        </EmptyState>
      }
      exportName="training-runs"
      rowId={(row) => row.id}
      rows={rows.map((row) => ({ ...row, href: `${base}/${row.number}` }))}
      sort={{ id: 'run', down: true }}
    />
  );
}
