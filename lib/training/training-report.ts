import type { HeldOutReport } from '#lib/reward-model/held-out-report';
import type { EpochRecord } from '#lib/reward-model/training-checkpoint';

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
  lineage: {
    run: number;
    decision: number;
    snapshot: string;
    lastSequence: number;
    seed: number;
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
