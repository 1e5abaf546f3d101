/** The state of an Adam optimiser over one array of weights: first and second moments, and steps taken. */
export interface AdamState {
  step: number;
  first: Float32Array;
  second: Float32Array;
}

export interface AdamOptions {
  learningRate: number;
  /** Added to the root of the second moment. Larger than usual values keep features seen once from moving as fast as common ones. */
  epsilon: number;
}

const BETA_FIRST = 0.9;
const BETA_SECOND = 0.999;

/** A fresh state for `size` weights. */
export function freshAdam(size: number): AdamState {
  return { step: 0, first: new Float32Array(size), second: new Float32Array(size) };
}

/**
 * One step of Adam, in place. Written over typed arrays, not with the library's optimiser: its state can then be
 * stored to the last bit and a resumed training ends with exactly the same weights.
 * Source: Kingma & Ba 2015.
 */
export function adamStep(
  weights: Float32Array,
  gradient: Float32Array,
  state: AdamState,
  options: AdamOptions,
): void {
  if (gradient.length !== weights.length)
    throw new RangeError(`adamStep: ${gradient.length} gradients for ${weights.length} weights`);
  state.step++;
  const { first, second } = state;
  const { learningRate, epsilon } = options;
  const firstCorrection = 1 / (1 - BETA_FIRST ** state.step);
  const secondCorrection = 1 / (1 - BETA_SECOND ** state.step);
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]!;
    const m = BETA_FIRST * first[i]! + (1 - BETA_FIRST) * g;
    const v = BETA_SECOND * second[i]! + (1 - BETA_SECOND) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] =
      weights[i]! - (learningRate * m * firstCorrection) / (Math.sqrt(v * secondCorrection) + epsilon);
  }
}
