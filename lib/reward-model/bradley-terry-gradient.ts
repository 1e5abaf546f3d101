import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from './load-tensorflow';
import { type HeadLayout, headLayout, type RewardHead } from './reward-head';
import { FEATURE_DIMENSION } from './text-features';

/** A batch of n pairs: dense features of all A sides, then of all B sides, [2n × FEATURE_DIMENSION]. */
export interface PairBatch {
  features: Float32Array;
  targets: Float32Array;
  /** Relative to the mean weight of all training pairs, so that a batch of unreliable pairs moves the head less. */
  weights: Float32Array;
  /** Taken off the difference of rewards before it is judged; 0 for none. */
  margins: Float32Array;
}

/**
 * Loss of a batch and its gradient for every weight of the head, by TensorFlow's automatic differentiation.
 *
 * Loss: mean over pairs of weight × (−q log σ(d) − (1 − q) log σ(−d)), d = reward(A) − reward(B) − margin, q the soft
 * label (the margin as in Llama 2, Touvron et al. 2023); plus
 * `centring` × mean (reward(A) + reward(B))², which keeps rewards of different prompts on one scale (Eisenstein et al.
 * 2023, "Helping or Herding", eq. 2).
 * All tensors are disposed of before it returns.
 */
export function bradleyTerryGradient(
  tf: Tf,
  head: RewardHead,
  batch: PairBatch,
  centring: number,
): { loss: number; gradient: Float32Array } {
  const layout = headLayout(head.units);
  const pairs = batch.targets.length;
  const gradient = new Float32Array(layout.size);
  const loss = tf.tidy(() => {
    const features = tf.tensor2d(batch.features, [2 * pairs, FEATURE_DIMENSION]);
    const project = projection(tf, features);
    const targets = tf.tensor1d(batch.targets);
    const weights = tf.tensor1d(batch.weights);
    const margins = tf.tensor1d(batch.margins);
    const lossOf = (...groups: Tensor[]) => {
      const rewards = forward(tf, project, groups);
      const [rewardA, rewardB] = tf.split(rewards, 2) as [Tensor1D, Tensor1D];
      const difference = rewardA.sub(rewardB).sub(margins);
      // softplus(d) − q d = −q log σ(d) − (1 − q) log σ(−d), without overflow for any d.
      const preference = tf.softplus(difference).sub(targets.mul(difference)).mul(weights).mean();
      const centre = rewardA.add(rewardB).square().mean().mul(centring);
      return preference.add(centre).asScalar();
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(weightTensors(tf, head, layout));
    grads.forEach((grad, group) => {
      gradient.set(grad.dataSync() as Float32Array, starts(layout)[group]!);
    });
    return value.dataSync()[0]!;
  });
  return { loss, gradient };
}

/** Rewards of rows of dense features, [rows × FEATURE_DIMENSION], computed by TensorFlow. */
export function rewardsWithTensorFlow(tf: Tf, head: RewardHead, dense: Float32Array): Float32Array {
  const rows = dense.length / FEATURE_DIMENSION;
  if (rows === 0) return new Float32Array(0);
  return tf.tidy(() => {
    const features = tf.tensor2d(dense, [rows, FEATURE_DIMENSION]);
    const project = (weights: Tensor2D): Tensor2D => tf.matMul(features, weights);
    return forward(tf, project, weightTensors(tf, head, headLayout(head.units))).dataSync() as Float32Array;
  });
}

type Projection = (weights: Tensor2D) => Tensor2D;

/**
 * features · weights, with the gradient written out. The library's own multiplies by features with a "transpose" flag,
 * for which the WebAssembly backend has only a slow kernel (31 ms against 2 ms for a batch); here the features are
 * transposed once, for both products that need it.
 */
function projection(tf: Tf, features: Tensor2D): Projection {
  const transposed = tf.transpose(features);
  const product = tf.customGrad((weights) => ({
    value: tf.matMul(features, weights as Tensor2D),
    gradFunc: (upstream: Tensor) => tf.matMul(transposed, upstream as Tensor2D),
  }));
  return (weights) => product(weights) as Tensor2D;
}

function forward(tf: Tf, project: Projection, [hidden, bias, output, direct]: Tensor[]): Tensor1D {
  const units = tf.relu(tf.add(project(hidden as Tensor2D), bias!)) as Tensor2D;
  return tf
    .matMul(units, output as Tensor2D)
    .add(project(direct as Tensor2D))
    .as1D();
}

function weightTensors(tf: Tf, { weights, units }: RewardHead, layout: HeadLayout): Tensor[] {
  return [
    tf.tensor2d(weights.subarray(...layout.hidden), [FEATURE_DIMENSION, units]),
    tf.tensor1d(weights.subarray(...layout.hiddenBias)),
    tf.tensor2d(weights.subarray(...layout.output), [units, 1]),
    tf.tensor2d(weights.subarray(...layout.direct), [FEATURE_DIMENSION, 1]),
  ];
}

function starts(layout: HeadLayout): number[] {
  return [layout.hidden[0], layout.hiddenBias[0], layout.output[0], layout.direct[0]];
}
