import { describe, expect, it } from 'vitest';
import { binomialSample, multinomialSample } from '#lib/statistics/binomial-sample';
import { bcaInterval, jackknifeAcceleration } from '#lib/statistics/bootstrap-interval';
import { binomialCdf, chisquareCdf } from '#lib/statistics/distributions';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';
import { median, medianAbsoluteDeviation, quantile } from '#lib/statistics/quantile';
import { seededRandom } from '#lib/statistics/random';

describe('binomial draws', () => {
  for (const [n, p] of [
    [5, 0.3],
    [40, 0.1],
    [60, 0.5],
    [1000, 0.02],
    [1000, 0.9],
    [250_000, 0.0731],
  ] as const) {
    it(`n = ${n}, p = ${p} follow the exact distribution (chi-square over bins of equal probability)`, () => {
      const random = seededRandom(n + p);
      const draws = 20_000;
      const mean = n * p;
      const spread = Math.sqrt(n * p * (1 - p));
      const ends = [-1.3, -0.7, -0.2, 0.2, 0.7, 1.3].map((z) => Math.floor(mean + z * spread));
      const bins = [...new Set(ends.filter((end) => end >= 0 && end < n))];
      const expected = bins.map(
        (end, k) => binomialCdf(end, n, p) - (k > 0 ? binomialCdf(bins[k - 1]!, n, p) : 0),
      );
      expected.push(1 - expected.reduce((sum, share) => sum + share, 0));
      const counts = expected.map(() => 0);
      for (let draw = 0; draw < draws; draw++) {
        const x = binomialSample(random, n, p);
        const bin = bins.findIndex((end) => x <= end);
        counts[bin < 0 ? bins.length : bin]!++;
      }
      const statistic = counts.reduce(
        (sum, count, k) => sum + (count - draws * expected[k]!) ** 2 / (draws * expected[k]!),
        0,
      );
      expect(1 - chisquareCdf(statistic, bins.length)).toBeGreaterThan(0.001);
    });
  }

  it('multinomial draws place every unit and hit each category in proportion', () => {
    const random = seededRandom(9);
    const weights = Float64Array.from([5, 0, 1, 14]);
    const out = new Float64Array(4);
    const sums = [0, 0, 0, 0];
    for (let draw = 0; draw < 2000; draw++) {
      multinomialSample(random, 1000, weights, out);
      expect(out.reduce((sum, count) => sum + count, 0)).toBe(1000);
      out.forEach((count, k) => {
        sums[k]! += count / 2_000_000;
      });
    }
    expect(sums[1]).toBe(0);
    for (const [k, share] of [0.25, 0, 0.05, 0.7].entries()) expect(sums[k]).toBeCloseTo(share, 3);
  });
});

describe('jackknife', () => {
  it('of a mean is its textbook standard error, with or without multiplicities', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const sum = values.reduce((a, b) => a + b, 0);
    const without = values.map((value) => (sum - value) / 7);
    const mean = sum / 8;
    const textbook = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / 7 / 8);
    expect(jackknifeError(without)).toBeCloseTo(textbook, 12);
    const grouped = [...new Set(without)];
    expect(
      jackknifeError(
        grouped,
        grouped.map((w) => without.filter((x) => x === w).length),
      ),
    ).toBeCloseTo(textbook, 12);
  });

  it('is null for one unit, or when the figure is undefined without one', () => {
    expect(jackknifeError([1])).toBeNull();
    expect(jackknifeError([1, Number.NaN, 2])).toBeNull();
    expect(jackknifeError([1, Number.NaN, 2], [1, 0, 1])).not.toBeNull();
  });

  it('intervals stop at the ends of the range', () => {
    expect(tInterval(0.95, 0.1, 10, { low: 0, high: 1 })[1]).toBe(1);
    expect(() => tInterval(0, -1, 3)).toThrow(/tInterval/);
  });
});

describe('bias-corrected and accelerated intervals', () => {
  it('are the percentiles when nothing is biased or skewed', () => {
    const replicates = Float64Array.from({ length: 1001 }, (_, k) => k / 1000);
    const [low, high] = bcaInterval(replicates, 0.5, 0)!;
    expect(low).toBeCloseTo(0.025, 3);
    expect(high).toBeCloseTo(0.975, 3);
  });

  it('move towards the tail that the skewness points to', () => {
    const replicates = Float64Array.from({ length: 1001 }, (_, k) => k / 1000);
    const [low, high] = bcaInterval(replicates, 0.5, 0.1)!;
    expect(low).toBeGreaterThan(0.03);
    expect(high).toBeGreaterThan(0.98);
  });

  it('are null when too many replicates are undefined', () => {
    expect(bcaInterval(Float64Array.from([1, 2, Number.NaN]), 1, 0)).toBeNull();
  });

  it('acceleration of a mean is a sixth of the skewness of the sample over root n', () => {
    const values = [0, 0, 0, 0, 0, 0, 0, 10];
    const sum = 10;
    const without = values.map((value) => (sum - value) / 7);
    const mean = 1.25;
    const m2 = values.reduce((s, v) => s + (v - mean) ** 2, 0);
    const m3 = values.reduce((s, v) => s + (v - mean) ** 3, 0);
    expect(
      jackknifeAcceleration(
        without,
        values.map(() => 1),
      ),
    ).toBeCloseTo(m3 / (6 * m2 ** 1.5), 12);
  });
});

describe('quantiles', () => {
  it('interpolate as R does by default', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(median([3, 1, 2])).toBe(2);
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
    expect(quantile([], 0.5)).toBeNull();
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(/quantile/);
    expect(() => quantile([1], 2)).toThrow(/quantile/);
  });
});
