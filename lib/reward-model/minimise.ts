/** Writes the gradient at `point` into `gradient` and returns the value there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const MEMORY = 10;
const SUFFICIENT_DECREASE = 1e-4;
const SMALLEST_STEP = 1e-10;

/**
 * The minimum of a smooth, strictly convex function, from the origin, by L-BFGS with backtracking.
 * Source: Nocedal & Wright 2006, algorithms 7.4 and 3.1.
 *
 * @param flat stop when no slope is larger than this.
 * @returns the best point found; after `maximumSteps` it may not be flat yet.
 */
export function minimise(
  objective: Objective,
  dimension: number,
  flat: number,
  maximumSteps: number,
): Float64Array {
  let point = new Float64Array(dimension);
  let gradient = new Float64Array(dimension);
  let value = objective(point, gradient);
  const memory: { moved: Float64Array; turned: Float64Array; inverse: number }[] = [];
  for (let step = 0; step < maximumSteps && largest(gradient) > flat; step++) {
    const direction = descent(gradient, memory);
    const slope = dot(direction, gradient);
    // Without curvature known yet, the first step is one unit long.
    let length = step === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(dimension);
    const nextGradient = new Float64Array(dimension);
    let nextValue: number;
    for (;;) {
      for (let i = 0; i < dimension; i++) next[i] = point[i]! + length * direction[i]!;
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) break;
      length /= 2;
      if (length < SMALLEST_STEP) return point;
    }
    const moved = next.map((to, i) => to - point[i]!);
    const turned = nextGradient.map((to, i) => to - gradient[i]!);
    const curvature = dot(moved, turned);
    if (curvature > 0) memory.push({ moved, turned, inverse: 1 / curvature });
    if (memory.length > MEMORY) memory.shift();
    point = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return point;
}

/** Minus the gradient times the remembered approximation of the inverse Hessian (the two-loop recursion). */
function descent(
  gradient: Float64Array,
  memory: readonly { moved: Float64Array; turned: Float64Array; inverse: number }[],
): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares = new Float64Array(memory.length);
  for (let k = memory.length - 1; k >= 0; k--) {
    const { moved, turned, inverse } = memory[k]!;
    shares[k] = inverse * dot(moved, direction);
    add(direction, turned, -shares[k]!);
  }
  const last = memory.at(-1);
  if (last) {
    const scale = 1 / (last.inverse * dot(last.turned, last.turned));
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  memory.forEach(({ moved, turned, inverse }, k) => {
    add(direction, moved, shares[k]! - inverse * dot(turned, direction));
  });
  return direction;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function add(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

function largest(values: Float64Array): number {
  let found = 0;
  for (const value of values) found = Math.max(found, Math.abs(value));
  return found;
}
