import { choleskyFactor, solveFactored } from './cholesky';

export interface NewtonResult {
  converged: boolean;
  iterations: number;
  objective: number;
}

/** Objective at `parameters`; fills the gradient and minus the second derivatives (row after row). */
export type Evaluate = (
  parameters: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
) => number;

/**
 * Newton's method on a concave objective, steps halved until they gain. Converged when no parameter moves by more than
 * 1e-10 in a full step: a gradient that has vanished, not an objective that has stopped moving.
 *
 * @param parameters start; overwritten with the solution.
 */
export function newtonAscent(
  parameters: Float64Array,
  evaluate: Evaluate,
  maxIterations = 100,
): NewtonResult {
  const n = parameters.length;
  const gradient = new Float64Array(n);
  const information = new Float64Array(n * n);
  const trial = new Float64Array(n);
  let objective = evaluate(parameters, gradient, information);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const lower = choleskyFactor(information, n);
    if (!lower) return { converged: false, iterations, objective };
    const step = gradient.slice();
    solveFactored(lower, n, step);
    let largest = 0;
    for (let k = 0; k < n; k++) largest = Math.max(largest, Math.abs(step[k]!));
    // Far out, where the objective is flat, the quadratic would leap too far.
    let scale = largest > 4 ? 4 / largest : 1;
    let gained = false;
    for (let halving = 0; halving < 40 && !gained; halving++, scale /= 2) {
      for (let k = 0; k < n; k++) trial[k] = parameters[k]! + scale * step[k]!;
      const next = evaluate(trial, gradient, information);
      gained = next >= objective - 1e-12 * Math.abs(objective);
      if (gained) objective = next;
    }
    if (!gained) return { converged: largest < 1e-6, iterations, objective };
    parameters.set(trial);
    if (largest < 1e-10) return { converged: true, iterations, objective };
  }
  return { converged: false, iterations: maxIterations, objective };
}
