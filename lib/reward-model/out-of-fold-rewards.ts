import type { CrossValidatedRewards } from './cross-validated-rewards';
import type { LoadedTensorFlow } from './load-tensorflow';
import type { PreferencePair } from './preference-pair';
import { promptFolds } from './prompt-folds';
import { rewardScorer } from './score-responses';
import { splitByPrompt } from './split-by-prompt';
import { type TrainingProgress, trainRewardModel } from './train-reward-model';
import { completeTrainingOptions, type TrainingOptions } from './training-options';

export interface OutOfFoldInput {
  pairs: readonly PreferencePair[];
  seed: number;
  options?: Partial<TrainingOptions>;
  /** At most so many; never more than there are prompts. */
  folds: number;
  now: () => number;
  signal?: AbortSignal;
  tensorFlow?: LoadedTensorFlow;
  onProgress?: (fold: number, folds: number, progress: TrainingProgress) => void;
}

/**
 * Rewards of every pair by a head that saw none of the pair's prompt: each prompt is held out once, and the head is trained
 * anew on the others with the same options and seed. For data with few prompts, where one held-out part would be a matter of
 * luck. Rewards of different folds come from different models; compare only within a pair.
 *
 * Throws RangeError with fewer than two prompts; rejects with the signal's reason when cancelled.
 */
export async function outOfFoldRewards(
  input: OutOfFoldInput,
): Promise<CrossValidatedRewards & { folds: number; foldOf: Int32Array }> {
  const { pairs, seed } = input;
  const options = completeTrainingOptions(input.options);
  const keys = pairs.map((pair) => pair.promptKey);
  const foldOf = promptFolds(keys, input.folds, seed);
  const folds = new Set(foldOf).size;
  const rewardsA = new Float64Array(pairs.length);
  const rewardsB = new Float64Array(pairs.length);
  for (let fold = 0; fold < folds; fold++) {
    const indices = Int32Array.from(pairs.keys());
    const others = indices.filter((pair) => foldOf[pair] !== fold);
    const heldOut = indices.filter((pair) => foldOf[pair] === fold);
    const inner = splitByPrompt(
      Array.from(others, (pair) => keys[pair]!),
      seed,
      { validation: options.shares.validation, heldOut: 0 },
    );
    const split = {
      train: inner.train.map((i) => others[i]!),
      validation: inner.validation.map((i) => others[i]!),
      heldOut,
    };
    const { model } = await trainRewardModel({
      pairs,
      seed,
      options,
      split,
      now: input.now,
      ...(input.signal && { signal: input.signal }),
      ...(input.tensorFlow && { tensorFlow: input.tensorFlow }),
      ...(input.onProgress && {
        onProgress: (progress: TrainingProgress) => input.onProgress!(fold + 1, folds, progress),
      }),
    });
    const scorer = rewardScorer(model);
    for (const pair of heldOut) {
      const { prompt, responseA, responseB } = pairs[pair]!;
      rewardsA[pair] = scorer.score(prompt, responseA).raw;
      rewardsB[pair] = scorer.score(prompt, responseB).raw;
    }
  }
  return { rewardsA, rewardsB, folds, foldOf };
}
