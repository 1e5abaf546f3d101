import { seededRandom } from '#lib/statistics/random';
import { adamStep, freshAdam } from './adam';
import { bradleyTerryGradient } from './bradley-terry-gradient';
import {
  type FeatureMatrix,
  featureMatrix,
  rowsOfPairs,
  standardisationOf,
  standardiseRows,
} from './feature-matrix';
import { promptsOfRows, withoutLength } from './length-control';
import { type LoadedTensorFlow, loadTensorFlow, type TensorFlowBackend } from './load-tensorflow';
import { mixHashes } from './murmur-hash';
import { rewardsOfRows } from './plain-forward';
import { decidedAccuracy, meanPreferenceLoss } from './preference-loss';
import { assertPreferencePairs, type PreferencePair } from './preference-pair';
import { freshHead, headLayout, type RewardHead } from './reward-head';
import { momentsOfRewards, type RewardModel } from './reward-model-file';
import { ridgePenalties } from './ridge';
import { type PromptSplit, splitByPrompt } from './split-by-prompt';
import { batchOrder, batchWriter } from './training-batches';
import {
  type EpochRecord,
  readCheckpoint,
  type TrainingPosition,
  trainingFingerprint,
  writeCheckpoint,
} from './training-checkpoint';
import { completeTrainingOptions, type TrainingOptions } from './training-options';

/** Where a training stands. Steps and seconds left are upper bounds: early stopping may end it sooner. */
export interface TrainingProgress {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  /** Mean loss of the running epoch so far, nats per pair. */
  trainLoss: number;
  /** Of the last finished epoch; null before the first and without validation pairs. */
  validationLoss: number | null;
  validationAccuracy: number | null;
  pairsPerSecond: number | null;
  secondsLeft: number | null;
}

