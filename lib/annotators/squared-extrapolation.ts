export interface FixedPointOptions {
  /** Stop when no parameter moves more than this in one plain step. */
  tolerance: number;
  /** Most plain steps, those spent on trials included. */
  maxSteps: number;
}

export interface FixedPointResult {
  /** Plain steps taken. */
  steps: number;
  converged: boolean;
  /** Largest move of a parameter in the last plain step. */
  largestChange: number;
}

/**
 * Squared extrapolation (SQUAREM, Varadhan & Roland 2008, scheme S3) of an EM-like map: two plain steps, a leap along
 * their curvature, and a check that the leap did not lose objective; otherwise the two plain steps count. Convergence is
 * judged on the parameters after a plain step, never on the objective, which is flat long before they settle.
 *
 * @param parameters start; overwritten with the solution.
 * @param step writes the plain step from `from` into `to`, and returns the objective (to be maximised) at `from`.
 * @param repair makes leapt-to parameters valid again in place (probabilities that sum to one).
 */
export function squaredExtrapolation(
  parameters: Float64Array,
  step: (from: Float64Array, to: Float64Array) => number,
  repair: (parameters: Float64Array) => void,
  { tolerance, maxSteps }: FixedPointOptions,
): FixedPointResult {
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  const leap = new Float64Array(parameters.length);
  const landed = new Float64Array(parameters.length);
  let steps = 0;
  let largestChange = Number.POSITIVE_INFINITY;
  while (steps < maxSteps) {
    step(parameters, first);
    largestChange = largestDifference(parameters, first);
    steps++;
    if (largestChange < tolerance || steps >= maxSteps) {
      parameters.set(first);
      break;
    }
    const objective = step(first, second);
    largestChange = largestDifference(first, second);
    steps++;
    if (largestChange < tolerance || steps >= maxSteps) {
      parameters.set(second);
      break;
    }
    const length = leapLength(parameters, first, second);
    if (length <= 1.01) {
      parameters.set(second);
      continue;
    }
    for (let k = 0; k < leap.length; k++) {
      const move = first[k]! - parameters[k]!;
      const bend = second[k]! - first[k]! - move;
      leap[k] = parameters[k]! + 2 * length * move + length * length * bend;
    }
    repair(leap);
    const leapObjective = step(leap, landed);
    steps++;
    // Equal up to rounding counts as not lost, or nothing would leap near the optimum.
    const kept = leapObjective >= objective - 1e-10 * Math.abs(objective);
    parameters.set(kept ? landed : second);
  }
  return { steps, converged: largestChange < tolerance, largestChange };
}

/** |r| / |v|, at least 1: how far to leap. */
function leapLength(start: Float64Array, first: Float64Array, second: Float64Array): number {
  let moves = 0;
  let bends = 0;
  for (let k = 0; k < start.length; k++) {
    const move = first[k]! - start[k]!;
    const bend = second[k]! - first[k]! - move;
    moves += move * move;
    bends += bend * bend;
  }
  return bends > 0 ? Math.max(1, Math.sqrt(moves / bends)) : 1;
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
