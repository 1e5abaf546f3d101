'use client';

import { Icon } from '#components/ui/icon';
import { tableCsv } from '#lib/charts/table-csv';
import { buttonClass } from '../ui/button-class';
import { saveCsv } from './save-file';
import type { CellValue } from './table-column';

interface ExportRowsProps {
  /** File name without its ending. */
  name: string;
  /** What is saved, where a page has more than one such table. */
  of: string;
  headers: string[];
  /** In full, never rounded. */
  rows: CellValue[][];
}

/** Saves the figures of a table that the server draws: the same file as the one table's own export. */
export function ExportRows({ name, of, headers, rows }: ExportRowsProps) {
  return (
    <button
      className={`${buttonClass('quiet', 'small')} no-print`}
      onClick={() => saveCsv(name, tableCsv(headers, rows))}
      type="button"
    >
      <Icon name="export" size={14} />
      CSV
      <span className="sr-only">: {of}</span>
    </button>
  );
}
