import type { AnnotatorRow } from './annotator-row';

/** Rows of a report with the statuses that have changed since. */
export const withStatuses = (
  rows: AnnotatorRow[],
  changed: Readonly<Record<number, AnnotatorRow['status']>>,
): AnnotatorRow[] =>
  rows.map((row) => {
    const status = changed[row.annotatorId];
    return status === undefined ? row : { ...row, status };
  });
