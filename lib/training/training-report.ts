import type { SliceAccuracy } from '#lib/reward-model/accuracy-by-slice';
import type { AnnotatorInfluence } from '#lib/reward-model/annotator-influence';
import type { BestOfNPoint } from '#lib/reward-model/best-of-n';
import type { ClusteredMean } from '#lib/reward-model/clustered-mean';
import type { FormatCorrelation } from '#lib/reward-model/format-correlation';
import type { HeldOutReport } from '#lib/reward-model/held-out-report';
import type { Histogram } from '#lib/reward-model/histogram';
import type { LearningCurvePoint } from '#lib/reward-model/learning-curve';
import type { NoisePoint } from '#lib/reward-model/noise-sensitivity';
import type { EpochRecord } from '#lib/reward-model/training-checkpoint';
import type { LabelTrust } from '#lib/reward-model/trusted-labels';
import type { TrainingChoices } from './training-choices';

/** What is stored with a reward model: what it is worth, on what it was trained, and where it comes from. */
export interface TrainingReport {
  heldOut: Omit<HeldOutReport, 'worstErrors'> & {
    worstErrors: (HeldOutReport['worstErrors'][number] & { comparisonId: number })[];
  };
  data: {
    decisive: number;
    ties: number;
    leftOut: number;
    /** Absent in reports from before adjudications. */
    verdicts?: number;
    verdictsLeftOut?: number;
    pairs: number;
    /** (Σ weight)² / Σ weight² of the training pairs; absent in older reports. */
    effective?: number;
    /** How labels were trusted in the end; differs from the choice where too few comparisons have two labels. */
    trust?: LabelTrust;
    prompts?: number;
    annotators?: number;
    train: number;
    validation: number;
    heldOut: number;
  };
  history: EpochRecord[];
  bestEpoch: number;
  stoppedBy: 'early stopping' | 'last epoch';
  backend: string;
  steps: number;
  trainedMs: number;
  /**
   * How many parts the prompts were dealt into, each held out once from a model trained anew on the others; the served model
   * has learned from all prompts then. Null or absent: one held-out part, which the served model has never seen.
   */
  folds?: number | null;
  /** What length control took off, reward per standard deviation of log characters. */
  lengthSlope?: number;
  /** Absent in reports from before it was made. */
  diagnosis?: TrainingDiagnosis;
  lineage: {
    run: number;
    decision: number;
    snapshot: string;
    lastSequence: number;
    seed: number;
    /** What was chosen about the training, the program, and labels by guideline version; absent in older reports. */
    choices?: TrainingChoices;
    code?: string;
    guidelines?: { version: number | null; labels: number }[];
    /** The two people who let it train in spite of the gate, and why; null when the gate passed. */
    waiver: WaiverNote | null;
  };
}

/** What stays written on a model that was trained by a waiver. */
export interface WaiverNote {
  number: number;
  requestedBy: string;
  signedBy: string;
  signedAt: string;
  reason: string;
  /** Checks that had not passed. */
  waived: string[];
}

/** What the figures of a model rest on, part by part. */
export interface TrainingDiagnosis {
  slices: SliceAccuracy[];
  /** Of held-out responses, and of |reward(A) − reward(B)|. */
  rewards: Histogram | null;
  margins: Histogram | null;
  format: FormatCorrelation[];
  bestOfN: BestOfNPoint[] | null;
  /** Labels on the left-hand response among those whose sides are known; the model itself never sees a side. */
  left: { chosen: number; of: number };
  /** The sparse fit of the same features, on the same held-out pairs, and what it says about the data. */
  sparse: {
    trainPairs: number;
    heldOutPairs: number;
    accuracy: ClusteredMean;
    noise: NoisePoint[] | null;
    curve: LearningCurvePoint[] | null;
    influence: (Omit<AnnotatorInfluence, 'annotator'> & {
      annotatorId: number;
      /** How often they take the wrong side, by the model of the labels, and what a vote of theirs weighed. */
      error: number | null;
      weight: number;
    })[];
    /** Annotators with a training label; the influence is given for those with the most labels. */
    annotators: number;
  };
}
