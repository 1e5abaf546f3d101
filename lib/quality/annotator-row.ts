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

/** A habit: how often, and whether that is more than chance (Benjamini–Hochberg over the crew) and large. */
export interface StoredHabit extends StoredShare {
  qValue: number | null;
  flagged: boolean;
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
  /** Probability that a label is right by the Dawid–Skene model of the whole batch; and whether guessing does better. */
  reliability: number | null;
  belowChance: boolean;
  gold: StoredShare;
  selfConsistency: StoredShare;
  /** Of decisive labels: those for the left, the longer and the more formatted response. */
  leftRate: StoredHabit;
  longerRate: StoredHabit;
  formattedRate: StoredHabit;
  tieRate: StoredHabit;
  /** In words the one answer of who never gives another ("always chooses the left side"); null for everybody else. */
  constant: string | null;
  /** So many of one side in a row that chance hardly does it. */
  streaks: boolean;
  medianActiveMs: number | null;
  /** Labels given faster than the text can be read. */
  tooFast: StoredShare & { flagged: boolean };
  skips: number;
  drift: StoredDrift;
  lastLabelAt: string | null;
}

/** What the page of one annotator shows beyond the row. */
export interface AnnotatorDetails {
  row: AnnotatorRow;
  /** P(annotator says the column | truth is the row), in the order of `categories`; from the Dawid–Skene model. */
  confusion: { categories: readonly string[]; rows: number[][] };
  /** Odds of choosing a response twice as long, and with ten marks of formatting more, beyond what the others see in it. */
  lengthOdds: StoredOdds;
  formatOdds: StoredOdds;
  /** Longest run of one side of the screen, and how likely it is without a habit. */
  longestRun: number;
  longestRunP: number | null;
  /** Latest labels that the other labels speak against, newest first. */
  disagreements: StoredDisagreement[];
}

export interface StoredOdds {
  ratio: number | null;
  ci95: Interval | null;
  qValue: number | null;
  labels: number;
}

export interface StoredDisagreement {
  comparisonId: number;
  /** As stored: what was chosen, and what is most probably right by all labels, with its probability. */
  choice: string;
  likely: string;
  probability: number;
  at: string;
}
