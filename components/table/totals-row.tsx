import type { ReactNode } from 'react';
import { cx } from '../ui/cx';
import type { TableColumn } from './table-column';

interface TotalsRowProps<Row> {
  columns: TableColumn<Row>[];
  /** What the filters left. */
  rows: Row[];
  numeric: Map<string | undefined, boolean>;
  /** By column; wins over the column's own total. */
  totals?: Partial<Record<string, ReactNode>>;
}

/** The foot of the one table: it stays in sight while the rows scroll. */
export function TotalsRow<Row>({ columns, rows, numeric, totals }: TotalsRowProps<Row>) {
  return (
    <tfoot>
      <tr>
        {columns.map((column, at) => (
          <td
            className={cx(
              'sticky bottom-0 h-7 whitespace-nowrap border-line-strong border-t bg-sunken px-2 font-semibold last:pr-4',
              numeric.get(column.id) && 'text-right',
              at === 0 && 'left-0 z-[1] pl-4',
              column.phone === false && 'max-sm:hidden',
            )}
            key={column.id}
          >
            {totals?.[column.id] ?? column.total?.(rows)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
