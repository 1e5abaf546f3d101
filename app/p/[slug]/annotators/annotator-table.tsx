'use client';

import type { ReactNode } from 'react';
import { DataTable, type TableFilter } from '#components/table/data-table';
import type { AnnotatorRow } from '#lib/quality/annotator-row';
import { COLUMNS, stateOf } from './annotator-columns';

const FILTERS: TableFilter[] = [
  {
    columnId: 'state',
    label: 'State',
    options: [
      { value: 'drifting', label: 'Drifting' },
      { value: 'ACTIVE', label: 'Active' },
      { value: 'PAUSED', label: 'Paused' },
      { value: 'RETRAINING', label: 'Retraining' },
      { value: 'REMOVED', label: 'Removed' },
    ],
  },
];

interface AnnotatorTableProps {
  rows: AnnotatorRow[];
  base: string;
  batch: number | null;
  empty: ReactNode;
}

/** The members table that leads know: sorted by agreement, worst first, unless asked otherwise. */
export function AnnotatorTable({ rows, base, batch, empty }: AnnotatorTableProps) {
  return (
    <DataTable
      caption="Annotators"
      columns={COLUMNS}
      empty={empty}
      exportName="annotators"
      filters={FILTERS}
      isCurrent={(row) => stateOf(row) === 'drifting'}
      pageSize={25}
      rowId={(row) => String(row.annotatorId)}
      rows={rows.map((row) => ({ ...row, href: `${base}/${row.annotatorId}?batch=${batch ?? ''}` }))}
      search="Name"
      sort={{ id: 'agreement', down: false }}
    />
  );
}
