'use client';

import { DataTable, type TableColumn } from '#components/table/data-table';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { Whisker } from '#components/ui/whisker';
import {
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import { MISSING_WORDS } from '#lib/charts/missing-words';
import type { SliceRow } from '#lib/quality/report-parts/slices';

type Row = SliceRow & { href: string };

const tooFew = (row: Row) => (
  <span className="text-ink-3 text-small">
    {row.alpha.reason === 'too_few_labels' || !row.alpha.reason
      ? `too little: ${formatCount(row.comparisonsWithOverlap)} with two labels`
      : MISSING_WORDS[row.alpha.reason]}
  </span>
);

const COLUMNS: TableColumn<Row>[] = [
  {
    id: 'slice',
    header: 'Slice',
    value: (row) => row.name,
    cell: (row) => (
      <Link className="hover:underline" href={row.href}>
        {row.name}
      </Link>
    ),
  },
  { id: 'comparisons', header: 'Comparisons', value: (row) => row.comparisons, phone: false },
  { id: 'overlap', header: 'With two labels', value: (row) => row.comparisonsWithOverlap, phone: false },
  { id: 'labels', header: 'Labels', value: (row) => row.labels, hidden: true },
  {
    id: 'alpha',
    header: 'Alpha',
    headerNote: '95 %',
    hint: 'Swap-invariant alpha of the labels in this slice; interval for new comparisons by these annotators',
    value: (row) => row.alpha.value,
    align: 'start',
    cell: (row) =>
      row.alpha.value === null ? (
        tooFew(row)
      ) : (
        <span className="inline-flex items-center gap-2">
          <span className="w-9 text-right">{formatCoefficient(row.alpha.value)}</span>
          <span className="max-sm:hidden">
            <Whisker
              bounds={[-1, 1]}
              domain={[-0.2, 1]}
              interval={row.alpha.ci95}
              value={row.alpha.value}
              width={110}
            />
          </span>
          <span className="text-ink-3 text-small">{formatInterval(row.alpha.ci95, 'coefficient')}</span>
        </span>
      ),
    exported: [
      { header: 'alpha', value: (row) => row.alpha.value },
      { header: 'alpha low', value: (row) => row.alpha.ci95?.[0] ?? null },
      { header: 'alpha high', value: (row) => row.alpha.ci95?.[1] ?? null },
    ],
  },
  {
    id: 'agreement',
    header: 'Agreement',
    hint: 'Agreeing label pairs of all pairs',
    value: (row) => row.agreement.value,
    cell: (row) => formatPercent(row.agreement.value, 0),
    exported: [
      { header: 'agreement', value: (row) => row.agreement.value },
      { header: 'agreement low', value: (row) => row.agreement.ci95?.[0] ?? null },
      { header: 'agreement high', value: (row) => row.agreement.ci95?.[1] ?? null },
    ],
    phone: false,
  },
  {
    id: 'difference',
    header: 'Difference',
    headerNote: '95 %',
    hint: 'Alpha of the slice less that of what it is compared with',
    value: (row) => row.difference.value,
    downFirst: false,
    cell: (row) =>
      row.difference.value === null ? (
        <span className="text-ink-3 text-small">–</span>
      ) : (
        <>
          {formatSigned(row.difference.value, 2)}{' '}
          <span className="text-ink-3 text-small">{formatInterval(row.difference.ci95, 'signed', 2)}</span>
        </>
      ),
    exported: [
      { header: 'against', value: (row) => row.against },
      { header: 'difference', value: (row) => row.difference.value },
      { header: 'difference low', value: (row) => row.difference.ci95?.[0] ?? null },
      { header: 'difference high', value: (row) => row.difference.ci95?.[1] ?? null },
      { header: 'p', value: (row) => row.difference.pValue },
    ],
    phone: false,
  },
  {
    id: 'q',
    header: 'q',
    hint: 'Benjamini–Hochberg over all slices: below .05 is called different',
    value: (row) => row.qValue,
    downFirst: false,
    cell: (row) =>
      row.qValue === null ? (
        <span className="text-ink-3">–</span>
      ) : row.qValue < 0.05 ? (
        <Chip tone="strong">{row.difference.value! < 0 ? 'lower' : 'higher'}</Chip>
      ) : (
        <span className="text-ink-3">{formatCoefficient(row.qValue)}</span>
      ),
  },
];

/** Slices of one kind. Each leads to the disagreements in it. */
export function SliceTable({
  rows,
  base,
  caption,
  name,
}: {
  rows: SliceRow[];
  base: string;
  caption: string;
  name: string;
}) {
  return (
    <div className="px-4 pt-2 pb-4">
      <DataTable
        caption={caption}
        columns={COLUMNS}
        empty={null}
        exportName={`slices-${name}`}
        name={name}
        pageSize={25}
        rowId={(row) => row.name}
        rows={rows.map((row) => ({ ...row, href: `${base}&${new URLSearchParams(row.filter)}` }))}
      />
    </div>
  );
}
