'use client';

import { useMemo } from 'react';
import { DataTable, type TableColumn } from '#components/table/data-table';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { DeliveryRow } from '#lib/alerts/webhook-deliveries';
import { DeliveryStateChip } from './delivery-state';

type Row = DeliveryRow & { href: string; host: string };

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'event',
    header: 'Event',
    value: (row) => row.type,
    cell: (row) => (
      <Link className="font-medium text-accent-text hover:underline" href={row.href}>
        {row.type}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.state,
    cell: (row) => <DeliveryStateChip state={row.state} />,
  },
  { id: 'host', header: 'Endpoint', value: (row) => row.host, phone: false },
  { id: 'attempts', header: 'Attempts', value: (row) => row.attempts, phone: false },
  { id: 'status', header: 'Answer', value: (row) => row.status, phone: false },
  {
    id: 'error',
    header: 'Problem',
    value: (row) => row.error || null,
    cell: (row) => (
      <span className="block max-w-80 truncate text-ink-2" title={row.error}>
        {row.error}
      </span>
    ),
    phone: false,
  },
  {
    id: 'at',
    header: 'Happened',
    value: (row) => row.createdAt,
    cell: (row) => <Time at={row.createdAt} />,
    align: 'end',
  },
  {
    id: 'next',
    header: 'Next attempt',
    value: (row) => (row.state === 'WAITING' ? row.nextAttemptAt : null),
    cell: (row) =>
      row.state === 'WAITING' && row.nextAttemptAt ? <Time at={row.nextAttemptAt} shape="relative" /> : '–',
    align: 'end',
    phone: false,
  },
];

export function DeliveryTable({ rows, base }: { rows: DeliveryRow[]; base: string }) {
  const shown = useMemo(
    () => rows.map((row) => ({ ...row, href: `${base}/${row.id}`, host: new URL(row.url).host })),
    [rows, base],
  );
  return (
    <DataTable
      caption="Deliveries"
      columns={COLUMNS}
      empty={null}
      exportName="webhook-deliveries"
      pageSize={100}
      rowId={(row) => String(row.id)}
      rows={shown}
      sort={{ id: 'at', down: true }}
    />
  );
}
