import { describe, expect, it } from 'vitest';
import { proportionConfidenceSequence } from '#lib/statistics/confidence-sequence';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import { seededRandom } from '#lib/statistics/random';

describe('the interval that holds at every look', () => {
  it('solves p^k (1 − p)^(n − k) = (1 − level) B(k + 1, n − k + 1)', () => {
    // k = n = 10: p^10 = 0.05 / 11.
    expect(proportionConfidenceSequence(10, 10)![0]).toBeCloseTo((0.05 / 11) ** (1 / 10), 12);
    expect(proportionConfidenceSequence(0, 7)![1]).toBeCloseTo(1 - (0.05 / 8) ** (1 / 7), 12);
    // B(2, 2) = 1/6, so p (1 − p) = 0.05 / 6.
    const root = Math.sqrt(1 - (4 * 0.05) / 6);
    const [low, high] = proportionConfidenceSequence(1, 2)!;
    expect([low, high]).toEqual([expect.closeTo((1 - root) / 2, 12), expect.closeTo((1 + root) / 2, 12)]);
  });

  it('is null without trials, ends at 0 and 1, mirrors, and refuses what is no count', () => {
    expect(proportionConfidenceSequence(0, 0)).toBeNull();
    expect(proportionConfidenceSequence(0, 5)![0]).toBe(0);
    expect(proportionConfidenceSequence(5, 5)![1]).toBe(1);
    const [low, high] = proportionConfidenceSequence(13, 40)!;
    const [a, b] = proportionConfidenceSequence(27, 40)!;
    expect([1 - b, 1 - a]).toEqual([expect.closeTo(low, 12), expect.closeTo(high, 12)]);
    for (const [k, n] of [
      [6, 5],
      [-1, 5],
      [1.5, 5],
      [Number.NaN, 5],
    ] as const)
      expect(() => proportionConfidenceSequence(k, n)).toThrow(RangeError);
  });

  it('contains the share, is wider than Wilson’s, and narrows with n', () => {
    for (let n = 1; n <= 300; n += 7) {
      for (let k = 0; k <= n; k += Math.ceil(n / 5)) {
        const [low, high] = proportionConfidenceSequence(k, n)!;
        const wilson = wilsonInterval(k, n)!;
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(low).toBeLessThanOrEqual(wilson[0] + 1e-12);
        expect(high).toBeGreaterThanOrEqual(wilson[1] - 1e-12);
      }
    }
    const width = (n: number) => {
      const [low, high] = proportionConfidenceSequence(n / 2, n)!;
      return high - low;
    };
    expect(width(1000)).toBeLessThan(width(100));
  });

  it('covers at all of 200 looks together as often as it says, and one look’s interval does not', () => {
    const random = seededRandom(41);
    const records = 300;
    let missed = 0;
    let wilsonMissed = 0;
    for (let record = 0; record < records; record++) {
      let right = 0;
      let out = false;
      let wilsonOut = false;
      for (let n = 1; n <= 200; n++) {
        if (random.next() < 0.7) right++;
        const [low, high] = proportionConfidenceSequence(right, n)!;
        out ||= low > 0.7 || high < 0.7;
        if (n < 20) continue;
        const wilson = wilsonInterval(right, n)!;
        wilsonOut ||= wilson[0] > 0.7 || wilson[1] < 0.7;
      }
      if (out) missed++;
      if (wilsonOut) wilsonMissed++;
    }
    expect(missed / records).toBeLessThanOrEqual(0.05);
    expect(wilsonMissed / records).toBeGreaterThan(0.15);
  });
});
