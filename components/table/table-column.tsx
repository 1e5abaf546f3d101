import type { ReactNode } from 'react';

export type CellValue = string | number | null;

/**
 * A column of the one table. Columns are a module constant beside the table they belong to, in a client module, because
 * cells are functions; rows are plain data from the server.
 */
export interface TableColumn<Row> {
  /** Stands in the URL for sorting and hiding, so it stays the same for ever. */
  id: string;
  header: string;
  /** After the header, lighter: "95 %, tick 55". */
  headerNote?: string;
  /** What the header means, as a tip and for screen readers. */
  hint?: string;
  /** What sorting, searching and the export use. Null is a missing value: always last, an empty cell in the export. */
  value: (row: Row) => CellValue;
  /** What is drawn; left out, the value itself, and an en dash for null. */
  cell?: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column; this is the default when the first row's value is a number. */
  align?: 'start' | 'end';
  /** The foot of the column, from the rows that the filters left. */
  total?: (rows: Row[]) => ReactNode;
  /** More than one column in the export, or another value: an estimate exports its value and both ends of its interval. */
  exported?: { header: string; value: (row: Row) => CellValue }[];
  /** Off until picked in the column menu. */
  hidden?: boolean;
  /** Not shown on a phone, where the first column and the most telling ones stay. */
  phone?: false;
  sortable?: false;
  searchable?: false;
  /** First press sorts down; the default for numbers. */
  downFirst?: boolean;
  minWidth?: number;
}

/** A choice above the table that keeps the rows whose column has one value. */
export interface TableFilter {
  columnId: string;
  label: string;
  options: { value: string; label: string }[];
}
