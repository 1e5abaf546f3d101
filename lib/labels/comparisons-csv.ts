import { csvRows, tableCsv } from '#lib/charts/table-csv';
import { COMPARISON_HEADERS, comparisonCells } from './comparison-cells';
import { type ComparisonFilter, type ComparisonSummary, comparisonList } from './comparison-list';

const AT_ONCE = 500;
const CHOICES = ['A', 'TIE', 'B', 'BOTH_BAD', 'CANT_JUDGE'] as const;
const HEADERS = [
  ...COMPARISON_HEADERS,
  'labels wanted',
  'labels for A',
  'ties',
  'labels for B',
  'both bad',
  'can’t judge',
];

/**
 * The comparisons that a filter finds, in id order, as CSV: read as fast as it is taken, some hundreds at a time, each after
 * the last id of those before, so that a million of them need no more room than one page.
 */
export function comparisonsCsv(filter: ComparisonFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      const rows = await comparisonList(filter, AT_ONCE, after);
      // The mark at the start makes spreadsheets read it as UTF-8.
      const text = begun ? csvRows(rows.map(cells)) : `\ufeff${tableCsv(HEADERS, rows.map(cells))}`;
      begun = true;
      if (text) controller.enqueue(encoder.encode(text));
      after = rows.at(-1)?.id ?? after;
      if (rows.length < AT_ONCE) controller.close();
    },
  });
}

const cells = (row: ComparisonSummary) => [
  ...comparisonCells(row),
  row.places,
  ...CHOICES.map((choice) => row.votes[choice] ?? 0),
];
