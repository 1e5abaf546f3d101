import { describe, expect, it } from 'vitest';
import { binomialCdf } from '#lib/statistics/distributions';
import {
  clopperPearsonInterval,
  jeffreysInterval,
  wilsonInterval,
} from '#lib/statistics/proportion-interval';

describe('proportion intervals', () => {
  const kinds = { wilsonInterval, clopperPearsonInterval, jeffreysInterval };
  for (const [name, interval] of Object.entries(kinds)) {
    it(`${name} is null without trials, stays in [0, 1], mirrors successes and failures`, () => {
      expect(interval(0, 0)).toBeNull();
      for (let n = 1; n <= 30; n++) {
        for (let x = 0; x <= n; x++) {
          const [low, high] = interval(x, n)!;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThan(high);
          const [mirroredLow, mirroredHigh] = interval(n - x, n)!;
          expect(mirroredLow).toBeCloseTo(1 - high, 9);
          expect(mirroredHigh).toBeCloseTo(1 - low, 9);
        }
      }
    });
    it(`${name} refuses malformed counts in its own name`, () => {
      expect(() => interval(3, 2)).toThrow(new RegExp(name));
      expect(() => interval(-1, 2)).toThrow(new RegExp(name));
      expect(() => interval(1, 2, 1)).toThrow(new RegExp(name));
    });
  }

  it('Clopper–Pearson never covers less than 95 %, Wilson 95 % on average', () => {
    const n = 25;
    let average = 0;
    const shares = Array.from({ length: 99 }, (_, k) => (k + 1) / 100);
    for (const p of shares) {
      const mass = (x: number) => binomialCdf(x, n, p) - (x > 0 ? binomialCdf(x - 1, n, p) : 0);
      const covers = (interval: typeof wilsonInterval) =>
        Array.from({ length: n + 1 }, (_, x) => x)
          .filter((x) => interval(x, n)![0] <= p && p <= interval(x, n)![1])
          .reduce((sum, x) => sum + mass(x), 0);
      expect(covers(clopperPearsonInterval)).toBeGreaterThanOrEqual(0.95 - 1e-9);
      average += covers(wilsonInterval) / shares.length;
    }
    expect(average).toBeGreaterThan(0.945);
    expect(average).toBeLessThan(0.965);
  });
});
