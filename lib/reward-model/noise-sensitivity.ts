import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '#lib/statistics/estimate';
import { seededRandom } from '#lib/statistics/random';
import type { FeatureMatrix } from './feature-matrix';
import { decidedAccuracy } from './preference-loss';
import { type PairLabels, sparseFit } from './sparse-fit';
import type { PromptSplit } from './split-by-prompt';

/** Held-out accuracy when a share of the training pairs has its label turned round. */
export interface NoisePoint {
  turned: number;
  mean: number;
  /** Over the choices of which labels are turned, at these very pairs; null with one repeat or without turning. */
  ci95: Interval | null;
  repeats: number;
}

/**
 * How much worse would worse labels make the model? Sparse fits after turning a share of the training labels, judged on the
 * labels as they are. A flat start says that the labels hold slack; a steep one that agreement is what to work on.
 *
 * Rests after each fit, and rejects with the signal's reason when cancelled.
 *
 * @param judged what held-out pairs are judged by.
 * @returns null when no held-out pair is decided.
 */
export async function noiseSensitivity(
  matrix: FeatureMatrix,
  labels: PairLabels,
  judged: Float64Array,
  split: PromptSplit,
  {
    shares,
    repeats,
    seed,
    signal,
  }: { shares: readonly number[]; repeats: number; seed: number; signal?: AbortSignal },
): Promise<NoisePoint[] | null> {
  const random = seededRandom(seed);
  const points: NoisePoint[] = [];
  for (const turned of shares) {
    const accuracies: number[] = [];
    for (let repeat = 0; repeat < (turned === 0 ? 1 : repeats); repeat++) {
      signal?.throwIfAborted();
      const targets = labels.targets.map((target) => (random.next() < turned ? 1 - target : target));
      const { rewards } = sparseFit(matrix, { ...labels, targets }, split.train);
      const accuracy = decidedAccuracy(matrix, rewards, judged, split.heldOut);
      if (accuracy === null) return null;
      accuracies.push(accuracy);
      await new Promise((resolve) => setImmediate(resolve));
    }
    points.push({ turned, ...meanOf(accuracies) });
  }
  return points;
}

function meanOf(values: readonly number[]): Omit<NoisePoint, 'turned'> {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, ci95: null, repeats: n };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = Math.sqrt(variance / n) * tQuantile(0.975, n - 1);
  return { mean, ci95: [Math.max(0, mean - half), Math.min(1, mean + half)], repeats: n };
}
