import { describe, expect, it } from 'vitest';
import { simulateCoverage } from './coverage-simulation';

/** A smaller run of the bench's table; the seed is fixed, so the figures are the same on every machine. */
describe('nominal 95 % intervals hold what they claim to hold', () => {
  for (const [name, margins] of [
    ['balanced', [1 / 3, 1 / 3, 1 / 3]],
    ['85/5/10', [0.85, 0.05, 0.1]],
  ] as const) {
    for (const [items, annotators] of [
      [100, 12],
      [500, 20],
    ] as const) {
      it(`${items} comparisons, ${annotators} annotators, ${name} answers`, { timeout: 120_000 }, () => {
        const coverage = simulateCoverage({ items, annotators, margins, replicates: 800, seed: 7 });
        for (const share of [coverage.alphaItems, coverage.swapInvariantItems, coverage.gwetAc1Items]) {
          expect(share).toBeGreaterThanOrEqual(0.93);
          expect(share).toBeLessThanOrEqual(0.97);
        }
        for (const share of [coverage.alphaAnnotators, coverage.swapInvariantAnnotators]) {
          expect(share).toBeGreaterThanOrEqual(0.92);
          expect(share).toBeLessThanOrEqual(0.97);
        }
      });
    }
  }
});
