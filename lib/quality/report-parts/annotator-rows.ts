import type { AnnotatorRow } from '../annotator-row';
import type { Measurement } from '../measurement';

/** Points of a control chart that fit into a table's cell. */
const SPARK_POINTS = 32;

/** The members table: every annotator's figures, with the control chart as small as the table draws it. */
export function annotatorRows(measurement: Measurement): AnnotatorRow[] {
  return measurement.annotators.rows.map((row) => ({
    ...row,
    drift: { ...row.drift, path: peaks(row.drift.path, SPARK_POINTS).map(drawn) },
  }));
}

/** A spark is twenty pixels high: decimals beyond that are most of the part's bytes. The page of one annotator has them. */
const drawn = ({ label, value }: { label: number; value: number }) => ({
  label,
  value: Math.round(value * 100) / 100,
});

/** At most so many points, the highest of each stretch, so that no peak is lost. */
function peaks<P extends { value: number }>(path: P[], most: number): P[] {
  if (path.length <= most) return path;
  return Array.from({ length: most }, (_, k) =>
    path
      .slice(Math.floor((k * path.length) / most), Math.floor(((k + 1) * path.length) / most))
      .reduce((a, b) => (b.value > a.value ? b : a)),
  );
}

/** Who is alarmed and since when, for the marks on a timeline. */
export const alarms = (measurement: Measurement): { annotatorId: number; name: string; at: string }[] =>
  measurement.annotators.rows.flatMap(({ annotatorId, name, drift }) =>
    drift.alarmAt ? [{ annotatorId, name, at: drift.alarmAt }] : [],
  );
