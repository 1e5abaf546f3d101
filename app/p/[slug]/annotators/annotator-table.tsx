'use client';

import { type ReactNode, useMemo } from 'react';
import { PartNotice } from '#components/quality/part-notice';
import { useReportPart } from '#components/quality/use-report-part';
import { DataTable, type TableFilter } from '#components/table/data-table';
import { SkeletonRows } from '#components/ui/skeleton';
import type { AnnotatorRow } from '#lib/quality/annotator-row';
import { withStatuses } from '#lib/quality/with-statuses';
import { COLUMNS, stateOf } from './annotator-columns';

const FILTERS: TableFilter[] = [
  {
    columnId: 'state',
    label: 'State',
    options: [
      { value: 'drifting', label: 'Drifting' },
      { value: 'ACTIVE', label: 'Active' },
      { value: 'QUALIFYING', label: 'Qualifying' },
      { value: 'PROBATION', label: 'Probation' },
      { value: 'PAUSED', label: 'Paused' },
      { value: 'RETRAINING', label: 'Retraining' },
      { value: 'REMOVED', label: 'Removed' },
    ],
  },
];

interface AnnotatorTableProps {
  /** Where the rows are: apart from the page, because 300 annotators have half a megabyte of them. */
  address: string;
  /** The report that the page was drawn from; null before the first. */
  version: number | null;
  changed: Record<number, AnnotatorRow['status']>;
  base: string;
  batch: number | null;
  empty: ReactNode;
}

/** The members table that leads know: sorted by agreement, worst first, unless asked otherwise. */
export function AnnotatorTable({ version, ...props }: AnnotatorTableProps) {
  return version === null ? (
    <div className="rounded-control border border-line bg-surface px-4 py-2">{props.empty}</div>
  ) : (
    <MeasuredAnnotators {...props} version={version} />
  );
}

function MeasuredAnnotators({
  address,
  version,
  changed,
  base,
  batch,
  empty,
}: AnnotatorTableProps & { version: number }) {
  const part = useReportPart<AnnotatorRow[]>(address, version);
  const rows = useMemo(
    () =>
      part === null || part === 'failed'
        ? []
        : withStatuses(part, changed).map((row) => ({
            ...row,
            href: `${base}/${row.annotatorId}?batch=${batch ?? ''}`,
          })),
    [part, changed, base, batch],
  );
  if (part === 'failed') return <PartNotice what="The table of annotators" />;
  if (part === null)
    return <SkeletonRows columns={6} label="Loading the annotators" rows={12} rowHeight={28} />;
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
      rows={rows}
      search="Name"
      sort={{ id: 'agreement', down: false }}
    />
  );
}
