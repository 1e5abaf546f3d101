/** Pairs of sources that could still be compared. */
export interface AvailablePair {
  first: number;
  second: number;
  /** How many comparisons of this pair there are to choose from. */
  count: number;
}

// The variance of a source that nothing is known of: any two of them may be e⁴ apart in odds.
const UNKNOWN_VARIANCE = 4;

/**
 * Which comparisons would teach most about the ranking? Greedy D-optimal design for Bradley–Terry: each next one is of the
 * pair whose outcome is least certain beforehand, weighed by how uncertain the difference of strengths is, log(1 + w·v) with w = p(1 − p) and v the
 * variance of the difference; after each, the covariance is updated as if it had been answered (Sherman & Morrison 1950).
 *
 * @param strengths log strengths; null where unknown.
 * @param covariance source × source, of the strengths; sources without a strength count as unknown.
 * @returns how many to take of each available pair, in their order; at most `wanted` in all.
 * @throws RangeError when the shapes do not match.
 */
export function informativePairs(
  strengths: readonly (number | null)[],
  covariance: Float64Array,
  available: readonly AvailablePair[],
  wanted: number,
): Int32Array {
  const n = strengths.length;
  if (covariance.length !== n * n)
    throw new RangeError(`informativePairs: ${n} sources, covariance of ${covariance.length}`);
  const sigma = Float64Array.from(covariance);
  for (let source = 0; source < n; source++) {
    if (strengths[source] !== null) continue;
    for (let other = 0; other < n; other++) sigma[source * n + other] = sigma[other * n + source] = 0;
    sigma[source * n + source] = UNKNOWN_VARIANCE;
  }
  const taken = new Int32Array(available.length);
  const column = new Float64Array(n);
  for (let round = 0; round < wanted; round++) {
    let best = -1;
    let bestGain = 0;
    for (const [at, { first, second, count }] of available.entries()) {
      if (taken[at]! >= count) continue;
      const gain = uncertainty(strengths, first, second) * differenceVariance(sigma, n, first, second);
      if (gain > bestGain) [best, bestGain] = [at, gain];
    }
    if (best < 0) break;
    taken[best]!++;
    const { first, second } = available[best]!;
    for (let i = 0; i < n; i++) column[i] = sigma[i * n + first]! - sigma[i * n + second]!;
    const shrink = uncertainty(strengths, first, second) / (1 + bestGain);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) sigma[i * n + j]! -= shrink * column[i]! * column[j]!;
  }
  return taken;
}

/** p(1 − p) for the outcome that the strengths expect. */
function uncertainty(strengths: readonly (number | null)[], first: number, second: number): number {
  const p = 1 / (1 + Math.exp((strengths[second] ?? 0) - (strengths[first] ?? 0)));
  return p * (1 - p);
}

const differenceVariance = (sigma: Float64Array, n: number, i: number, j: number): number =>
  sigma[i * n + i]! + sigma[j * n + j]! - 2 * sigma[i * n + j]!;
