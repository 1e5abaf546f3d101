import { seededRandom } from '#lib/statistics/random';
import type { FeatureMatrix } from './feature-matrix';
import { decidedAccuracy } from './preference-loss';
import { type PairLabels, sparseFit } from './sparse-fit';
import type { PromptSplit } from './split-by-prompt';

/** Accuracy on the same held-out pairs after training on some of the others. */
export interface LearningCurvePoint {
  /** Training pairs. */
  pairs: number;
  /** Held-out accuracy of each repeat, each with its own choice of prompts. */
  accuracies: number[];
  mean: number;
}

/**
 * Would more labels help? Sparse fits on growing numbers of training pairs, chosen by whole prompts in random order,
 * judged on one held-out part.
 *
 * Rests after each fit, and rejects with the signal's reason when cancelled.
 *
 * @param sizes numbers of training pairs; those above what is there are cut to it, and repeats of a size are dropped.
 * @param judged what held-out pairs are judged by; the training labels where nothing else is said.
 * @returns null when no held-out pair is decided: there is nothing to be right about.
 */
export async function learningCurve(
  matrix: FeatureMatrix,
  labels: PairLabels,
  promptKeys: readonly string[],
  split: PromptSplit,
  {
    sizes,
    repeats,
    seed,
    judged = labels.targets,
    signal,
  }: {
    sizes: readonly number[];
    repeats: number;
    seed: number;
    judged?: Float64Array;
    signal?: AbortSignal;
  },
): Promise<LearningCurvePoint[] | null> {
  const random = seededRandom(seed);
  const available = split.train.filter((pair) => labels.weights[pair]! > 0);
  const wanted = [...new Set(sizes.map((size) => Math.min(size, available.length)))].filter(
    (size) => size > 0,
  );
  const points = wanted.sort((x, y) => x - y).map((pairs) => ({ pairs, accuracies: [] as number[] }));
  for (let repeat = 0; repeat < repeats; repeat++) {
    const places = new Map<string, number>();
    for (const pair of available)
      if (!places.has(promptKeys[pair]!)) places.set(promptKeys[pair]!, random.next());
    const order = available
      .slice()
      .sort((x, y) => places.get(promptKeys[x]!)! - places.get(promptKeys[y]!)! || x - y);
    for (const point of points) {
      signal?.throwIfAborted();
      const { rewards } = sparseFit(matrix, labels, order.subarray(0, point.pairs));
      const accuracy = decidedAccuracy(matrix, rewards, judged, split.heldOut);
      if (accuracy === null) return null;
      point.accuracies.push(accuracy);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return points.map((point) => ({
    ...point,
    mean: point.accuracies.reduce((sum, a) => sum + a, 0) / repeats,
  }));
}
