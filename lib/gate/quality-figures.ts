import type { EstimateBasis } from '#lib/agreement/estimate-basis';
import type { Estimate, Interval } from '#lib/statistics/estimate';

/** Successes out of n with the interval of the share; null value when n is 0. */
export interface Share {
  value: number | null;
  count: number;
  of: number;
  ci95: Interval | null;
}

/** A measured quantity that is counted, not estimated. */
export interface ExactShare {
  value: number | null;
  count: number;
  of: number;
}

/** Someone whose labels count against the flagged share, and since when. */
export interface FlaggedAnnotator {
  annotatorId: number;
  name: string;
  cause: 'drifting' | 'paused' | 'removed';
  /** Labels that count against the share. */
  labels: number;
  /** Sequence number of the first of them, and its time (ISO 8601). */
  fromSequence: number;
  since: string | null;
}

/** What agreement gains (positive) or loses when a group of labels is left out. */
export interface Influence {
  kind: 'annotator' | 'tag';
  id: string;
  name: string;
  labels: number;
  delta: number | null;
  ci95: Interval | null;
}

/** A part of the comparisons (a tag) with its own agreement. */
export interface CohortAgreement {
  cohort: string;
  comparisons: number;
  comparisonsWithOverlap: number;
  alpha: Estimate;
  /** What the interval of `alpha` is made of; null where it is undefined. */
  basis: EstimateBasis | null;
}

/** The figures of one quality report, as the gate and the overview read them. Labels: current, human, not excluded. */
export interface QualityFigures {
  labels: number;
  repeats: number;
  excludedLabels: number;
  comparisons: number;
  comparisonsWithOverlap: number;
  annotators: number;
  /** Choices aligned by source (the default orientation), and as presented. */
  aligned: AgreementFigures;
  presented: AgreementFigures;
  swapInvariantAlpha: Estimate;
  /** What its intervals are made of, for a policy that asks for another level than 95 %; null where it is undefined. */
  alphaBasis: EstimateBasis | null;
  goldAccuracy: Share;
  selfConsistency: Share;
  flagged: ExactShare & { annotators: FlaggedAnnotator[] };
  currentGuideline: ExactShare & { number: number | null };
  openAdjudications: number;
  cohorts: CohortAgreement[];
  influence: Influence[];
  drift: { monitored: number; alarms: number };
  /** Agreement by window of time, oldest first; times in ISO 8601. */
  timeline: { from: string; to: string; labels: number; comparisonsWithOverlap: number; alpha: Estimate }[];
  /** Labels by UTC day (YYYY-MM-DD), without gaps. */
  labelsPerDay: { day: string; labels: number }[];
}

export interface AgreementFigures {
  percentAgreement: Estimate;
  pairwiseAgreement: Estimate;
  cohenKappa: Estimate & { definedPairs: number; undefinedPairs: number };
  krippendorffAlpha: Estimate;
}

/** What a decision is made on: the figures, and whether they cover every label that was there when it was asked for. */
export interface JudgedReport {
  figures: QualityFigures;
  lastSequence: number;
  /** The batch's sequence number when the decision was asked for. */
  neededSequence: number;
}
