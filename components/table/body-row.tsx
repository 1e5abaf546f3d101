import { memo } from 'react';
import { cx } from '../ui/cx';
import type { TableColumn } from './table-column';

interface BodyRowProps<Row> {
  columns: TableColumn<Row>[];
  row: Row;
  numeric: Map<string | undefined, boolean>;
  current: boolean;
}

function BodyRowOf<Row>({ columns, row, numeric, current }: BodyRowProps<Row>) {
  return (
    <tr aria-current={current || undefined} className="group">
      {columns.map((column, at) => {
        const value = column.value(row);
        const Cell = at === 0 ? 'th' : 'td';
        return (
          <Cell
            className={cx(
              'h-7 whitespace-nowrap border-line border-b px-2 py-0 group-last:border-b-0 last:pr-4',
              current ? 'bg-accent-soft' : 'bg-surface group-hover:bg-hover',
              numeric.get(column.id) ? 'text-right' : 'text-left',
              at === 0 && 'sticky left-0 max-w-[46vw] truncate pl-4 font-medium sm:max-w-80',
              at === 0 && current && 'shadow-[inset_3px_0_var(--accent)]',
              column.phone === false && 'max-sm:hidden',
            )}
            key={column.id}
            scope={at === 0 ? 'row' : undefined}
          >
            {column.cell ? (
              column.cell(row)
            ) : value === null ? (
              <span className="text-ink-3">–</span>
            ) : typeof value === 'number' ? (
              value.toLocaleString('en')
            ) : (
              value
            )}
          </Cell>
        );
      })}
    </tr>
  );
}

/** A row of the one table. Sorting, searching and more rows leave it as it is drawn: its columns are the same array until one is switched. */
export const BodyRow = memo(BodyRowOf) as typeof BodyRowOf;
