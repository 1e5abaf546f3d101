import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_equalsString,
  filterFn_includesString,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import type { TableColumn } from './table-column';

/** The parts of the table library that Concord uses; what is not listed is not in the bundle. Pages are a slice of the sorted rows. */
export const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString, equalsString: filterFn_equalsString },
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
  columnMeta: metaHelper<{ numeric: boolean }>(),
});

/** Our columns as the library's: null becomes undefined, which it knows to keep last in both directions. */
export function columnDefinitions<Row extends object>(
  columns: TableColumn<Row>[],
  rows: Row[],
): ColumnDef<typeof features, Row>[] {
  return columns.map((column) => {
    const numeric = rows.some((row) => typeof column.value(row) === 'number');
    return {
      id: column.id,
      accessorFn: (row: Row) => column.value(row) ?? undefined,
      header: column.header,
      enableSorting: column.sortable !== false,
      enableGlobalFilter: column.searchable !== false && !numeric,
      sortFn: numeric ? 'basic' : 'alphanumeric',
      sortUndefined: 'last',
      sortDescFirst: column.downFirst ?? numeric,
      filterFn: 'equalsString',
      meta: { numeric: column.align ? column.align === 'end' : numeric },
    };
  });
}
