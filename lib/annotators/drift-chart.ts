import type { MaximumDistribution } from './alarm-threshold';
import { bernoulliCusum, climbStart, firstAlarm } from './bernoulli-cusum';
import type { DriftRecord } from './drift-record';

export interface DriftAlarm {
  /** Position in the path, 0-based among monitored labels, at which the limit was reached. */
  pathIndex: number;
  /** The same as a label number of this annotator: 1 is their first label. */
  labelNumber: number;
  /** Row in the columns. */
  row: number;
  /** Estimated start of the change: first label after the path last stood at zero. */
  start: { pathIndex: number; labelNumber: number; row: number };
  /** Judged labels from the estimated start to the end of the record. */
  labelsSince: number;
}

export interface DriftChart {
  /** The statistic after each monitored label. */
  path: Float64Array;
  limit: number;
  alarm: DriftAlarm | null;
  /** Probability of a path this high in a record of this length when nothing changes. */
  pValue: number;
  /** Benjamini–Hochberg over all annotators that are watched. */
  qValue: number;
}

/**
 * One annotator's control chart with its alarm. The q-value is left at the p-value; it needs all annotators.
 *
 * @param monitored the record after its baseline.
 * @param assumedRatio odds ratio against the cohort that the chart takes for normal.
 */
export function driftChart(
  monitored: DriftRecord,
  assumedRatio: number,
  oddsRatio: number,
  maxima: MaximumDistribution,
  falseAlarmProbability: number,
): DriftChart {
  const path = bernoulliCusum(monitored.events, monitored.odds, oddsRatio, assumedRatio);
  const limit = maxima.quantile(falseAlarmProbability);
  const pathIndex = firstAlarm(path, limit);
  let highest = 0;
  for (let t = 0; t < path.length; t++) if (path[t]! > highest) highest = path[t]!;
  const pValue = Math.min(1, maxima.exceedance(highest));
  const place = (index: number) => ({
    pathIndex: index,
    labelNumber: monitored.labelNumbers[index]!,
    row: monitored.rows[index]!,
  });
  if (pathIndex === null) return { path, limit, alarm: null, pValue, qValue: pValue };
  const start = climbStart(path, pathIndex);
  const alarm = { ...place(pathIndex), start: place(start), labelsSince: path.length - start };
  return { path, limit, alarm, pValue, qValue: pValue };
}
