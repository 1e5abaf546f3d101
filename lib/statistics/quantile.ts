/**
 * The p-quantile of a sample, linear between order statistics (Hyndman & Fan 1996, type 7: what R, NumPy and d3 use).
 *
 * @param values any order, left as they are.
 * @returns null for an empty sample.
 */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1], got ${p}`);
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  if (Number.isNaN(sorted[sorted.length - 1]!)) throw new RangeError('quantile: a value is not a number');
  return quantileSorted(sorted, p);
}

/** The same for values already in ascending order, at least one. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

/** The median: half the sample lies on either side. Null for an empty sample. */
export function median(values: ArrayLike<number>): number | null {
  return quantile(values, 0.5);
}

/**
 * Median absolute deviation from the median, unscaled (times 1.4826 it estimates a normal's standard deviation).
 * Null for an empty sample.
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number | null {
  const centre = median(values);
  if (centre === null) return null;
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
