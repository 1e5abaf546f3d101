import { headLayout } from './reward-head';
import { FEATURE_DIMENSION, HAND_START } from './text-features';

/** How firmly each group of weights is held near zero, as the precision of a normal prior per independent response. */
export interface RidgeOptions {
  /** Length on the direct path: known to matter, so it is left almost free. */
  length: number;
  /** The other hand features on the direct path. */
  hand: number;
  /** Hashed words on the direct path. */
  words: number;
  /** Everything of the hidden layer. */
  hidden: number;
}

/**
 * Adds the gradient of the ridge penalty ½ Σ λ w² / pairs to a gradient per pair, in place.
 *
 * The penalty grows with the pairs per distinct response: forty comparisons of one text are forty readings of the same
 * features, not forty texts, and a likelihood that counts them as such would trust the features of a few texts far too
 * much. With every text compared once the factor is 1.
 */
export function ridgePenalties(
  units: number,
  options: RidgeOptions,
  pairs: number,
  responses: number,
): Float32Array {
  const layout = headLayout(units);
  const scale = Math.max(1, (2 * pairs) / Math.max(1, responses)) / pairs;
  const penalties = new Float32Array(layout.size).fill(options.hidden * scale, 0, layout.direct[0]);
  const direct = penalties.subarray(...layout.direct);
  direct.fill(options.words * scale, 0, HAND_START);
  direct.fill(options.hand * scale, HAND_START, FEATURE_DIMENSION);
  direct[HAND_START] = options.length * scale;
  return penalties;
}
