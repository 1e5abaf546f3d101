import { describe, expect, it } from 'vitest';
import {
  clopperPearsonInterval,
  jeffreysInterval,
  wilsonInterval,
} from '#lib/statistics/proportion-interval';
import vectors from './vectors/proportion.json';

describe('proportion intervals equal statsmodels', () => {
  for (const { id, x, n, expected } of vectors.cases) {
    it(`${id}: ${x} of ${n}`, () => {
      for (const [interval, reference] of [
        [wilsonInterval(x, n), expected.wilson],
        [clopperPearsonInterval(x, n), expected.clopper_pearson],
        [jeffreysInterval(x, n), expected.jeffreys],
      ] as const) {
        expect(interval![0]).toBeCloseTo(reference[0]!, 9);
        expect(interval![1]).toBeCloseTo(reference[1]!, 9);
      }
    });
  }
});
