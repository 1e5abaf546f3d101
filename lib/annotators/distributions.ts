import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval } from '#lib/statistics/estimate';

export { binomialCdf, chisquareCdf, normalCdf, normalQuantile };

const Z95 = normalQuantile(0.975, 0, 1);

export function wilsonInterval(count: number, n: number): Interval | null {
  if (n === 0) return null;
  const share = count / n;
  const z2 = (Z95 * Z95) / n;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (Z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n))) / (1 + z2);
  return [count === 0 ? 0 : centre - half, count === n ? 1 : centre + half];
}

export function binomialTestHalf(count: number, n: number): number {
  const smaller = Math.min(count, n - count);
  return Math.min(1, 2 * binomialCdf(smaller, n, 0.5));
}
