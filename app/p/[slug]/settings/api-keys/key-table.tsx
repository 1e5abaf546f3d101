'use client';

import { useMemo } from 'react';
import { DataTable, type TableColumn } from '#components/table/data-table';
import { ActionForm } from '#components/ui/action-form';
import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import { Dialog, DialogActions, DialogClose } from '#components/ui/dialog';
import { EmptyState } from '#components/ui/empty-state';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import { revokeKey } from '../actions';

interface KeyRow {
  id: string;
  name: string;
  prefix: string;
  permissions: string[];
  madeAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  state: 'valid' | 'expired' | 'revoked';
}
type Row = KeyRow & { slug: string };

/** Asks first: a revoked key never works again, and a program somewhere may stop. */
function RevokeDialog({ row }: { row: Row }) {
  return (
    <Dialog
      description="Programs that use it are refused at once. This cannot be taken back; make a new key instead."
      title={`Revoke ${row.name}?`}
      trigger={
        <Button aria-label={`Revoke ${row.name}`} size="small" variant="danger">
          Revoke
        </Button>
      }
    >
      <ActionForm action={revokeKey} done={`${row.name} is revoked.`} hidden={{ slug: row.slug, id: row.id }}>
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Keep it</Button>
          </DialogClose>
          <SubmitButton variant="danger">Revoke the key</SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'key',
    header: 'Key',
    value: (row) => row.name,
    cell: (row) => (
      <span className="block min-w-0 py-1">
        <span className="block font-medium">{row.name}</span>
        <span className="block font-mono text-ink-3 text-small">{row.prefix}…</span>
      </span>
    ),
    exported: [
      { header: 'key', value: (row) => row.name },
      { header: 'begins with', value: (row) => row.prefix },
      { header: 'state', value: (row) => row.state },
    ],
  },
  {
    id: 'may',
    header: 'May',
    value: (row) => row.permissions.join(' '),
    cell: (row) => <span className="text-small">{row.permissions.join(', ')}</span>,
    sortable: false,
    phone: false,
  },
  {
    id: 'used',
    header: 'Last used',
    value: (row) => row.lastUsedAt,
    cell: (row) => (row.lastUsedAt ? <Time at={row.lastUsedAt} shape="relative" /> : 'never'),
    align: 'end',
    phone: false,
  },
  {
    id: 'made',
    header: 'Made',
    value: (row) => row.madeAt,
    cell: (row) => <Time at={row.madeAt} shape="date" />,
    align: 'end',
    phone: false,
  },
  {
    id: 'until',
    header: 'Valid until',
    value: (row) => row.expiresAt,
    cell: (row) =>
      row.state === 'revoked' ? (
        <Chip icon="lock">Revoked</Chip>
      ) : row.state === 'expired' ? (
        <Chip icon="lock">Expired</Chip>
      ) : row.expiresAt ? (
        <Time at={row.expiresAt} shape="date" />
      ) : (
        'no end'
      ),
    align: 'end',
  },
  {
    id: 'revoke',
    header: 'Revoke',
    value: () => null,
    exported: [],
    cell: (row) => (row.state === 'valid' ? <RevokeDialog row={row} /> : null),
    sortable: false,
    searchable: false,
    align: 'end',
  },
];

export function KeyTable({ rows, slug }: { rows: KeyRow[]; slug: string }) {
  const shown = useMemo(() => rows.map((row) => ({ ...row, slug })), [rows, slug]);
  return (
    <DataTable
      caption="API keys"
      columns={COLUMNS}
      empty={
        <EmptyState icon="key" title="No API key yet">
          Make one for a trainer that asks for rewards, or for a pipeline that imports.
        </EmptyState>
      }
      exportName="api-keys"
      rowId={(row) => row.id}
      rows={shown}
      sort={{ id: 'made', down: true }}
    />
  );
}
