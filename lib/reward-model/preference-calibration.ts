import { sigmoid } from './preference-loss';

/** One point of the reliability plot. */
export interface CalibrationBin {
  count: number;
  /** Mean of max(σ(d), 1 − σ(d)): how sure the model was, in [0.5, 1]. */
  confidence: number;
  /** Mean share of labels on the side the model chose. */
  observed: number;
}

export interface PreferenceCalibration {
  /** Expected calibration error: count-weighted mean of |confidence − observed|, in [0, 0.5]. */
  expectedError: number;
  /** Of equal count, confidence ascending. */
  bins: CalibrationBin[];
}

const BINS = 10;
const MINIMUM_PER_BIN = 20;

/**
 * Does a stated probability of preference come true? Compares σ(d) with the soft labels, over bins of equal count.
 *
 * @param differences reward(A) − reward(B) of each pair.
 * @param targets soft label of each pair.
 * @returns null below 200 pairs: an error over 10 bins of fewer than 20 would mostly be noise (Kumar et al. 2019).
 */
export function preferenceCalibration(
  differences: Float64Array,
  targets: Float64Array,
): PreferenceCalibration | null {
  const n = differences.length;
  if (targets.length !== n)
    throw new RangeError(`preferenceCalibration: ${n} differences, ${targets.length} targets`);
  if (n < BINS * MINIMUM_PER_BIN) return null;
  const order = Int32Array.from(differences, (_, i) => i).sort(
    (x, y) => Math.abs(differences[x]!) - Math.abs(differences[y]!) || x - y,
  );
  const bins: CalibrationBin[] = [];
  let expectedError = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const members = order.subarray(Math.round((bin * n) / BINS), Math.round(((bin + 1) * n) / BINS));
    let confidence = 0;
    let observed = 0;
    for (const i of members) {
      confidence += sigmoid(Math.abs(differences[i]!));
      observed += differences[i]! >= 0 ? targets[i]! : 1 - targets[i]!;
    }
    const count = members.length;
    bins.push({ count, confidence: confidence / count, observed: observed / count });
    expectedError += Math.abs(confidence - observed) / n;
  }
  return { expectedError, bins };
}