export interface TrainRewardModelInput {
  pairs: readonly PreferencePair[];
  /** Decides the split, the first weights and the order of batches. */
  seed: number;
  options?: Partial<TrainingOptions>;
  /** A split made elsewhere, instead of splitByPrompt with the seed and options.shares. */
  split?: PromptSplit;
  /** Milliseconds on any clock that runs forward; only for progress figures and for when to save. */
  now: () => number;
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
  checkpoint?: {
    /** Bytes of an earlier save; ignored, with the reason in the result, when they belong to another training. */
    resumeFrom?: Uint8Array | null;
    /** Milliseconds between saves, of which the first comes at once; 0 saves after each step, Infinity only when stopped. Default 10,000. */
    everyMs?: number;
    save?: (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>;
  };
  /** Kept in the model file. */
  about?: Record<string, unknown>;
  tensorFlow?: LoadedTensorFlow;
}

export interface TrainedRewardModel {
  model: RewardModel;
  split: PromptSplit;
  history: EpochRecord[];
  /** Epoch, from 1, whose weights were kept. */
  bestEpoch: number;
  stoppedBy: 'early stopping' | 'last epoch';
  backend: TensorFlowBackend;
  steps: number;
  /** What length control took off, reward per standard deviation of log characters; 0 without it. */
  lengthSlope: number;
  /** The step from which it was resumed, and why a given checkpoint was not used. */
  resumed: { fromStep: number | null; ignored: string | null };
}

const PROGRESS_EVERY_MS = 250;
const SAVE_EVERY_MS = 10_000;

/**
 * Trains a Bradley–Terry reward model on pairs with soft labels and weights.
 *
 * Features (text-features.ts) go through a small head (reward-head.ts) whose gradient TensorFlow computes; weights,
 * optimiser and batch order are our own, so the same pairs, seed, options and backend give the same model bit for bit,
 * and a training resumed from a checkpoint ends with exactly the weights of one that was never interrupted. Between
 * steps it yields to the event loop. Pairs of weight 0 take no part.
 *
 * Throws RangeError for malformed pairs or options and when no pair of positive weight is left to train on; rejects
 * with the signal's reason when cancelled, after a last save.
 */
export async function trainRewardModel(input: TrainRewardModelInput): Promise<TrainedRewardModel> {
  const { pairs, seed, now, signal } = input;
  assertPreferencePairs(pairs, 'trainRewardModel');
  const options = completeTrainingOptions(input.options);
  const split =
    input.split ??
    splitByPrompt(
      pairs.map((pair) => pair.promptKey),
      seed,
      options.shares,
    );
  const training = split.train.filter((pair) => pairs[pair]!.weight > 0);
  if (training.length === 0) throw new RangeError('trainRewardModel: no pair of positive weight to train on');
  const { tf, backend } = input.tensorFlow ?? (await loadTensorFlow());

  const matrix = featureMatrix(pairs);
  const trainingRows = rowsOfPairs(matrix, training);
  const standardisation = standardisationOf(matrix, trainingRows);
  standardiseRows(matrix.values, matrix.starts, standardisation);
  const validation = split.validation.filter((pair) => pairs[pair]!.weight > 0);
  const validationRows = rowsOfPairs(matrix, validation);

  const penalties = ridgePenalties(options.units, options.ridge, training.length, trainingRows.length);
  const size = headLayout(options.units).size;
  const fingerprint = trainingFingerprint(pairs, split, { seed, options, backend });
  const given = input.checkpoint?.resumeFrom;
  const restored = given ? readCheckpoint(given, fingerprint, size) : null;
  const position: TrainingPosition =
    restored !== null && typeof restored !== 'string' ? restored : freshPosition(options.units, seed);
  const fromStep = restored !== null && typeof restored !== 'string' ? position.adam.step : null;
  const head: RewardHead = { units: options.units, weights: position.weights };

  const epochs = validation.length > 0 ? options.epochs : options.epochsWithoutValidation;
  const stepsPerEpoch = Math.ceil(training.length / options.batchPairs);
  const batches = batchWriter(matrix, pairs, training, options.batchPairs);
  const save = async () => input.checkpoint?.save?.(writeCheckpoint(position, fingerprint));
  const saveEvery = input.checkpoint?.everyMs ?? SAVE_EVERY_MS;
  const startedAt = now();
  const firstStep = position.adam.step;
  let reportedAt = -Infinity;
  // The first at once: what is killed early, or is quick, has one to go on from too.
  let savedAt = Number.isFinite(saveEvery) ? -Infinity : startedAt;
  const report = () => {
    if (!input.onProgress) return;
    const seconds = (now() - startedAt) / 1000;
    const done = position.adam.step - firstStep;
    const rate = seconds > 0 && done > 0 ? done / seconds : null;
    const last = position.history.at(-1);
    input.onProgress({
      epoch: Math.min(position.epoch + 1, epochs),
      epochs,
      step: position.adam.step,
      steps: epochs * stepsPerEpoch,
      trainLoss: position.weightSum > 0 ? position.lossSum / position.weightSum : (last?.trainLoss ?? 0),
      validationLoss: last?.validationLoss ?? null,
      validationAccuracy: last?.validationAccuracy ?? null,
      pairsPerSecond: rate === null ? null : rate * (training.length / stepsPerEpoch),
      secondsLeft: rate === null ? null : (epochs * stepsPerEpoch - position.adam.step) / rate,
    });
    reportedAt = now();
  };
  const outOfPatience = () =>
    validation.length > 0 && position.epoch > 0 && position.epoch - position.bestEpoch > options.patience;

  while (position.epoch < epochs && !outOfPatience()) {
    const order = batchOrder(training, seed, position.epoch);
    while (position.stepInEpoch < stepsPerEpoch) {
      if (signal?.aborted) {
        await save();
        signal.throwIfAborted();
      }
      const start = position.stepInEpoch * options.batchPairs;
      const batch = batches(order.subarray(start, start + options.batchPairs));
      const { loss, gradient } = bradleyTerryGradient(tf, head, batch, options.centring);
      if (!Number.isFinite(loss))
        throw new RangeError(`trainRewardModel: the loss became ${loss}; lower the learning rate`);
      for (let i = 0; i < gradient.length; i++) gradient[i]! += penalties[i]! * head.weights[i]!;
      adamStep(head.weights, gradient, position.adam, options);
      position.lossSum += loss * batch.targets.length;
      position.weightSum += batch.targets.length;
      position.stepInEpoch++;
      if (position.stepInEpoch === stepsPerEpoch)
        endEpoch(position, judge(head, matrix, pairs, validation, validationRows));
      if (now() - reportedAt >= PROGRESS_EVERY_MS || position.stepInEpoch === 0) report();
      if (input.checkpoint?.save && now() - savedAt >= saveEvery) {
        await save();
        savedAt = now();
      }
      await breathe();
      if (position.stepInEpoch === 0) break;
    }
  }

  const best: RewardHead = { units: options.units, weights: position.bestWeights };
  const controlled =
    options.lengthControl === 'residual'
      ? withoutLength(
          best,
          matrix,
          rewardsOfRows(best, matrix, trainingRows),
          trainingRows,
          promptsOfRows(matrix, pairs, training, trainingRows),
        )
      : { head: best, slope: 0 };
  return {
    model: {
      head: controlled.head,
      standardisation,
      normalisation: momentsOfRewards(rewardsOfRows(controlled.head, matrix, trainingRows), trainingRows),
      about: { ...input.about, seed, backend, pairs: training.length, bestEpoch: position.bestEpoch },
    },
    lengthSlope: controlled.slope,
    split,
    history: position.history,
    bestEpoch: position.bestEpoch,
    stoppedBy: position.epoch < epochs ? 'early stopping' : 'last epoch',
    backend,
    steps: position.adam.step,
    resumed: { fromStep, ignored: typeof restored === 'string' ? restored : null },
  };
}

function freshPosition(units: number, seed: number): TrainingPosition {
  const { weights } = freshHead(units, seededRandom(mixHashes(Math.trunc(seed), 1)));
  return {
    epoch: 0,
    stepInEpoch: 0,
    lossSum: 0,
    weightSum: 0,
    history: [],
    bestEpoch: 0,
    bestLoss: null,
    weights,
    adam: freshAdam(weights.length),
    bestWeights: weights.slice(),
  };
}

/** Closes the running epoch: records it and keeps its weights when they are the best so far (or there is no judge). */
function endEpoch(
  position: TrainingPosition,
  judged: { loss: number | null; accuracy: number | null },
): void {
  position.epoch++;
  position.history.push({
    epoch: position.epoch,
    trainLoss: position.lossSum / position.weightSum,
    validationLoss: judged.loss,
    validationAccuracy: judged.accuracy,
  });
  if (judged.loss === null || position.bestLoss === null || judged.loss < position.bestLoss) {
    position.bestLoss = judged.loss;
    position.bestEpoch = position.epoch;
    position.bestWeights.set(position.weights);
  }
  position.stepInEpoch = 0;
  position.lossSum = 0;
  position.weightSum = 0;
}

/** Loss and accuracy on the validation pairs, computed in plain arrays: the same on every backend, and cheaper. */
function judge(
  head: RewardHead,
  matrix: FeatureMatrix,
  pairs: readonly PreferencePair[],
  validation: Int32Array,
  rows: Int32Array,
): { loss: number | null; accuracy: number | null } {
  if (validation.length === 0) return { loss: null, accuracy: null };
  const rewards = rewardsOfRows(head, matrix, rows);
  const targets = Float64Array.from(pairs, (pair) => pair.target);
  const weights = Float64Array.from(pairs, (pair) => pair.weight);
  return {
    loss: meanPreferenceLoss(matrix, rewards, targets, validation, weights),
    accuracy: decidedAccuracy(matrix, rewards, targets, validation),
  };
}

/** Lets timers, messages and signals of the worker in. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
