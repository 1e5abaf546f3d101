'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { formatCount, formatInterval, formatPercent, formatSigned } from '#lib/charts/format-figure';
import type { SourceRow } from '#lib/quality/report-parts/sources';
import type { LeaderboardResult } from '#lib/scoring/leaderboard-result';

type Standing = LeaderboardResult['sources'][number];
interface Row extends Standing {
  rank: number;
  person: SourceRow | null;
}

const Z = 1.959963984540054;
const strengthEnds = (row: SourceRow): [number, number] | null => {
  const se = row.quasiSe ?? row.seComparisons;
  return row.strength === null || se === null ? null : [row.strength - Z * se, row.strength + Z * se];
};

const COLUMNS: TableColumn<Row>[] = [
  { id: 'source', header: 'Source', value: (row) => row.source },
  {
    id: 'reward',
    header: 'Mean reward',
    headerNote: '95 %, prompts',
    value: (row) => row.reward.value,
    cell: (row) => (
      <>
        {formatSigned(row.reward.value, 2)}{' '}
        <span className="text-ink-3 text-small">{formatInterval(row.reward.ci95, 'signed', 2)}</span>
      </>
    ),
    align: 'end',
    exported: [
      { header: 'mean reward', value: (row) => row.reward.value },
      { header: 'low', value: (row) => row.reward.ci95?.[0] ?? null },
      { header: 'high', value: (row) => row.reward.ci95?.[1] ?? null },
    ],
  },
  {
    id: 'wins',
    header: 'Wins by the model',
    headerNote: '95 %, prompts',
    hint: 'Mean probability of being preferred to the other sources’ responses to the same prompts',
    value: (row) => row.wins?.value ?? null,
    cell: (row) =>
      row.wins ? (
        <>
          {formatPercent(row.wins.value)}{' '}
          <span className="text-ink-3 text-small">{formatInterval(row.wins.ci95, 'percent')}</span>
        </>
      ) : (
        '–'
      ),
    align: 'end',
    phone: false,
  },
  {
    id: 'people',
    header: 'Strength by people',
    headerNote: '95 %, quasi',
    hint: 'Bradley–Terry log strength of the labels, ties half',
    value: (row) => row.person?.strength ?? null,
    cell: (row) =>
      row.person?.strength == null ? (
        <span className="text-ink-3 text-small">{row.person ? 'not estimable' : 'not ranked'}</span>
      ) : (
        <>
          {formatSigned(row.person.strength, 2)}{' '}
          <span className="text-ink-3 text-small">
            {formatInterval(strengthEnds(row.person), 'signed', 2)}
          </span>
        </>
      ),
    align: 'end',
  },
  {
    id: 'ranks',
    header: 'Rank',
    headerNote: 'model · people',
    value: (row) => row.rank,
    downFirst: false,
    cell: (row) => `${row.rank} · ${row.person?.rank?.rank ?? '–'}`,
    align: 'end',
    exported: [
      { header: 'rank by model', value: (row) => row.rank },
      { header: 'rank by people', value: (row) => row.person?.rank?.rank ?? null },
    ],
  },
  {
    id: 'responses',
    header: 'Responses',
    value: (row) => row.responses,
    align: 'end',
    phone: false,
  },
  {
    id: 'characters',
    header: 'Mean length',
    hint: 'Characters: a model that likes long responses likes whoever writes them',
    value: (row) => row.characters,
    cell: (row) => formatCount(Math.round(row.characters)),
    align: 'end',
    phone: false,
  },
];

/** Sources by one reward model, beside the ranking by people. */
export function StandingTable({ rows, people }: { rows: Standing[]; people: SourceRow[] }) {
  const person = new Map(people.map((row) => [row.source, row]));
  return (
    <DataTable
      caption="Sources by reward"
      columns={COLUMNS}
      empty={null}
      exportName="leaderboard"
      rowId={(row) => row.source}
      rows={rows.map((row, i) => ({ ...row, rank: i + 1, person: person.get(row.source) ?? null }))}
      sort={{ id: 'reward', down: true }}
    />
  );
}
