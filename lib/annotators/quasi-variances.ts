import { choleskyFactor, solveFactored } from './cholesky';

/**
 * Quasi-variances (Firth & de Menezes 2004, Biometrika 91:65–80): one number per source such that the variance of any
 * difference is nearly the sum of two, so that error bars can be compared by eye. Least squares on the logarithm of the
 * variances of all differences, by Gauss–Newton.
 *
 * @param covariance n × n covariance of the estimates.
 * @param members the sources that are comparable with each other.
 * @returns one per member; null below three members, without convergence, or when a quasi-variance came out negative.
 */
export function quasiVariances(covariance: Float64Array, n: number, members: number[]): Float64Array | null {
  const m = members.length;
  if (m < 3) return null;
  const at = (i: number, j: number) => covariance[members[i]! * n + members[j]!]!;
  const quasi = Float64Array.from(members, (_, i) => at(i, i));
  const normal = new Float64Array(m * m);
  for (let iteration = 0; iteration < 200; iteration++) {
    normal.fill(0);
    const right = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < i; j++) {
        const sum = quasi[i]! + quasi[j]!;
        const variance = at(i, i) + at(j, j) - 2 * at(i, j);
        if (!(sum > 0) || !(variance > 0)) return null;
        const slope = 1 / sum;
        const miss = Math.log(variance) - Math.log(sum);
        right[i]! += slope * miss;
        right[j]! += slope * miss;
        normal[i * m + i]! += slope * slope;
        normal[j * m + j]! += slope * slope;
        normal[i * m + j]! += slope * slope;
        normal[j * m + i]! += slope * slope;
      }
    }
    const lower = choleskyFactor(normal, m);
    if (!lower) return null;
    solveFactored(lower, m, right);
    let scale = 1;
    while (!positivePairs(quasi, right, scale) && scale > 1e-6) scale /= 2;
    let largest = 0;
    for (let i = 0; i < m; i++) {
      quasi[i]! += scale * right[i]!;
      largest = Math.max(largest, Math.abs(right[i]! / quasi[i]!));
    }
    if (largest < 1e-12) break;
  }
  return quasi.every((value) => value > 0) ? quasi : null;
}

/** Whether every sum of two stays positive after the step; then its logarithm exists. */
function positivePairs(quasi: Float64Array, step: Float64Array, scale: number): boolean {
  const moved = Array.from(quasi, (value, i) => value + scale * step[i]!).sort((a, b) => a - b);
  return moved[0]! + moved[1]! > 0;
}
