import { describe, expect, it } from 'vitest';
import { oneSidedEvidence } from '#lib/statistics/one-sided-evidence';
import { seededRandom } from '#lib/statistics/random';

describe('oneSidedEvidence', () => {
  it('is at most 1 for an estimate of zero, grows with the estimate, and shrinks below zero', () => {
    expect(oneSidedEvidence(0, 0.1)).toBeLessThanOrEqual(1);
    expect(oneSidedEvidence(0.5, 0.1)).toBeGreaterThan(1000);
    expect(oneSidedEvidence(-0.5, 0.1)).toBeLessThan(0.2);
  });

  it('reaches 20 in at most 5 % of series without an effect, looked at 200 times each', () => {
    const random = seededRandom(11);
    const series = 2000;
    let alarms = 0;
    for (let s = 0; s < series; s++) {
      let sum = 0;
      for (let n = 1; n <= 200; n++) {
        sum += random.normal();
        if (oneSidedEvidence(sum / n, 1 / Math.sqrt(n)) >= 20) {
          alarms++;
          break;
        }
      }
    }
    expect(alarms / series).toBeLessThanOrEqual(0.05);
  });

  it('finds an effect of half a deviation within some sixty looks', () => {
    const random = seededRandom(12);
    let found = 0;
    for (let s = 0; s < 200; s++) {
      let sum = 0;
      for (let n = 1; n <= 60; n++) {
        sum += 0.5 + random.normal();
        if (oneSidedEvidence(sum / n, 1 / Math.sqrt(n)) < 20) continue;
        found++;
        break;
      }
    }
    expect(found).toBeGreaterThan(170);
  });

  it('refuses what is no estimate', () => {
    expect(() => oneSidedEvidence(Number.NaN, 1)).toThrow(RangeError);
    expect(() => oneSidedEvidence(1, 0)).toThrow(RangeError);
  });
});
