'use client';

import { useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { Icon } from '#components/ui/icon';
import { tableCsv } from '#lib/charts/table-csv';
import { buttonClass } from '../ui/button-class';
import { EmptyState } from '../ui/empty-state';
import { FilterSelect } from '../ui/filter-select';
import { ScrollArea } from '../ui/scroll-area';
import { BodyRow } from './body-row';
import { ColumnPicker } from './column-picker';
import { HeaderCell } from './header-cell';
import { saveCsv } from './save-file';
import type { TableColumn, TableFilter } from './table-column';
import { columnDefinitions, features } from './table-features';
import { TablePager } from './table-pager';
import { TableSearch } from './table-search';
import { useTableUrlState } from './table-url-state';
import { TotalsRow } from './totals-row';
import { useRowsInSteps } from './use-rows-in-steps';

export type { CellValue, TableColumn, TableFilter } from './table-column';

interface DataTableProps<Row extends object> {
  /** What the table holds, for screen readers and as the name of the export. */
  caption: string;
  /** A module constant. */
  columns: TableColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** The order before the reader chooses one. */
  sort?: { id: string; down: boolean };
  /** Shown when there are no rows at all. */
  empty: ReactNode;
  /** The words of the text filter, "Name or tag"; left out, there is none. */
  search?: string;
  /** A module constant. */
  filters?: TableFilter[];
  /** The foot, by column; wins over the column's own total. The first column says what is summed up. */
  totals?: Partial<Record<string, ReactNode>>;
  /** The row that the rest of the page is about. */
  isCurrent?: (row: Row) => boolean;
  pageSize?: number;
  /** Apart from other tables on the same page, in the address. */
  name?: string;
  /** File name of the CSV; null takes the export away. */
  exportName?: string | null;
  /** More controls in the bar above the table. */
  tools?: ReactNode;
}

const NO_FILTERS: TableFilter[] = [];

/** The one table: sorting, search, filters, column picker, pages, totals and CSV, all of it in the address. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    caption,
    columns,
    rows,
    rowId,
    empty,
    search,
    filters = NO_FILTERS,
    totals,
    isCurrent,
    pageSize = 50,
    tools,
  } = props;
  const sortId = props.sort?.id;
  const sortDown = props.sort?.down ?? false;
  const defaults = useMemo(
    () => ({
      sort: sortId ? { id: sortId, down: sortDown } : null,
      size: pageSize,
      filterIds: filters.map((filter) => filter.columnId),
    }),
    [sortId, sortDown, pageSize, filters],
  );
  const [state, change] = useTableUrlState(defaults, props.name);
  const definitions = useMemo(() => columnDefinitions(columns, rows), [columns, rows]);

  const { switched } = state;
  // By its words: every change of the address makes a new array, and drawn rows must outlive a sort.
  const switchedIds = switched.join(',');
  const visible = useMemo(() => {
    const ids = switchedIds.split(',');
    return columns.filter((column) => Boolean(column.hidden) === ids.includes(column.id));
  }, [columns, switchedIds]);
  const shown = (column: TableColumn<Row>) => visible.includes(column);
  const numeric = useMemo(
    () => new Map(definitions.map((definition) => [definition.id, definition.meta?.numeric ?? false])),
    [definitions],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    globalFilterFn: 'includesString',
    // Without this the library judges a column by its first row, and one missing value there would end its search.
    getColumnCanGlobalFilter: () => true,
    enableSortingRemoval: false,
    state: {
      sorting: state.sort ? [{ id: state.sort.id, desc: state.sort.down }] : [],
      globalFilter: state.search,
      columnFilters: Object.entries(state.filters)
        .filter(([, value]) => value)
        .map(([id, value]) => ({ id, value })),
    },
  });
  const found = table.getSortedRowModel().rows;
  const pages = Math.max(1, Math.ceil(found.length / state.size));
  const page = Math.min(state.page, pages);
  const first = (page - 1) * state.size;
  const drawn = useRowsInSteps(Math.min(state.size, found.length - first));
  const onPage = found.slice(first, first + drawn);
  if (rows.length === 0)
    return <div className="rounded-control border border-line bg-surface px-4 py-2">{empty}</div>;
  const hasTotals = Boolean(totals) || visible.some((column) => column.total);

  const sortBy = (column: TableColumn<Row>) => {
    const downFirst = column.downFirst ?? numeric.get(column.id) ?? false;
    const down = state.sort?.id === column.id ? !state.sort.down : downFirst;
    change({ sort: { id: column.id, down } });
  };
  const exportCsv = () => {
    const parts = visible.flatMap(
      (column) => column.exported ?? [{ header: column.header, value: column.value }],
    );
    const csv = tableCsv(
      parts.map((part) => part.header),
      found.map((row) => parts.map((part) => part.value(row.original))),
    );
    saveCsv(props.exportName ?? caption, csv);
  };
  const toggle = (id: string) =>
    change({
      page,
      switched: switched.includes(id) ? switched.filter((other) => other !== id) : [...switched, id],
    });

  return (
    <div className="min-w-0">
      <div className="no-print mb-2 flex flex-wrap items-center gap-2">
        {search && (
          <TableSearch label={search} onChange={(value) => change({ search: value })} value={state.search} />
        )}
        {filters.map((filter) => (
          <FilterSelect
            key={filter.columnId}
            label={filter.label}
            onChange={(value) => change({ filters: { ...state.filters, [filter.columnId]: value } })}
            options={filter.options}
            value={state.filters[filter.columnId] ?? ''}
          />
        ))}
        {tools}
        <span className="flex-1" />
        <ColumnPicker
          columns={columns
            .slice(1)
            .map((column) => ({ id: column.id, header: column.header, shown: shown(column) }))}
          onToggle={toggle}
        />
        {props.exportName !== null && (
          <button className={buttonClass()} onClick={exportCsv} type="button">
            <Icon name="export" size={15} />
            Export CSV
          </button>
        )}
      </div>
      <div className="overflow-hidden rounded-control border border-line bg-surface">
        <ScrollArea
          label={`Table: ${caption}`}
          className="max-h-[calc(100dvh-var(--bar)-72px)] overflow-auto print:max-h-none"
        >
          <table className="w-full border-separate border-spacing-0">
            <caption className="sr-only">{caption}</caption>
            <thead>
              <tr>
                {visible.map((column, at) => (
                  <HeaderCell
                    column={column}
                    first={at === 0}
                    key={column.id}
                    numeric={numeric.get(column.id) ?? false}
                    onSort={() => sortBy(column)}
                    sorted={state.sort?.id === column.id ? (state.sort.down ? 'down' : 'up') : null}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {onPage.map(({ id, original }) => (
                <BodyRow
                  columns={visible}
                  current={isCurrent?.(original) ?? false}
                  key={id}
                  numeric={numeric}
                  row={original}
                />
              ))}
            </tbody>
            {hasTotals && found.length > 0 && (
              <TotalsRow
                columns={visible}
                numeric={numeric}
                rows={found.map((row) => row.original)}
                totals={totals}
              />
            )}
          </table>
        </ScrollArea>
        {found.length === 0 && (
          <div className="px-4">
            <EmptyState
              action={
                <button
                  className={buttonClass('default', 'small')}
                  onClick={() => change({ search: '', filters: {} })}
                  type="button"
                >
                  Clear search and filters
                </button>
              }
              icon="search"
              title={state.search ? `Nothing matches “${state.search}”` : 'Nothing matches these filters'}
            >
              {rows.length.toLocaleString('en')} rows are hidden.
            </EmptyState>
          </div>
        )}
        {found.length > Math.min(state.size, 25) && (
          <div className="no-print border-line border-t">
            <TablePager
              caption={caption}
              onPage={(next) => change({ page: next })}
              onSize={(size) => change({ size })}
              page={page}
              pages={pages}
              rows={found.length}
              size={state.size}
            />
          </div>
        )}
      </div>
    </div>
  );
}
