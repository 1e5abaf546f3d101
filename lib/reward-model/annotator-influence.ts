import { type ClusteredMean, clusteredMean } from './clustered-mean';
import type { FeatureMatrix } from './feature-matrix';
import { decidedAccuracy, meanPreferenceLoss, preferenceLoss } from './preference-loss';
import { type PairLabels, sparseFit } from './sparse-fit';
import type { PromptSplit } from './split-by-prompt';

/** Single labels as columns: whose, on which pair, and what (1 for A, 0 for B, 0.5 for a tie). */
export interface SingleLabels {
  pairs: Int32Array;
  annotators: Int32Array;
  values: Float64Array;
  pairCount: number;
  annotatorCount: number;
}

/** What the model loses (positive) or gains (negative) with one annotator's labels, judged without them. */
export interface AnnotatorInfluence {
  annotator: number;
  /** Labels of theirs on training pairs. */
  labels: number;
  /** Held-out accuracy with their labels in training minus without, in [−1, 1]; null when no held-out pair is decided. */
  accuracyGain: number | null;
  /** Held-out log loss without their labels minus with, nats per pair: finer than accuracy. */
  logLossGain: number | null;
  /** The same two with their intervals, over prompts or responses; null when no prompts were given. */
  accuracy: ClusteredMean | null;
  logLoss: ClusteredMean | null;
}

/**
 * Is the model better for having learned from this annotator? Fits once with all labels and once without each
 * annotator's, and compares both on held-out pairs whose labels leave that annotator out, so that nobody is judged by
 * their own opinion. It corroborates gold and agreement figures; it does not replace them.
 *
 * Rests after each annotator so that a worker stays responsive, and rejects with the signal's reason when cancelled.
 *
 * @param annotators whom to leave out; those without a training label are skipped.
 * @param promptOf for each pair, a number that tells its prompt apart; with it the figures have intervals.
 */
export async function annotatorInfluence(
  matrix: FeatureMatrix,
  labels: SingleLabels,
  split: PromptSplit,
  annotators: readonly number[],
  signal?: AbortSignal,
  promptOf?: ArrayLike<number>,
): Promise<AnnotatorInfluence[]> {
  const { rewards } = sparseFit(matrix, aggregate(labels, null), split.train);
  const inTraining = new Uint8Array(labels.pairCount);
  for (const pair of split.train) inTraining[pair] = 1;
  const counts = new Int32Array(labels.annotatorCount);
  labels.annotators.forEach((annotator, i) => {
    if (inTraining[labels.pairs[i]!] === 1) counts[annotator]!++;
  });
  const result: AnnotatorInfluence[] = [];
  for (const annotator of annotators) {
    if (!counts[annotator]) continue;
    signal?.throwIfAborted();
    const others = aggregate(labels, annotator);
    const without = sparseFit(matrix, others, split.train).rewards;
    const judged = split.heldOut.filter((pair) => others.weights[pair]! > 0);
    const paired = (
      value: (pair: number, rewards: Float64Array) => number | null,
      bounds: [number, number],
    ) =>
      promptOf
        ? clusteredMean(
            [...judged].flatMap((pair) => {
              const [all, less] = [value(pair, rewards), value(pair, without)];
              const where = {
                prompt: promptOf[pair]!,
                responseA: matrix.rowsA[pair]!,
                responseB: matrix.rowsB[pair]!,
              };
              return all === null || less === null ? [] : [{ ...where, value: all - less }];
            }),
            bounds,
          )
        : null;
    const difference = (pair: number, of: Float64Array) =>
      of[matrix.rowsA[pair]!]! - of[matrix.rowsB[pair]!]!;
    result.push({
      accuracy: paired(
        (pair, of) => {
          const target = others.targets[pair]!;
          const d = difference(pair, of);
          return target === 0.5 ? null : d === 0 ? 0.5 : Number(d > 0 === target > 0.5);
        },
        [-1, 1],
      ),
      logLoss: paired(
        (pair, of) => -preferenceLoss(difference(pair, of), others.targets[pair]!),
        [-Infinity, Infinity],
      ),
      annotator,
      labels: counts[annotator]!,
      accuracyGain: gain(
        decidedAccuracy(matrix, rewards, others.targets, judged),
        decidedAccuracy(matrix, without, others.targets, judged),
      ),
      logLossGain: gain(
        meanPreferenceLoss(matrix, without, others.targets, judged),
        meanPreferenceLoss(matrix, rewards, others.targets, judged),
      ),
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return result;
}

/** Mean label of each pair without one annotator's; a pair that nobody else labelled has weight 0. */
function aggregate(labels: SingleLabels, leftOut: number | null): PairLabels {
  const sums = new Float64Array(labels.pairCount);
  const counts = new Float64Array(labels.pairCount);
  labels.pairs.forEach((pair, i) => {
    if (labels.annotators[i] === leftOut) return;
    sums[pair]! += labels.values[i]!;
    counts[pair]! += 1;
  });
  return {
    targets: sums.map((sum, pair) => (counts[pair] === 0 ? 0.5 : sum / counts[pair]!)),
    weights: counts.map((count) => Number(count > 0)),
  };
}

function gain(first: number | null, second: number | null): number | null {
  return first === null || second === null ? null : first - second;
}
