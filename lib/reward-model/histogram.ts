/** Counts of values over bins of equal width. */
export interface Histogram {
  /** bins + 1 edges, ascending; the first and last bin also hold what lies beyond. */
  edges: number[];
  counts: number[];
}

/** Bins from the 0.5th to the 99.5th percentile, so that one odd value does not flatten the picture. Null when nothing varies. */
export function histogram(values: readonly number[], bins = 24): Histogram | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor(0.005 * (sorted.length - 1))]!;
  const high = sorted[Math.ceil(0.995 * (sorted.length - 1))]!;
  if (!(high > low)) return null;
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) counts[Math.max(0, Math.min(bins - 1, Math.floor((value - low) / width)))]!++;
  return { edges: Array.from({ length: bins + 1 }, (_, i) => low + i * width), counts };
}
