'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { accuracyColumn } from '#components/training/accuracy-column';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { ModelChoice } from '#lib/scoring/reward-models';

type Row = ModelChoice & { base: string };

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'name',
    header: 'Version',
    value: (row) => row.name,
    cell: (row) => (
      <span className="inline-flex flex-wrap items-center gap-1.5">
        <Link
          className="font-medium text-accent-text hover:underline"
          href={`${row.base}/models/playground?model=${encodeURIComponent(row.name)}`}
        >
          {row.name}
        </Link>
        {row.aliases.map((alias) => (
          <Chip key={alias} tone={alias === 'production' ? 'pass' : 'accent'}>
            {alias}
          </Chip>
        ))}
        {row.waived && <Chip tone="nee">Waived</Chip>}
      </span>
    ),
    exported: [
      { header: 'version', value: (row) => row.name },
      { header: 'aliases', value: (row) => row.aliases.join(' ') },
      { header: 'waived', value: (row) => String(row.waived) },
    ],
  },
  accuracyColumn(),
  {
    id: 'run',
    header: 'Run',
    value: (row) => row.run,
    cell: (row) => (
      <Link className="hover:underline" href={`${row.base}/training/${row.run}`}>
        Run {row.run}
      </Link>
    ),
    align: 'start',
    phone: false,
  },
  {
    id: 'at',
    header: 'Trained',
    value: (row) => row.createdAt,
    cell: (row) => <Time at={row.createdAt} shape="relative" />,
    align: 'end',
    phone: false,
  },
];

export function VersionTable({ rows, base }: { rows: ModelChoice[]; base: string }) {
  return (
    <DataTable
      caption="Reward models"
      columns={COLUMNS}
      empty={null}
      exportName="reward-models"
      rowId={(row) => row.name}
      rows={rows.map((row) => ({ ...row, base }))}
      sort={{ id: 'at', down: true }}
    />
  );
}
