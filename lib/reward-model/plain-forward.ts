import type { FeatureMatrix } from './feature-matrix';
import { headLayout, type RewardHead } from './reward-head';

/**
 * The head's forward pass over sparse, standardised features in plain typed arrays: no TensorFlow, and only the
 * non-zero places are visited. Sums run in double precision; the reward agrees with TensorFlow's to about 1e-6.
 *
 * @returns a function from entries start … end − 1 of (places, values) to the raw reward.
 */
export function plainForward({ units, weights }: RewardHead) {
  const layout = headLayout(units);
  const [biasStart] = layout.hiddenBias;
  const [outputStart] = layout.output;
  const directStart = layout.direct[0];
  const sums = new Float64Array(units);
  return (places: Uint16Array, values: Float32Array, start: number, end: number): number => {
    for (let unit = 0; unit < units; unit++) sums[unit] = weights[biasStart + unit]!;
    let reward = 0;
    for (let i = start; i < end; i++) {
      const place = places[i]!;
      const value = values[i]!;
      const row = place * units;
      for (let unit = 0; unit < units; unit++) sums[unit]! += value * weights[row + unit]!;
      reward += value * weights[directStart + place]!;
    }
    for (let unit = 0; unit < units; unit++) {
      const active = sums[unit]!;
      if (active > 0) reward += active * weights[outputStart + unit]!;
    }
    return reward;
  };
}

/** Raw rewards of the given rows, at the rows' own places of an array of matrix.rowCount; other places are 0. */
export function rewardsOfRows(head: RewardHead, matrix: FeatureMatrix, rows: Int32Array): Float64Array {
  const forward = plainForward(head);
  const rewards = new Float64Array(matrix.rowCount);
  for (const row of rows)
    rewards[row] = forward(matrix.places, matrix.values, matrix.starts[row]!, matrix.starts[row + 1]!);
  return rewards;
}
