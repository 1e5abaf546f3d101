'use client';

import { useMemo } from 'react';
import { DataTable, type TableColumn } from '#components/table/data-table';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { Time } from '#components/ui/time';
import type { Member } from '#lib/access/members';
import { MemberDialog } from './member-dialog';
import { ROLE_NAMES } from './role-names';

type Row = Member & { slug: string; self: boolean };

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'person',
    header: 'Member',
    value: (row) => row.name,
    cell: (row) => (
      <span className="block min-w-0 py-1">
        <span className="block font-medium">
          {row.name}
          {row.self && <span className="font-normal text-ink-3"> (you)</span>}
        </span>
        <span className="block truncate text-ink-3 text-small">{row.email}</span>
      </span>
    ),
    exported: [
      { header: 'member', value: (row) => row.name },
      { header: 'e-mail', value: (row) => row.email },
    ],
  },
  {
    id: 'role',
    header: 'Role',
    value: (row) => ROLE_NAMES[row.role],
    cell: (row) => (
      <span className="inline-flex flex-wrap gap-1.5">
        {ROLE_NAMES[row.role]}
        {row.labels && row.role !== 'ANNOTATOR' && <Chip>labels too</Chip>}
        {row.siteAdmin && <Chip>Site admin</Chip>}
      </span>
    ),
  },
  {
    id: 'account',
    header: 'Account',
    value: (row) => (row.active ? 'Active' : 'Off'),
    cell: (row) => (row.active ? 'Active' : <Chip icon="lock">Off</Chip>),
    phone: false,
  },
  {
    id: 'joined',
    header: 'Joined',
    value: (row) => row.joinedAt,
    cell: (row) => <Time at={row.joinedAt} shape="date" />,
    align: 'end',
    phone: false,
  },
  {
    id: 'change',
    header: 'Change',
    value: () => null,
    exported: [],
    cell: (row) => (row.self ? null : <MemberDialog member={row} slug={row.slug} />),
    sortable: false,
    searchable: false,
    align: 'end',
  },
];

export function MemberTable({ rows, self, slug }: { rows: Member[]; self: string; slug: string }) {
  const shown = useMemo(
    () => rows.map((row) => ({ ...row, slug, self: row.userId === self })),
    [rows, self, slug],
  );
  return (
    <DataTable
      caption="Members"
      columns={COLUMNS}
      empty={
        <EmptyState icon="annotators" title="Nobody is in this project yet">
          Invite its first annotators and leads.
        </EmptyState>
      }
      exportName="members"
      rowId={(row) => row.userId}
      rows={shown}
      search="Who"
      sort={{ id: 'person', down: false }}
    />
  );
}
