import { Icon } from '#components/ui/icon';
import { cx } from '../ui/cx';
import type { TableColumn } from './table-column';

interface HeaderCellProps {
  column: Pick<
    TableColumn<never>,
    'id' | 'header' | 'headerNote' | 'hint' | 'sortable' | 'phone' | 'minWidth'
  >;
  numeric: boolean;
  first: boolean;
  sorted: 'up' | 'down' | null;
  onSort: () => void;
}

export function HeaderCell({ column, numeric, first, sorted, onSort }: HeaderCellProps) {
  const words = (
    <>
      <span>
        {column.header}
        {column.headerNote && <span className="font-normal text-ink-3"> {column.headerNote}</span>}
      </span>
      {sorted === 'up' && <Icon name="up" className="text-accent-text" size={12} strokeWidth={2.2} />}
      {sorted === 'down' && <Icon name="down" className="text-accent-text" size={12} strokeWidth={2.2} />}
    </>
  );
  const layout = cx(
    'inline-flex h-[30px] items-center gap-1 whitespace-nowrap',
    numeric && 'flex-row-reverse',
  );
  return (
    <th
      aria-sort={sorted === null ? undefined : sorted === 'up' ? 'ascending' : 'descending'}
      className={cx(
        'sticky top-0 z-[1] h-[30px] border-line-strong border-b bg-surface px-2 font-medium text-ink-2 text-small last:pr-4',
        numeric ? 'text-right' : 'text-left',
        first && 'left-0 z-[2] pl-4',
        column.phone === false && 'max-sm:hidden',
      )}
      scope="col"
      style={{ minWidth: column.minWidth }}
      title={column.hint}
    >
      {column.sortable === false ? (
        <span className={layout}>{words}</span>
      ) : (
        <button
          className={cx(layout, '-mx-1 rounded-small px-1 outline-offset-[-2px] hover:text-ink')}
          onClick={onSort}
          type="button"
        >
          {words}
        </button>
      )}
      {column.hint && <span className="sr-only">: {column.hint}</span>}
    </th>
  );
}
