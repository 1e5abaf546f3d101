import { betaQuantile, normalQuantile } from './distributions';
import type { Interval } from './estimate';

function checkProportion(name: string, successes: number, trials: number, level: number): void {
  if (!(trials >= 0) || !Number.isFinite(trials) || !(successes >= 0) || successes > trials)
    throw new RangeError(`${name}: need 0 <= successes <= trials, got ${successes} of ${trials}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`${name}: the level must lie in (0, 1), got ${level}`);
}

/**
 * Wilson (1927) score interval of a proportion: the default here, because it is close to nominal for small n, never
 * leaves [0, 1] and does not collapse at 0 or n. Counts may be fractional (effective sample sizes).
 *
 * @returns null when there are no trials.
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval | null {
  checkProportion('wilsonInterval', successes, trials, level);
  if (trials === 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = successes / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  // At the ends the formula gives 0 and 1 exactly; floating point does not.
  return [
    successes === 0 ? 0 : Math.max(0, centre - half),
    successes === trials ? 1 : Math.min(1, centre + half),
  ];
}

/**
 * Clopper–Pearson (1934) exact interval: never covers less than the level, at the price of width.
 *
 * @returns null when there are no trials.
 */
export function clopperPearsonInterval(successes: number, trials: number, level = 0.95): Interval | null {
  checkProportion('clopperPearsonInterval', successes, trials, level);
  if (trials === 0) return null;
  const tail = (1 - level) / 2;
  return [
    successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  ];
}

/**
 * Jeffreys interval: equal tails of the Beta(x + 1/2, n − x + 1/2) posterior, without a correction at the ends.
 *
 * @returns null when there are no trials.
 */
export function jeffreysInterval(successes: number, trials: number, level = 0.95): Interval | null {
  checkProportion('jeffreysInterval', successes, trials, level);
  if (trials === 0) return null;
  const tail = (1 - level) / 2;
  const alpha = successes + 0.5;
  const beta = trials - successes + 0.5;
  return [betaQuantile(tail, alpha, beta), betaQuantile(1 - tail, alpha, beta)];
}
