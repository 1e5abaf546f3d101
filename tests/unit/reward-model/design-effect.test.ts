import { describe, expect, it } from 'vitest';
import { independentShare } from '#lib/reward-model/design-effect';
import { seededRandom } from '#lib/statistics/random';

const clusters = Array.from({ length: 400 }, (_, i) => Math.floor(i / 4));

describe('independentShare', () => {
  it('is near 1 for independent values, and near 1/m for equal ones', () => {
    const random = seededRandom(1);
    expect(
      independentShare(
        clusters.map(() => random.normal()),
        clusters,
      ),
    ).toBeGreaterThan(0.85);
    expect(
      independentShare(
        clusters.map((cluster) => Math.sin(cluster)),
        clusters,
      ),
    ).toBeCloseTo(0.25, 10);
  });

  it('finds the design effect of a known correlation', () => {
    const random = seededRandom(2);
    const shared = new Map<number, number>();
    const values = clusters.map((cluster) => {
      if (!shared.has(cluster)) shared.set(cluster, random.normal());
      return Math.sqrt(0.5) * shared.get(cluster)! + Math.sqrt(0.5) * random.normal();
    });
    expect(independentShare(values, clusters)).toBeCloseTo(1 / (1 + 3 * 0.5), 1);
  });

  it('is 1 where nothing is clustered, where nothing varies, and does not mind the order', () => {
    expect(independentShare([1, 2, 3], [0, 1, 2])).toBe(1);
    expect(independentShare([1, 1, 1, 1], [0, 0, 1, 1])).toBe(1);
    expect(independentShare([1, 2], [0, 0])).toBe(1);
    expect(independentShare([1, 5, 2, 6], [0, 1, 0, 1])).toBeCloseTo(
      independentShare([5, 6, 1, 2], [1, 1, 0, 0]),
      12,
    );
    expect(() => independentShare([1], [])).toThrow(RangeError);
  });
});
