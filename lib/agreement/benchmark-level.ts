import { normalCdf } from '#lib/statistics/distributions';

/** A named band of a benchmark scale and its lower end. */
export interface BenchmarkBand {
  name: string;
  from: number;
}

/** Landis & Koch (1977): customary, and arbitrary as they said themselves. */
export const LANDIS_KOCH: readonly BenchmarkBand[] = [
  { name: 'almost perfect', from: 0.8 },
  { name: 'substantial', from: 0.6 },
  { name: 'moderate', from: 0.4 },
  { name: 'fair', from: 0.2 },
  { name: 'slight', from: 0 },
  { name: 'poor', from: -1 },
];

/** Krippendorff (2004): firm conclusions from .800, tentative ones from .667. */
export const KRIPPENDORFF: readonly BenchmarkBand[] = [
  { name: 'reliable', from: 0.8 },
  { name: 'tentative', from: 0.667 },
  { name: 'unreliable', from: -1 },
];

/**
 * The highest band that a coefficient reaches with at least 95 % probability, given its standard error (Gwet 2014):
 * a point in a band is not yet a place in it.
 *
 * @param scale bands from the highest down; the last one begins at the lowest possible value.
 * @returns the band and the probability of being in it or above.
 */
export function benchmarkLevel(
  value: number,
  se: number,
  scale: readonly BenchmarkBand[] = LANDIS_KOCH,
  level = 0.95,
): { band: BenchmarkBand; probability: number } {
  if (!Number.isFinite(value) || !(se >= 0))
    throw new RangeError(`benchmarkLevel: value ${value}, error ${se}`);
  const last = scale[scale.length - 1];
  if (!last) throw new RangeError('benchmarkLevel: the scale has no band');
  // The coefficient cannot exceed 1 nor fall below the scale, so the normal is cut there.
  const below = (x: number) => (se === 0 ? (value < x ? 1 : 0) : normalCdf((x - value) / se));
  const lowest = below(last.from);
  const highest = se === 0 ? 1 : normalCdf((1 - value) / se);
  for (const band of scale) {
    const probability = (highest - below(band.from)) / (highest - lowest);
    if (probability >= level) return { band, probability };
  }
  return { band: last, probability: 1 };
}
