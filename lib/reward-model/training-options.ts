import type { AdamOptions } from './adam';
import type { RidgeOptions } from './ridge';
import type { SplitShares } from './split-by-prompt';

/** Everything that decides the outcome of a training besides data, seed and backend. */
export interface TrainingOptions extends AdamOptions {
  /** Hidden units of the head. */
  units: number;
  /** Pairs per step. */
  batchPairs: number;
  /** At most so many passes over the training pairs. */
  epochs: number;
  /** Stop after so many epochs without a lower validation loss; the best epoch's weights are kept. */
  patience: number;
  /** Passes when there are no validation pairs to stop by. */
  epochsWithoutValidation: number;
  /** Coefficient of the mean squared sum of a pair's rewards. */
  centring: number;
  ridge: RidgeOptions;
  /** `residual` takes what length alone explains off the rewards at the end (length-control.ts). */
  lengthControl: 'none' | 'residual';
  shares: SplitShares;
}

export const DEFAULT_TRAINING_OPTIONS: TrainingOptions = {
  units: 32,
  batchPairs: 64,
  epochs: 20,
  patience: 3,
  epochsWithoutValidation: 20,
  learningRate: 0.01,
  epsilon: 1e-4,
  centring: 0.01,
  ridge: { length: 0.1, hand: 60, words: 3, hidden: 10 },
  lengthControl: 'none',
  shares: { validation: 0.1, heldOut: 0.2 },
};

/** The defaults with the caller's choices; throws RangeError for a choice that cannot train. */
export function completeTrainingOptions(chosen: Partial<TrainingOptions> = {}): TrainingOptions {
  const options = { ...DEFAULT_TRAINING_OPTIONS, ...chosen };
  for (const name of ['units', 'batchPairs', 'epochs', 'patience', 'epochsWithoutValidation'] as const)
    if (!Number.isInteger(options[name]) || options[name] < 1)
      throw new RangeError(`trainRewardModel: ${name} must be a positive integer, got ${options[name]}`);
  for (const name of ['learningRate', 'epsilon'] as const)
    if (!(options[name] > 0 && options[name] < Infinity))
      throw new RangeError(`trainRewardModel: ${name} must be positive, got ${options[name]}`);
  for (const name of ['centring'] as const)
    if (!(options[name] >= 0 && options[name] < Infinity))
      throw new RangeError(`trainRewardModel: ${name} must not be negative, got ${options[name]}`);
  return options;
}
