import { tQuantile } from './distributions';
import type { Interval } from './estimate';

/**
 * Delete-one jackknife standard error (Tukey 1958; Efron & Stein 1981): from the figure recomputed without each unit,
 * sqrt((n − 1)/n · Σ (θ₍ᵢ₎ − mean)²).
 *
 * @param replicates the figure without unit i; units that are interchangeable are given once, with their number.
 * @param multiplicity how many units each replicate stands for (1 each when left out); 0 skips the replicate.
 * @returns null when fewer than two units are given, or when the figure is undefined (NaN) without one of them.
 */
export function jackknifeError(
  replicates: ArrayLike<number>,
  multiplicity?: ArrayLike<number>,
): number | null {
  let units = 0;
  let sum = 0;
  for (let i = 0; i < replicates.length; i++) {
    const times = multiplicity ? multiplicity[i]! : 1;
    if (times === 0) continue;
    const value = replicates[i]!;
    if (!Number.isFinite(value)) return null;
    units += times;
    sum += times * value;
  }
  if (units < 2) return null;
  const mean = sum / units;
  let squares = 0;
  for (let i = 0; i < replicates.length; i++) {
    const times = multiplicity ? multiplicity[i]! : 1;
    if (times > 0) squares += times * (replicates[i]! - mean) ** 2;
  }
  return Math.sqrt(((units - 1) / units) * squares);
}

/**
 * value ± t · se, cut at the ends of the figure's range (a coefficient of agreement cannot exceed 1).
 *
 * @param df degrees of freedom, > 0; Infinity for the normal.
 */
export function tInterval(
  value: number,
  se: number,
  df: number,
  range: { low?: number; high?: number; level?: number } = {},
): Interval {
  if (!(se >= 0)) throw new RangeError(`tInterval: the standard error must not be negative, got ${se}`);
  const half = tQuantile(1 - (1 - (range.level ?? 0.95)) / 2, df) * se;
  return [
    Math.max(value - half, range.low ?? Number.NEGATIVE_INFINITY),
    Math.min(value + half, range.high ?? Number.POSITIVE_INFINITY),
  ];
}
