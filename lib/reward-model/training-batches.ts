import { seededRandom } from '#lib/statistics/random';
import type { PairBatch } from './bradley-terry-gradient';
import { type FeatureMatrix, writeDenseRow } from './feature-matrix';
import { mixHashes } from './murmur-hash';
import type { PreferencePair } from './preference-pair';
import { FEATURE_DIMENSION } from './text-features';

/** Fisher–Yates over the training pairs with a stream of its own per epoch, so that a resumed epoch has the same order. */
export function batchOrder(training: Int32Array, seed: number, epoch: number): Int32Array {
  const random = seededRandom(mixHashes(Math.trunc(seed), epoch + 2));
  const order = training.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** A function that lays out the dense batch of the given pairs, in one buffer that it uses again. */
export function batchWriter(
  matrix: FeatureMatrix,
  pairs: readonly PreferencePair[],
  training: Int32Array,
  batchPairs: number,
) {
  const meanWeight = training.reduce((sum, pair) => sum + pairs[pair]!.weight, 0) / training.length;
  const buffer = new Float32Array(2 * batchPairs * FEATURE_DIMENSION);
  return (chosen: Int32Array): PairBatch => {
    const n = chosen.length;
    const features = buffer.subarray(0, 2 * n * FEATURE_DIMENSION).fill(0);
    chosen.forEach((pair, i) => {
      writeDenseRow(matrix, matrix.rowsA[pair]!, features, i * FEATURE_DIMENSION);
      writeDenseRow(matrix, matrix.rowsB[pair]!, features, (n + i) * FEATURE_DIMENSION);
    });
    return {
      features,
      targets: Float32Array.from(chosen, (pair) => pairs[pair]!.target),
      weights: Float32Array.from(chosen, (pair) => pairs[pair]!.weight / meanWeight),
      margins: Float32Array.from(chosen, (pair) => pairs[pair]!.margin ?? 0),
    };
  };
}
