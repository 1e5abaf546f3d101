import type { Interval } from '#lib/statistics/estimate';
import type { AnnotatorStatus } from '#prisma/generated/enums';

/** A share with its counts, as stored in a report. */
export interface StoredShare {
  value: number | null;
  count: number;
  of: number;
  ci95: Interval | null;
}

/** One annotator's control chart, thinned for drawing. Positions are label numbers of this annotator, from 1. */
export interface StoredDrift {
  state: 'stable' | 'drifting' | 'not_enough_labels';
  judgedLabels: number;
  path: { label: number; value: number }[];
  limit: number | null;
  alarmLabel: number | null;
  startLabel: number | null;
  /** Sequence number and time (ISO 8601) of the first label after the estimated start. */
  startSequence: number | null;
  startAt: string | null;
  alarmAt: string | null;
  /** Labels from the estimated start on. */
  labelsSince: number;
  before: StoredShare | null;
  after: StoredShare | null;
  /** Alarm of the mirrored chart, "disagrees less than before": copying, or a machine that answers. Never blocks. */
  better: StoredImprovement | null;
}

/** When an annotator began to disagree less, in the same units. */
export interface StoredImprovement {
  alarmLabel: number;
  startLabel: number;
  startAt: string;
  labelsSince: number;
}

/** One annotator in a quality report: the members table's row. */
export interface AnnotatorRow {
  annotatorId: number;
  name: string;
  status: AnnotatorStatus;
  labels: number;
  excludedLabels: number;
  overlapItems: number;
  agreement: StoredShare;
  kappa: number | null;
  gold: StoredShare;
  selfConsistency: StoredShare;
  leftRate: StoredShare & { flagged: boolean };
  tieRate: StoredShare;
  medianActiveMs: number | null;
  drift: StoredDrift;
  lastLabelAt: string | null;
}
