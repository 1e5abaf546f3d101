import type { FeatureMatrix } from './feature-matrix';

/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 / (1 + e^−x) without overflow. */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** −q log σ(d) − (1 − q) log σ(−d): the Bradley–Terry loss, in nats, of a reward difference d under the soft label q. */
export function preferenceLoss(difference: number, target: number): number {
  return softplus(difference) - target * difference;
}

/** Share of decided pairs (target not 0.5) that rewards by row order rightly, equal rewards half; null when none is decided. */
export function decidedAccuracy(
  { rowsA, rowsB }: FeatureMatrix,
  rewards: Float64Array,
  targets: Float64Array,
  pairs: Int32Array,
): number | null {
  let decided = 0;
  let right = 0;
  for (const pair of pairs) {
    const target = targets[pair]!;
    if (target === 0.5) continue;
    const difference = rewards[rowsA[pair]!]! - rewards[rowsB[pair]!]!;
    decided++;
    right += difference === 0 ? 0.5 : Number(difference > 0 === target > 0.5);
  }
  return decided === 0 ? null : right / decided;
}

/** Mean Bradley–Terry loss over the pairs, nats; each pair counts `weights[pair]`, or 1. null when nothing counts. */
export function meanPreferenceLoss(
  { rowsA, rowsB }: FeatureMatrix,
  rewards: Float64Array,
  targets: Float64Array,
  pairs: Int32Array,
  weights?: Float64Array,
): number | null {
  let loss = 0;
  let total = 0;
  for (const pair of pairs) {
    const weight = weights ? weights[pair]! : 1;
    loss += weight * preferenceLoss(rewards[rowsA[pair]!]! - rewards[rowsB[pair]!]!, targets[pair]!);
    total += weight;
  }
  return total === 0 ? null : loss / total;
}
