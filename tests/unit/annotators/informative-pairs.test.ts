import { describe, expect, it } from 'vitest';
import { bradleyTerry } from '#lib/annotators/bradley-terry';
import { informativePairs } from '#lib/annotators/informative-pairs';
import { pairCounts } from '#lib/annotators/pair-counts';

const all = (n: number, count: number) =>
  Array.from({ length: n }, (_, first) =>
    Array.from({ length: n - first - 1 }, (_, k) => ({ first, second: first + k + 1, count })),
  ).flat();

describe('informativePairs', () => {
  it('spreads evenly over sources of which nothing is known', () => {
    const pairs = all(4, 100);
    const taken = informativePairs([null, null, null, null], new Float64Array(16), pairs, 60);
    expect([...taken]).toEqual([10, 10, 10, 10, 10, 10]);
  });

  it('prefers the pair whose difference is least sure, and of equally sure ones the closer', () => {
    const sure = 0.01;
    const covariance = Float64Array.from([sure, 0, 0, 0, sure, 0, 0, 0, 1]);
    const pairs = all(3, 5);
    expect([...informativePairs([0, 0, 0], covariance, pairs, 1)][0]).toBe(0);
    const apart = informativePairs([0, 3, 0.1], new Float64Array([1, 0, 0, 0, 1, 0, 0, 0, 1]), pairs, 1);
    expect([...apart]).toEqual([0, 1, 0]);
  });

  it('takes no more than there are, and stops when nothing is left to learn', () => {
    const pairs = [{ first: 0, second: 1, count: 2 }];
    expect([...informativePairs([null, null], new Float64Array(4), pairs, 10)]).toEqual([2]);
    expect([...informativePairs([0, 0], new Float64Array(4), pairs, 10)]).toEqual([0]);
  });

  it('lowers the uncertainty of the ranking more than the same number of comparisons spread evenly', () => {
    const strengths = [1.5, 1.3, -1.3, -1.5];
    const sample = (counts: readonly number[]) => {
      const rows = all(4, 0).flatMap(({ first, second }, at) => {
        const n = 20 + counts[at]!;
        const wins = Math.round(n / (1 + Math.exp(strengths[second]! - strengths[first]!)));
        return Array.from({ length: n }, (_, k) => [first, second, k < wins ? 0 : 1]);
      });
      const columns = [0, 1, 2].map((c) => rows.map((row) => row[c]!));
      return bradleyTerry(
        pairCounts(
          Int32Array.from(columns[0]!),
          Int32Array.from(columns[1]!),
          Uint8Array.from(columns[2]!),
          4,
        ),
      );
    };
    const before = sample([0, 0, 0, 0, 0, 0]);
    const chosen = informativePairs(
      before.sources.map((s) => s.strength),
      before.covariance,
      all(4, 500),
      300,
    );
    // What the design is about: the volume of the confidence region of the three differences.
    const doubt = ({ covariance: v }: ReturnType<typeof sample>) => {
      const d = (i: number, j: number) => v[i * 4 + j]! - v[i * 4]! - v[j]! + v[0]!;
      const [a, b, c, e, f, g] = [d(1, 1), d(1, 2), d(1, 3), d(2, 2), d(2, 3), d(3, 3)];
      return a * (e * g - f * f) - b * (b * g - c * f) + c * (b * f - c * e);
    };
    expect(doubt(sample([...chosen]))).toBeLessThan(doubt(sample([50, 50, 50, 50, 50, 50])));
  });

  it('refuses shapes that do not match', () => {
    expect(() => informativePairs([0], new Float64Array(2), [], 1)).toThrow(RangeError);
  });
});
