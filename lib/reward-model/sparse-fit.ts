import { type FeatureMatrix, rowsOfPairs, standardisationOf, standardiseRows } from './feature-matrix';
import { minimise } from './minimise';
import { preferenceLoss, sigmoid } from './preference-loss';
import { headLayout, type RewardHead } from './reward-head';
import { momentsOfRewards, type RewardModel } from './reward-model-file';
import { type RidgeOptions, ridgePenalties } from './ridge';
import { FEATURE_DIMENSION } from './text-features';
import { DEFAULT_TRAINING_OPTIONS } from './training-options';

/** Soft labels and weights by pair of the matrix, as in PreferencePair. */
export interface PairLabels {
  targets: Float64Array;
  weights: Float64Array;
}

export interface SparseFit {
  /** Scores and is stored like any other reward model. */
  model: RewardModel;
  /** Raw reward of every row of the matrix, the held-out ones too. */
  rewards: Float64Array;
}

/** Largest slope of the mean loss that counts as flat, and steps after which the fit is taken as it stands. */
const FLAT = 1e-4;
const MAXIMUM_STEPS = 60;

/**
 * The direct path of the reward head alone, fitted in plain typed arrays: a linear Bradley–Terry model on the same
 * features with the same ridge. About a tenth of a second for 2,000 pairs, which is what makes learning curves,
 * cross-validation and leaving out one annotator after another affordable. The problem is convex and every step uses
 * all pairs, so there is no seed: the same pairs give the same model.
 *
 * @param matrix features as read from the texts; left as they are.
 * @param training pairs to fit, indices into the matrix's pairs. Throws RangeError when none has positive weight.
 */
export function sparseFit(
  matrix: FeatureMatrix,
  labels: PairLabels,
  training: Int32Array,
  ridge: RidgeOptions = DEFAULT_TRAINING_OPTIONS.ridge,
): SparseFit {
  const used = training.filter((pair) => labels.weights[pair]! > 0);
  if (used.length === 0) throw new RangeError('sparseFit: no pair of positive weight to fit');
  const rows = rowsOfPairs(matrix, used);
  const standardisation = standardisationOf(matrix, rows);
  const values = matrix.values.slice();
  standardiseRows(values, matrix.starts, standardisation);
  const penalties = ridgePenalties(1, ridge, used.length, rows.length).subarray(...headLayout(1).direct);
  const meanWeight = used.reduce((sum, pair) => sum + labels.weights[pair]!, 0) / used.length;

  const { starts, places, rowsA, rowsB, rowCount } = matrix;
  const rewards = new Float64Array(rowCount);
  const slopes = new Float64Array(rowCount);
  const rewardRow = (direct: Float64Array, row: number) => {
    let reward = 0;
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++)
      reward += values[i]! * direct[places[i]!]!;
    rewards[row] = reward;
  };
  const lossAndGradient = (direct: Float64Array, gradient: Float64Array): number => {
    for (const row of rows) rewardRow(direct, row);
    slopes.fill(0);
    let loss = 0;
    for (const pair of used) {
      const share = labels.weights[pair]! / (meanWeight * used.length);
      const difference = rewards[rowsA[pair]!]! - rewards[rowsB[pair]!]!;
      loss += share * preferenceLoss(difference, labels.targets[pair]!);
      const slope = share * (sigmoid(difference) - labels.targets[pair]!);
      slopes[rowsA[pair]!]! += slope;
      slopes[rowsB[pair]!]! -= slope;
    }
    for (let i = 0; i < FEATURE_DIMENSION; i++) {
      gradient[i] = penalties[i]! * direct[i]!;
      loss += 0.5 * penalties[i]! * direct[i]! * direct[i]!;
    }
    for (const row of rows) {
      const slope = slopes[row]!;
      for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++)
        gradient[places[i]!]! += slope * values[i]!;
    }
    return loss;
  };
  // Rounded to the file's precision first, so that a stored model gives these very rewards.
  const direct = Float32Array.from(minimise(lossAndGradient, FEATURE_DIMENSION, FLAT, MAXIMUM_STEPS));
  const rounded = Float64Array.from(direct);
  for (let row = 0; row < rowCount; row++) rewardRow(rounded, row);
  const head = linearHead(direct);
  const about = { pairs: used.length, kind: 'sparse fit' };
  return { model: { head, standardisation, normalisation: momentsOfRewards(rewards, rows), about }, rewards };
}

/** A head whose one hidden unit is switched off. */
function linearHead(direct: Float32Array): RewardHead {
  const layout = headLayout(1);
  const weights = new Float32Array(layout.size);
  weights.set(direct, layout.direct[0]);
  return { units: 1, weights };
}
