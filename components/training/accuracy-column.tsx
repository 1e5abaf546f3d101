import { formatInterval, formatPercent } from '#lib/charts/format-figure';
import type { TableColumn } from '../table/table-column';

interface Judged {
  accuracy: number | null;
  accuracyInterval: readonly [number, number] | null;
}

/** Held-out accuracy with its interval, in a table of runs or of models. */
export const accuracyColumn = <Row extends Judged>(): TableColumn<Row> => ({
  id: 'accuracy',
  header: 'Held-out accuracy',
  headerNote: '95 %',
  value: (row) => row.accuracy,
  cell: (row) => (
    <>
      {formatPercent(row.accuracy)}{' '}
      <span className="text-ink-3 text-small max-sm:hidden">
        {formatInterval(row.accuracyInterval, 'percent')}
      </span>
    </>
  ),
  exported: [
    { header: 'held-out accuracy', value: (row) => row.accuracy },
    { header: 'accuracy low', value: (row) => row.accuracyInterval?.[0] ?? null },
    { header: 'accuracy high', value: (row) => row.accuracyInterval?.[1] ?? null },
  ],
  align: 'end',
});
