import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  chisquareCdf,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '#lib/statistics/distributions';

describe('distribution functions', () => {
  it('give the values of the printed tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(tQuantile(0.975, 1)).toBeCloseTo(12.706204736, 6);
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.228138852, 8);
    expect(tCdf(2.228138852, 10)).toBeCloseTo(0.975, 9);
    expect(chisquareCdf(3.841458820694124, 1)).toBeCloseTo(0.95, 10);
    expect(betaCdf(0.5, 2, 2)).toBeCloseTo(0.5, 12);
    expect(betaQuantile(0.025, 375, 19626)).toBeCloseTo(0.016915357188001738, 10);
    expect(binomialCdf(3, 10, 0.5)).toBeCloseTo(0.171875, 12);
  });

  it('treat infinite degrees of freedom as the normal', () => {
    expect(tQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.975));
    expect(tCdf(1.2, Number.POSITIVE_INFINITY)).toBe(normalCdf(1.2));
  });

  it('throw in their own name instead of answering NaN', () => {
    expect(() => normalQuantile(1.2)).toThrow(/normalQuantile/);
    expect(() => tQuantile(0.5, 0)).toThrow(/tQuantile/);
    expect(() => betaQuantile(0.5, -1, 2)).toThrow(/betaQuantile/);
    expect(() => normalCdf(Number.NaN)).toThrow(/normalCdf/);
    expect(() => chisquareCdf(1, -2)).toThrow(/chisquareCdf/);
  });
});
