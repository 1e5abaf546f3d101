'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { Link } from '#components/ui/link';
import { Whisker } from '#components/ui/whisker';
import { formatCoefficient, formatInterval, formatSigned } from '#lib/charts/format-figure';
import type { SourceRow } from '#lib/quality/report-parts/sources';

type Row = SourceRow & { href: string; domain: [number, number] };

const Z = 1.959963984540054;
const WHY: Record<string, string> = {
  no_comparisons: 'never compared',
  not_connected: 'not estimable: it won or lost every time',
  not_converged: 'the model did not settle',
};

const ends = (value: number | null, se: number | null): [number, number] | null =>
  value === null || se === null ? null : [value - Z * se, value + Z * se];

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'source',
    header: 'Source',
    value: (row) => row.source,
    cell: (row) => (
      <Link className="hover:underline" href={row.href}>
        {row.source}
      </Link>
    ),
  },
  {
    id: 'rank',
    header: 'Rank',
    headerNote: 'from – to',
    hint: 'The ranks it may have: sources whose difference from it is surely above or below zero are surely before or after it',
    value: (row) => row.rank?.rank ?? null,
    downFirst: false,
    cell: (row) =>
      row.rank ? (
        <>
          {row.rank.rank}{' '}
          <span className="text-ink-3 text-small">
            {row.rank.best} – {row.rank.worst}
          </span>
        </>
      ) : (
        '–'
      ),
    exported: [
      { header: 'rank', value: (row) => row.rank?.rank ?? null },
      { header: 'rank best', value: (row) => row.rank?.best ?? null },
      { header: 'rank worst', value: (row) => row.rank?.worst ?? null },
    ],
  },
  {
    id: 'strength',
    header: 'Strength',
    headerNote: '95 %, quasi',
    value: (row) => row.strength,
    align: 'start',
    cell: (row) =>
      row.strength === null ? (
        <span className="text-ink-3 text-small">{WHY[row.reason ?? ''] ?? 'not estimable'}</span>
      ) : (
        <span className="inline-flex items-center gap-2">
          <span className="w-10 text-right">{formatSigned(row.strength, 2)}</span>
          <Whisker
            domain={row.domain}
            interval={ends(row.strength, row.quasiSe ?? row.seComparisons)}
            softTick
            threshold={0}
            value={row.strength}
            width={150}
          />
        </span>
      ),
    exported: [
      { header: 'strength', value: (row) => row.strength },
      { header: 'se', value: (row) => row.se },
      { header: 'se over comparisons', value: (row) => row.seComparisons },
      { header: 'se over annotators', value: (row) => row.seAnnotators },
      { header: 'quasi se', value: (row) => row.quasiSe },
    ],
  },
  {
    id: 'comparisons',
    header: 'New comparisons',
    headerNote: '95 %',
    hint: 'These annotators, new comparisons: labels of one comparison belong together',
    value: (row) => row.seComparisons,
    cell: (row) => formatInterval(ends(row.strength, row.seComparisons), 'signed', 2) || '–',
    phone: false,
  },
  {
    id: 'annotators',
    header: 'Annotators like these',
    headerNote: '95 %',
    hint: 'Labels of one annotator belong together; needs eight annotators',
    value: (row) => row.seAnnotators,
    cell: (row) => formatInterval(ends(row.strength, row.seAnnotators), 'signed', 2) || '–',
    phone: false,
  },
  {
    id: 'model',
    header: 'Model error',
    hint: 'As if all labels were independent: too small',
    value: (row) => row.se,
    cell: (row) => formatCoefficient(row.se, 3),
    hidden: true,
  },
  { id: 'wins', header: 'Wins', value: (row) => row.wins, phone: false },
  { id: 'ties', header: 'Ties', value: (row) => row.ties, phone: false },
  { id: 'losses', header: 'Losses', value: (row) => row.losses, phone: false },
  { id: 'labels', header: 'Labels', value: (row) => row.labels },
  {
    id: 'group',
    header: 'Group',
    hint: 'Strengths compare within a group only',
    value: (row) => row.component + 1,
    hidden: true,
  },
];

export function RankingTable({ rows, base }: { rows: SourceRow[]; base: string }) {
  const ranges = rows.flatMap((row) => ends(row.strength, row.quasiSe ?? row.seComparisons ?? 0) ?? []);
  const domain: [number, number] = ranges.length
    ? [Math.min(...ranges, -0.1), Math.max(...ranges, 0.1)]
    : [-1, 1];
  return (
    <div className="px-4 pt-2 pb-4">
      <DataTable
        caption="Sources"
        columns={COLUMNS}
        empty={null}
        exportName="sources"
        rowId={(row) => row.source}
        rows={rows.map((row) => ({
          ...row,
          domain,
          href: `${base}&${new URLSearchParams({ source: row.source })}`,
        }))}
        search={rows.length > 15 ? 'Source' : undefined}
        sort={{ id: 'strength', down: true }}
      />
    </div>
  );
}
