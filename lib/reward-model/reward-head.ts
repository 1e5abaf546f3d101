import type { Random } from '#lib/statistics/random';
import { FEATURE_DIMENSION, HAND_PLACES, HAND_START } from './text-features';

/**
 * The trained part: reward(x) = output · relu(hidden · x + hiddenBias) + direct · x. No output bias: a constant
 * changes no preference, and the normalisation of the model file takes its place.
 *
 * All weights lie in one array, so that the optimiser, the checkpoint and the file treat them alike:
 * hidden [FEATURE_DIMENSION × units], hiddenBias [units], output [units], direct [FEATURE_DIMENSION].
 */
export interface RewardHead {
  units: number;
  weights: Float32Array;
}

export interface HeadLayout {
  hidden: [start: number, end: number];
  hiddenBias: [start: number, end: number];
  output: [start: number, end: number];
  direct: [start: number, end: number];
  size: number;
}

/** Where each group of weights lies in the array of a head with `units` hidden units. */
export function headLayout(units: number): HeadLayout {
  if (!Number.isInteger(units) || units < 1)
    throw new RangeError(`headLayout: units must be a positive integer, got ${units}`);
  const bias = FEATURE_DIMENSION * units;
  return {
    hidden: [0, bias],
    hiddenBias: [bias, bias + units],
    output: [bias + units, bias + 2 * units],
    direct: [bias + 2 * units, bias + 2 * units + FEATURE_DIMENSION],
    size: bias + 2 * units + FEATURE_DIMENSION,
  };
}

/**
 * A head before training. The rows of hashed words start at zero: a word the training never saw then adds exactly
 * nothing to a reward, instead of the noise of random weights. The rows of the hand features and the output are random,
 * which tells the hidden units apart.
 */
export function freshHead(units: number, random: Random): RewardHead {
  const layout = headLayout(units);
  const weights = new Float32Array(layout.size);
  const handScale = 1 / Math.sqrt(HAND_PLACES);
  for (let i = HAND_START * units; i < layout.hidden[1]; i++) weights[i] = random.normal() * handScale;
  // Units start open: a text whose hand features are all average would otherwise reach none, and none could learn from it.
  for (let i = layout.hiddenBias[0]; i < layout.hiddenBias[1]; i++) weights[i] = random.next();
  const outputScale = 0.1 / Math.sqrt(units);
  for (let i = layout.output[0]; i < layout.output[1]; i++) weights[i] = random.normal() * outputScale;
  return { units, weights };
}
