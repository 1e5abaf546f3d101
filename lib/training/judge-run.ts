import { type HeldOutReport, heldOutReport } from '#lib/reward-model/held-out-report';
import type { LoadedTensorFlow } from '#lib/reward-model/load-tensorflow';
import { outOfFoldRewards } from '#lib/reward-model/out-of-fold-rewards';
import { rewardScorer } from '#lib/reward-model/score-responses';
import type { PromptSplit, SplitShares } from '#lib/reward-model/split-by-prompt';
import type { TrainedRewardModel, TrainingProgress } from '#lib/reward-model/train-reward-model';
import type { TrainingOptions } from '#lib/reward-model/training-options';
import type { TrainingPair } from './training-pairs';

/** With fewer prompts every prompt is held out once: one held-out part of them would be a matter of luck. */
const FEW_PROMPTS = 30;
/** Training anew for each fold must stay a matter of minutes. */
const MOST_PAIRS = 10_000;
const FOLDS = 5;

/** How the rewards that a run is judged by came about. */
export interface Judgement {
  /** The judged pairs, with the plain share of votes (or the verdict) as their target. */
  pairs: TrainingPair[];
  /** Where each stands among all pairs. */
  indices: Int32Array;
  rewardsA: Float64Array;
  rewardsB: Float64Array;
  folds: number | null;
  /** What the sparse fits of the diagnosis train on and are judged by. */
  split: PromptSplit;
  report: HeldOutReport;
}

/** Whether a run on these pairs is judged by folds; it then trains on all prompts. */
export function judgesByFolds(pairs: readonly TrainingPair[]): boolean {
  const prompts = new Set(pairs.map((pair) => pair.promptKey)).size;
  return prompts >= 2 && prompts < FEW_PROMPTS && pairs.length <= MOST_PAIRS;
}

/** Shares of a run that trains on all prompts: one in ten stops it early, unless that would be a large part of very few. */
export function allPrompts(pairs: readonly TrainingPair[]): SplitShares {
  const prompts = new Set(pairs.map((pair) => pair.promptKey)).size;
  return { validation: prompts < FOLDS ? 0 : 0.1, heldOut: 0 };
}

/** Judges a trained model by prompts it has not seen; with few prompts, models trained like it, one for each fold of them. */
export async function judgeRun(input: {
  pairs: readonly TrainingPair[];
  trained: TrainedRewardModel;
  byFolds: boolean;
  seed: number;
  options: Partial<TrainingOptions>;
  now: () => number;
  signal: AbortSignal;
  tensorFlow: LoadedTensorFlow;
  onProgress: (fold: number, folds: number, progress: TrainingProgress) => void;
}): Promise<Judgement> {
  const { pairs, trained, byFolds, tensorFlow } = input;
  if (!byFolds) {
    const scorer = rewardScorer(trained.model);
    const indices = trained.split.heldOut;
    const rewards = (side: 'responseA' | 'responseB') =>
      Float64Array.from(indices, (i) => scorer.score(pairs[i]!.prompt, pairs[i]![side]).raw);
    return judgement(pairs, indices, rewards('responseA'), rewards('responseB'), null, trained.split);
  }
  const { seed, options, now, signal, onProgress } = input;
  const { rewardsA, rewardsB, folds, foldOf } = await outOfFoldRewards({
    pairs,
    seed,
    options,
    folds: FOLDS,
    now,
    signal,
    tensorFlow,
    onProgress,
  });
  const all = Int32Array.from(pairs.keys());
  const split = {
    train: all.filter((i) => foldOf[i] !== 0),
    validation: new Int32Array(0),
    heldOut: all.filter((i) => foldOf[i] === 0),
  };
  return judgement(pairs, all, rewardsA, rewardsB, folds, split);
}

function judgement(
  all: readonly TrainingPair[],
  indices: Int32Array,
  rewardsA: Float64Array,
  rewardsB: Float64Array,
  folds: number | null,
  split: PromptSplit,
): Judgement {
  const pairs = Array.from(indices, (i) => ({ ...all[i]!, target: all[i]!.judged }));
  const report = heldOutReport(pairs, rewardsA, rewardsB);
  return { pairs, indices, rewardsA, rewardsB, folds, split, report };
}
