import type { Interval } from '#lib/statistics/estimate';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import { preferenceLoss, sigmoid } from './preference-loss';
import { jackknifeByPrompt } from './prompt-jackknife';

/** One point of the reliability plot. */
export interface CalibrationBin {
  count: number;
  /** Mean of max(σ(d), 1 − σ(d)): how sure the model was, in [0.5, 1]. */
  confidence: number;
  /** Mean share of labels on the side the model chose. */
  observed: number;
  /** Wilson interval of it, as if the pairs were independent. */
  ci95: Interval | null;
}

export interface PreferenceCalibration {
  /** Expected calibration error: count-weighted mean of |confidence − observed|, in [0, 0.5]. */
  expectedError: number;
  /** Jackknife over prompts; null with fewer than 5, or where no prompts were given. */
  expectedErrorCi95?: Interval | null;
  /** Of equal count, confidence ascending. */
  bins: CalibrationBin[];
  /** What rewards should be divided by for their confidence to come true: above 1, the model is too sure of itself. */
  temperature: number;
  /** The expected error when each half of the pairs is divided by the temperature of the other half. */
  errorAfter: number;
}

const BINS = 10;
const MINIMUM_PER_BIN = 20;

/**
 * Does a stated probability of preference come true? Compares σ(d) with the soft labels, over bins of equal count.
 *
 * @param differences reward(A) − reward(B) of each pair.
 * @param targets soft label of each pair.
 * @param prompts for each pair, a number that tells its prompt apart; with it the error has an interval.
 * @returns null below 200 pairs: an error over 10 bins of fewer than 20 would mostly be noise (Kumar et al. 2019).
 */
export function preferenceCalibration(
  differences: Float64Array,
  targets: Float64Array,
  prompts?: ArrayLike<number>,
): PreferenceCalibration | null {
  const n = differences.length;
  if (targets.length !== n)
    throw new RangeError(`preferenceCalibration: ${n} differences, ${targets.length} targets`);
  if (n < BINS * MINIMUM_PER_BIN) return null;
  const all = Int32Array.from(differences, (_, i) => i);
  const halves = [all.filter((i) => i % 2 === 0), all.filter((i) => i % 2 === 1)] as const;
  const scaled = new Float64Array(n);
  halves.forEach((half, which) => {
    const temperature = bestTemperature(differences, targets, halves[1 - which]!);
    for (const i of half) scaled[i] = differences[i]! / temperature;
  });
  return {
    ...expectedError(differences, targets),
    ...(prompts && { expectedErrorCi95: errorInterval(differences, targets, prompts) }),
    temperature: bestTemperature(differences, targets, all),
    errorAfter: expectedError(scaled, targets).expectedError,
  };
}

function expectedError(differences: Float64Array, targets: Float64Array) {
  const n = differences.length;
  const order = Int32Array.from(differences, (_, i) => i).sort(
    (x, y) => Math.abs(differences[x]!) - Math.abs(differences[y]!) || x - y,
  );
  const bins: CalibrationBin[] = [];
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const members = order.subarray(Math.round((bin * n) / BINS), Math.round(((bin + 1) * n) / BINS));
    let confidence = 0;
    let observed = 0;
    for (const i of members) {
      confidence += sigmoid(Math.abs(differences[i]!));
      observed += differences[i]! >= 0 ? targets[i]! : 1 - targets[i]!;
    }
    const count = members.length;
    bins.push({
      count,
      confidence: confidence / count,
      observed: observed / count,
      ci95: wilsonInterval(Math.min(count, observed), count),
    });
    error += Math.abs(confidence - observed) / n;
  }
  return { expectedError: error, bins };
}

function errorInterval(
  differences: Float64Array,
  targets: Float64Array,
  prompts: ArrayLike<number>,
): Interval | null {
  const of = (rows: Int32Array) =>
    rows.length < BINS * MINIMUM_PER_BIN
      ? null
      : expectedError(
          Float64Array.from(rows, (i) => differences[i]!),
          Float64Array.from(rows, (i) => targets[i]!),
        ).expectedError;
  return jackknifeByPrompt(prompts, of, [0, 0.5]).ci95;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The divisor, between e⁻³ and e³, at which the labels are least surprising: log loss is convex in its inverse, so a golden section finds it. */
function bestTemperature(differences: Float64Array, targets: Float64Array, rows: Int32Array): number {
  const loss = (log: number) => {
    const scale = Math.exp(-log);
    let sum = 0;
    for (const i of rows) sum += preferenceLoss(differences[i]! * scale, targets[i]!);
    return sum;
  };
  let [low, high] = [-3, 3];
  for (let step = 0; step < 40; step++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
