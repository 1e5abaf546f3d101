import type { LabelColumns } from '#lib/agreement/label-columns';
import type { AnnotatorDrift } from '#lib/annotators/annotator-drift';
import type { BatchDrift } from '#lib/annotators/batch-drift';
import type { DriftChart } from '#lib/annotators/drift-chart';
import type { Proportion } from '#lib/annotators/proportion';

interface NamedAlarm {
  /** Number of the label, among this annotator's, at which the limit was reached; 1 is the first. */
  label: number;
  /** Label at which the change is estimated to have begun. */
  estimatedStart: number;
  /** Judged labels from there on. */
  labelsSince: number;
}

interface NamedChart {
  alarm: NamedAlarm | null;
  limit: number;
  highest: number;
  pValue: number;
  qValue: number;
  path?: number[];
}

interface NamedDrift {
  id: string;
  state: AnnotatorDrift['state'];
  measure: 'disagreement with the others';
  labels: number;
  judgedLabels: number;
  baseline: { labels: number; share: number; logOddsAgainstCohort: number; se: number };
  worse: NamedChart | null;
  better: NamedChart | null;
  before: Proportion;
  after: Proportion | null;
  expectedAfter: number | null;
}

/** What `concord drift --json` prints. */
export interface DriftReport {
  counts: { labels: number; items: number; annotators: number };
  order: 'created_at' | 'file';
  settings: { baselineLabels: number; averageRunLength: number; seed: number };
  watched: number;
  alarms: number;
  expectedByChance: number;
  annotators: NamedDrift[];
}

/** The drift of a batch with names instead of indexes. */
export function driftReport(
  drift: BatchDrift,
  context: Pick<DriftReport, 'order' | 'settings'> & {
    annotatorIds: readonly string[];
    columns: LabelColumns;
    /** Whether the whole path of each chart is wanted. */
    paths: boolean;
  },
): DriftReport {
  const { columns, annotatorIds, order, settings, paths } = context;
  const labels = new Int32Array(columns.annotatorCount);
  for (const annotator of columns.annotators) labels[annotator]!++;
  return {
    counts: { labels: columns.items.length, items: columns.itemCount, annotators: columns.annotatorCount },
    order,
    settings,
    watched: drift.watched,
    alarms: drift.alarms,
    expectedByChance: drift.expectedByChance,
    annotators: drift.annotators.map((one) => ({
      id: annotatorIds[one.annotator]!,
      state: one.state,
      measure: 'disagreement with the others',
      labels: labels[one.annotator]!,
      judgedLabels: one.judgedLabels,
      baseline: {
        labels: one.baselineLabels,
        share: one.baselineShare,
        logOddsAgainstCohort: one.offset.mean,
        se: one.offset.sd,
      },
      worse: one.worse && namedChart(one.worse, paths),
      better: one.better && namedChart(one.better, paths),
      before: one.before,
      after: one.after,
      expectedAfter: one.expectedAfter,
    })),
  };
}

function namedChart({ alarm, limit, path, pValue, qValue }: DriftChart, withPath: boolean): NamedChart {
  const named: NamedChart = {
    alarm: alarm && {
      label: alarm.labelNumber,
      estimatedStart: alarm.start.labelNumber,
      labelsSince: alarm.labelsSince,
    },
    limit,
    highest: path.reduce((most, value) => Math.max(most, value), 0),
    pValue,
    qValue,
  };
  if (withPath) named.path = [...path];
  return named;
}
