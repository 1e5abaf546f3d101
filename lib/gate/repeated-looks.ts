import { normalCdf, normalQuantile } from '#lib/statistics/distributions';

/** How many times the evidence may grow, from the first moment at which a policy could open, with the error rate kept. */
export const LOOKS_HORIZON = 20;

/** Levels that a policy may ask for: below, the approximation is not one; above, nothing is ever sure enough. */
export const LOWEST_LEVEL = 0.8;
export const HIGHEST_LEVEL = 0.999;

/**
 * How much wider an interval must be because it is read again with every new label. A waiting run is judged at every
 * report, so a batch that is not good enough has many chances of a lucky moment; one 95 % interval promises 2.5 % for
 * a single look only. Widened by this factor, the chance that any of the looks passes wrongly stays at (1 − level)/2.
 *
 * The estimate over its error is, in the logarithm of the information, a stationary Ornstein–Uhlenbeck process. That
 * its highest point over a stretch of length L exceeds b has probability about (b − 1/b)·φ(b)·L/2 + 2φ(b)/b (Siegmund
 * 1985, Sequential Analysis, ch. 4), and never more than twice that of its end by the reflection principle.
 *
 * @param level confidence of the two-sided interval, LOWEST_LEVEL … HIGHEST_LEVEL.
 * @param logGrowth logarithm of how many times the information (1/variance) grows over all looks, ≥ 0.
 * @returns a factor ≥ 1 for the half-width.
 * @throws RangeError for a level or growth out of range.
 */
export function repeatedLooksWidening(level: number, logGrowth: number): number {
  if (!(level >= LOWEST_LEVEL && level <= HIGHEST_LEVEL))
    throw new RangeError(
      `repeatedLooksWidening: the level must lie in ${LOWEST_LEVEL} … ${HIGHEST_LEVEL}, got ${level}`,
    );
  if (!(logGrowth >= 0 && Number.isFinite(logGrowth)))
    throw new RangeError(`repeatedLooksWidening: the growth must not be negative, got ${logGrowth}`);
  const error = (1 - level) / 2;
  const single = normalQuantile(1 - error);
  let low = single;
  let high = single + 10 + logGrowth;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (crossingProbability(middle, logGrowth) > error) low = middle;
    else high = middle;
  }
  return high / single;
}

/** Chance that the estimate ever looks `bound` errors better than the truth while its information grows e^logGrowth-fold. */
function crossingProbability(bound: number, logGrowth: number): number {
  const density = Math.exp((-bound * bound) / 2) / Math.sqrt(2 * Math.PI);
  const siegmund = ((bound - 1 / bound) * density * logGrowth) / 2 + (2 * density) / bound;
  const reflected = 2 * (1 - normalCdf(bound * Math.exp(-logGrowth / 2)));
  return Math.min(siegmund, reflected);
}
