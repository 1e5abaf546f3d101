import type { AnnotatorRow } from '../annotator-row';
import type { Measurement } from '../measurement';

/** What the page of one annotator shows, by annotator id: the row of the members table with the whole control chart. */
export const annotatorDetails = (measurement: Measurement): Map<string, AnnotatorRow> =>
  new Map(measurement.annotators.rows.map((row) => [String(row.annotatorId), row]));
