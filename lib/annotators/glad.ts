import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';
import { squaredExtrapolation } from './squared-extrapolation';

export interface Glad {
  /** Ability of each annotator, above 0 better than chance, below it worse; null without labels. */
  ability: (number | null)[];
  /** Easiness of each item, exp of a normal deviate: multiplies the ability. Says little below five labels. */
  easiness: Float64Array;
  /** P(truth of the item is c) at [item × q + c]; even prior. */
  posteriors: Float64Array;
  converged: boolean;
  iterations: number;
}

/** Prior mean and variance of ability and of log easiness, as is common for this model. */
const PRIOR_MEAN = 1;
const PRIOR_VARIANCE = 1;
/** Plain ascent steps within one M-step; more gain nothing before the posteriors move. */
const SWEEPS = 3;

/**
 * GLAD (Whitehill et al. 2009): which items are hard, and who is able, when P(right) = sigma(ability × easiness) and
 * errors are even? EM with one-dimensional Newton steps, normal priors on ability and log easiness. A view beside
 * Dawid–Skene, not a replacement.
 *
 * @throws RangeError for malformed columns or fewer than two categories.
 */
export function glad(
  columns: LabelColumns,
  { tolerance = 1e-4, maxSteps = 300 }: { tolerance?: number; maxSteps?: number } = {},
): Glad {
  checkColumns('glad', columns);
  const { items, annotators, choices, itemCount, annotatorCount, categoryCount: q } = columns;
  if (q < 2) throw new RangeError('glad: one category leaves nothing to be wrong about');
  const posteriors = new Float64Array(itemCount * q);
  const right = new Float64Array(items.length);
  const gradient = new Float64Array(annotatorCount + itemCount);
  const curvature = new Float64Array(annotatorCount + itemCount);

  const posteriorStep = (from: Float64Array): number => {
    posteriors.fill(0);
    for (let row = 0; row < items.length; row++) {
      const x = from[annotators[row]!]! * Math.exp(from[annotatorCount + items[row]!]!);
      const yes = -softplus(-x);
      const no = -softplus(x) - Math.log(q - 1);
      for (let c = 0; c < q; c++) posteriors[items[row]! * q + c]! += c === choices[row] ? yes : no;
    }
    let objective = 0;
    for (let item = 0; item < itemCount; item++) objective += normaliseLogs(posteriors, item * q, q);
    for (let k = 0; k < from.length; k++) objective -= (from[k]! - PRIOR_MEAN) ** 2 / (2 * PRIOR_VARIANCE);
    for (let row = 0; row < items.length; row++) right[row] = posteriors[items[row]! * q + choices[row]!]!;
    return objective;
  };

  /** One Newton step for every ability, or for every log easiness, with the others held. */
  const ascend = (to: Float64Array, offset: 0 | 1): void => {
    for (let k = 0; k < to.length; k++) {
      gradient[k] = (PRIOR_MEAN - to[k]!) / PRIOR_VARIANCE;
      curvature[k] = 1 / PRIOR_VARIANCE;
    }
    for (let row = 0; row < items.length; row++) {
      const ability = to[annotators[row]!]!;
      const easiness = Math.exp(to[annotatorCount + items[row]!]!);
      const p = 1 / (1 + Math.exp(-ability * easiness));
      const k = offset === 0 ? annotators[row]! : annotatorCount + items[row]!;
      const slope = offset === 0 ? easiness : ability * easiness;
      gradient[k]! += (right[row]! - p) * slope;
      curvature[k]! += p * (1 - p) * slope * slope;
    }
    const [from, end] = offset === 0 ? [0, annotatorCount] : [annotatorCount, to.length];
    for (let k = from; k < end; k++) to[k]! += Math.max(-1, Math.min(1, gradient[k]! / curvature[k]!));
  };

  const step = (from: Float64Array, to: Float64Array): number => {
    const objective = posteriorStep(from);
    to.set(from);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      ascend(to, 0);
      ascend(to, 1);
    }
    return objective;
  };
  const parameters = new Float64Array(annotatorCount + itemCount).fill(PRIOR_MEAN);
  const run = squaredExtrapolation(parameters, step, clampInPlace, { tolerance, maxSteps });
  posteriorStep(parameters);
  const labelled = new Uint8Array(annotatorCount);
  for (const annotator of annotators) labelled[annotator] = 1;
  return {
    ability: Array.from(labelled, (has, annotator) => (has ? parameters[annotator]! : null)),
    easiness: parameters.slice(annotatorCount).map(Math.exp),
    posteriors,
    converged: run.converged,
    iterations: run.steps,
  };
}

const softplus = (x: number) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

function clampInPlace(leap: Float64Array): void {
  for (let k = 0; k < leap.length; k++) leap[k] = Math.max(-20, Math.min(20, leap[k]!));
}

/** Turns log weights into shares that sum to one; returns the logarithm of their sum (less a constant per item). */
function normaliseLogs(values: Float64Array, from: number, q: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < q; c++) most = Math.max(most, values[from + c]!);
  let sum = 0;
  for (let c = 0; c < q; c++) {
    values[from + c] = Math.exp(values[from + c]! - most);
    sum += values[from + c]!;
  }
  for (let c = 0; c < q; c++) values[from + c]! /= sum;
  return most + Math.log(sum);
}
