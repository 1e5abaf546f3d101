import type { TrainedRewardModel } from '#lib/reward-model/train-reward-model';
import { codeVersion } from './code-version';
import type { JudgedScores } from './compare-runs';
import type { Judgement } from './judge-run';
import type { TrainingChoices } from './training-choices';
import type { TrainingPairs } from './training-pairs';
import type { TrainingDiagnosis, TrainingReport, WaiverNote } from './training-report';

/** Pairs whose outcome is kept with the model. */
const MOST_SCORES = 20_000;

/** What is known of a run at its end. */
export interface Outcome {
  run: {
    number: number;
    decision: number;
    snapshot_hash: string;
    last_sequence: number;
    seed: number;
    waiver: WaiverNote | null;
  };
  choices: TrainingChoices;
  pairs: TrainingPairs;
  trained: TrainedRewardModel;
  judged: Judgement;
  diagnosis: TrainingDiagnosis;
  ms: number;
}

/** The report that is stored with the model. */
export function composeReport({
  run,
  choices,
  pairs,
  trained,
  judged,
  diagnosis,
  ms,
}: Outcome): TrainingReport {
  const { split } = trained;
  const weights = Array.from(split.train, (i) => pairs.pairs[i]!.weight);
  const sum = weights.reduce((total, w) => total + w, 0);
  const squares = weights.reduce((total, w) => total + w * w, 0);
  return {
    heldOut: {
      ...judged.report,
      worstErrors: judged.report.worstErrors.map((e) => ({
        ...e,
        comparisonId: judged.pairs[e.pair]!.comparisonId,
      })),
    },
    data: {
      ...pairs.counts,
      pairs: pairs.pairs.length,
      effective: squares > 0 ? sum ** 2 / squares : 0,
      trust: pairs.trust,
      prompts: new Set(pairs.pairs.map((pair) => pair.promptKey)).size,
      annotators: pairs.annotators.length,
      train: split.train.length,
      validation: split.validation.length,
      heldOut: judged.pairs.length,
    },
    history: trained.history,
    bestEpoch: trained.bestEpoch,
    stoppedBy: trained.stoppedBy,
    backend: trained.backend,
    steps: trained.steps,
    trainedMs: Math.round(ms),
    folds: judged.folds,
    lengthSlope: trained.lengthSlope,
    diagnosis,
    lineage: {
      run: run.number,
      decision: run.decision,
      snapshot: run.snapshot_hash,
      lastSequence: run.last_sequence,
      seed: run.seed,
      choices,
      code: codeVersion(),
      guidelines: pairs.guidelines,
      waiver: run.waiver,
    },
  };
}

/** What another model is compared with, pair by pair, on the comparisons that both were judged by. */
export function judgedScores({ pairs, rewardsA, rewardsB }: Judgement): JudgedScores {
  const some = pairs.slice(0, MOST_SCORES);
  return {
    comparisons: some.map((pair) => pair.comparisonId),
    differences: some.map((_, i) => Number((rewardsA[i]! - rewardsB[i]!).toPrecision(6))),
    judged: some.map((pair) => Number(pair.judged.toFixed(4))),
  };
}
