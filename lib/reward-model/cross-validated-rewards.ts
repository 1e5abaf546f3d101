import type { FeatureMatrix } from './feature-matrix';
import { promptFolds } from './prompt-folds';
import type { RidgeOptions } from './ridge';
import { type PairLabels, sparseFit } from './sparse-fit';

/** Rewards of both responses of each pair, from a fit that saw none of the pair's prompt. */
export interface CrossValidatedRewards {
  rewardsA: Float64Array;
  rewardsB: Float64Array;
}

/**
 * Out-of-fold rewards of every pair by the sparse fit, folds by prompt: a held-out figure that uses all pairs, for
 * data with few prompts or few pairs. Rewards of different folds come from different models; compare only within a pair.
 * Throws RangeError with fewer than two prompts, or when a fold leaves no pair of positive weight to fit.
 */
export function crossValidatedRewards(
  matrix: FeatureMatrix,
  labels: PairLabels,
  promptKeys: readonly string[],
  { folds, seed, ridge }: { folds: number; seed: number; ridge?: RidgeOptions },
): CrossValidatedRewards {
  const foldOf = promptFolds(promptKeys, folds, seed);
  const rewardsA = new Float64Array(promptKeys.length);
  const rewardsB = new Float64Array(promptKeys.length);
  for (const fold of new Set(foldOf)) {
    const training = Int32Array.from(foldOf.keys()).filter((pair) => foldOf[pair] !== fold);
    const { rewards } = sparseFit(matrix, labels, training, ridge);
    foldOf.forEach((own, pair) => {
      if (own !== fold) return;
      rewardsA[pair] = rewards[matrix.rowsA[pair]!]!;
      rewardsB[pair] = rewards[matrix.rowsB[pair]!]!;
    });
  }
  return { rewardsA, rewardsB };
}
