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
  lineage: { run: number; decision: number; snapshot: string; lastSequence: number; seed: number };
}
