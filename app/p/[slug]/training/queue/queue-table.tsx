'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { RunStateChip } from '#components/training/run-state-chip';
import { ActionForm } from '#components/ui/action-form';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { SubmitButton } from '#components/ui/submit-button';
import { Time } from '#components/ui/time';
import { VerdictIcon } from '#components/ui/verdict';
import { CHECKS } from '#lib/gate/policy';
import type { WaitingRun } from '#lib/training/training-runs';
import { cancel } from '../../actions';
import { prioritise } from '../actions';

type Row = WaitingRun & { place: number; slug: string; mayChange: boolean };

/** Before others, and as it was asked for. */
const FIRST = 9;

const COLUMNS: TableColumn<Row>[] = [
  { id: 'place', header: 'Place', value: (row) => row.place, align: 'end' },
  {
    id: 'run',
    header: 'Run',
    value: (row) => row.number,
    cell: (row) => (
      <Link
        className="font-medium text-accent-text hover:underline"
        href={`/p/${row.slug}/training/${row.number}`}
      >
        Run {row.number}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => row.state,
    cell: (row) => <RunStateChip state={row.state} />,
  },
  {
    id: 'why',
    header: 'What holds it',
    value: (row) => row.decision.reasons.map((r) => CHECKS[r.check].name).join(', '),
    cell: (row) => <Reasons row={row} />,
  },
  { id: 'batch', header: 'Batch', value: (row) => row.batch.name, phone: false },
  { id: 'by', header: 'Requested by', value: (row) => row.requestedBy, phone: false },
  {
    id: 'judged',
    header: 'Judged',
    value: (row) => row.decision.at,
    cell: (row) => <Time at={row.decision.at} shape="relative" />,
    align: 'end',
    phone: false,
  },
  {
    id: 'acts',
    header: 'Order',
    value: (row) => row.priority,
    cell: (row) => <Acts row={row} />,
    align: 'end',
  },
];

function Reasons({ row }: { row: Row }) {
  if (row.state !== 'BLOCKED')
    return (
      <span className="text-ink-3">{row.waived ? 'waived by two people' : 'nothing: the gate passed'}</span>
    );
  return (
    <ul className="flex flex-wrap gap-x-3">
      {row.decision.reasons.map(({ check, verdict }) => (
        <li className="inline-flex items-center gap-1 whitespace-nowrap text-small" key={check}>
          <VerdictIcon size={12} verdict={verdict} />
          <span className="sr-only">{verdict === 'FAIL' ? 'Fail: ' : 'Not enough evidence: '}</span>
          {CHECKS[check].name}
        </li>
      ))}
    </ul>
  );
}

function Acts({ row }: { row: Row }) {
  if (!row.mayChange || row.state === 'RUNNING') return row.priority ? 'before others' : 'as asked for';
  const first = row.priority > 0;
  return (
    <span className="inline-flex items-center gap-1">
      <ActionForm
        action={prioritise}
        done={first ? 'Back in its own place.' : 'It goes before the others.'}
        hidden={{ slug: row.slug, number: row.number, priority: first ? 0 : FIRST }}
        inline
      >
        <SubmitButton pendingLabel="Moving …" size="small" variant="default">
          {first ? 'As asked for' : 'First'}
          <span className="sr-only"> run {row.number}</span>
        </SubmitButton>
      </ActionForm>
      <ActionForm
        action={cancel}
        done="The run is cancelled."
        hidden={{ slug: row.slug, number: row.number }}
        inline
      >
        <SubmitButton pendingLabel="Cancelling …" size="small" variant="quiet">
          Cancel
          <span className="sr-only"> run {row.number}</span>
        </SubmitButton>
      </ActionForm>
    </span>
  );
}

export function QueueTable({
  rows,
  slug,
  mayChange,
}: {
  rows: WaitingRun[];
  slug: string;
  mayChange: boolean;
}) {
  return (
    <DataTable
      caption="Runs that train or wait, in order"
      columns={COLUMNS}
      empty={
        <EmptyState icon="training" title="Nothing waits">
          A run that the gate blocks waits here with its reasons, and starts by itself when it passes.
        </EmptyState>
      }
      exportName="training-queue"
      rowId={(row) => row.id}
      rows={rows.map((row, at) => ({ ...row, place: at + 1, slug, mayChange }))}
      sort={{ id: 'place', down: false }}
    />
  );
}
