import { describe, expect, it } from 'vitest';
import { clusteredRatio, clusteredRatioDifference } from '#lib/statistics/clustered-ratio';
import { seededRandom } from '#lib/statistics/random';

describe('a share of clustered trials', () => {
  it('is the pooled share, with the error of the mean when every cluster is one trial', () => {
    const successes = [1, 0, 1, 1, 0, 1, 1, 0];
    const ratio = clusteredRatio(successes, new Array(8).fill(1));
    expect(ratio.value).toBe(5 / 8);
    expect(ratio.se).toBeCloseTo(Math.sqrt((0.625 * 0.375) / 7), 12);
    expect(ratio).toMatchObject({ successes: 5, trials: 8, clusters: 8 });
  });

  it('counts clusters, not trials: the same answers ten times over tell no more', () => {
    const once = clusteredRatio([1, 0, 1, 0, 1], [1, 1, 1, 1, 1]);
    const tenfold = clusteredRatio([10, 0, 10, 0, 10], [10, 10, 10, 10, 10]);
    expect(tenfold.ci95).toEqual(once.ci95);
  });

  it('does not claim certainty from clusters that are all alike', () => {
    const { ci95, se } = clusteredRatio([2, 2, 2], [2, 2, 2]);
    expect(se).toBe(0);
    expect(ci95![0]).toBeLessThan(0.5);
    expect(ci95![1]).toBe(1);
  });

  it('says nothing without trials, no interval from one cluster, and refuses impossible counts', () => {
    expect(clusteredRatio([], [])).toMatchObject({ value: null, ci95: null });
    expect(clusteredRatio([1, 0], [2, 0])).toMatchObject({ value: 0.5, se: null, ci95: null, clusters: 1 });
    expect(() => clusteredRatio([3], [2])).toThrow(RangeError);
    expect(() => clusteredRatio([1], [1, 1])).toThrow(RangeError);
  });

  it('covers the truth about as often as it says', () => {
    const random = seededRandom(7);
    let covered = 0;
    for (let run = 0; run < 400; run++) {
      const successes: number[] = [];
      for (let c = 0; c < 60; c++) {
        const p = random.next() < 0.5 ? 0.4 : 0.8;
        let hits = 0;
        for (let k = 0; k < 4; k++) if (random.next() < p) hits++;
        successes.push(hits);
      }
      const { ci95 } = clusteredRatio(successes, new Array(60).fill(4));
      if (ci95![0] <= 0.6 && 0.6 <= ci95![1]) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });
});

describe('the difference of two such shares', () => {
  it('cancels what both share', () => {
    const random = seededRandom(3);
    const first = Array.from({ length: 50 }, () => (random.next() < 0.6 ? 1 : 0));
    const trials = new Array(50).fill(1);
    const second = first.map((x, i) => (i < 2 ? 1 - x : x));
    const difference = clusteredRatioDifference({ successes: first, trials }, { successes: second, trials });
    const apart = Math.hypot(clusteredRatio(first, trials).se!, clusteredRatio(second, trials).se!);
    expect(difference.se!).toBeLessThan(apart / 2);
  });

  it('is null when one side has no trials', () => {
    expect(
      clusteredRatioDifference({ successes: [1], trials: [1] }, { successes: [0], trials: [0] }).value,
    ).toBeNull();
  });
});
