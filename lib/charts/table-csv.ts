type Cell = string | number | null;

/** One cell as CSV. Text that a spreadsheet would run as a formula is made text by an apostrophe. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled), headers first. Numbers are written in full, never rounded; a missing value is an
 * empty cell. Throws a RangeError when a row has not as many cells as there are headers.
 */
export function tableCsv(headers: string[], rows: Cell[][]): string {
  for (const row of rows) {
    if (row.length !== headers.length) throw new RangeError('tableCsv: every row needs one cell per header');
  }
  return csvRows([headers, ...rows]);
}

/** Rows alone, for a table that is written in pieces: what comes after the first. */
export const csvRows = (rows: Cell[][]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
