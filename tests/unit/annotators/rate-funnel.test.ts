import { describe, expect, it } from 'vitest';
import { constantLabellers } from '#lib/annotators/constant-labeller';
import { funnelLimits, rateFunnel } from '#lib/annotators/rate-funnel';
import { seededRandom } from '#lib/statistics/random';

describe('rateFunnel', () => {
  it('tests one half exactly: R, binom.test(38, 50) and (5, 10)', () => {
    const { centre, annotators } = rateFunnel([38, 5, 0], [50, 10, 0], 0.5);
    expect(centre).toBe(0.5);
    expect(annotators[0]!.pValue).toBeCloseTo(0.000306, 6);
    expect(annotators[1]!.pValue).toBe(1);
    expect(annotators[2]).toMatchObject({ pValue: null, qValue: null, flagged: false });
    expect(annotators.map((a) => a.flagged)).toEqual([true, false, false]);
  });

  it('holds each against the others, so that one person does not move what they are held against', () => {
    const { centre, annotators } = rateFunnel([10, 10, 90], [100, 100, 100]);
    expect(centre).toBeCloseTo(110 / 300, 12);
    // 90 of 100 against one in ten is as far as it gets; 10 of 100 is low against one half.
    expect(annotators[2]!.pValue).toBeLessThan(1e-12);
    expect(annotators[0]!.pValue).toBeGreaterThan(1e-18);
  });

  it('calls somebody in about one crew of twenty when nobody has a habit', () => {
    const random = seededRandom(4);
    const hits = () => {
      let count = 0;
      for (let label = 0; label < 200; label++) if (random.next() < 0.3) count++;
      return count;
    };
    const totals = new Array<number>(30).fill(200);
    let called = 0;
    for (let run = 0; run < 300; run++)
      if (rateFunnel(totals.map(hits), totals).annotators.some((a) => a.flagged)) called++;
    // 15 are expected; 27 come by chance less than once in four hundred.
    expect(called).toBeLessThanOrEqual(27);
    expect(called).toBeGreaterThan(3);
  });

  it('has limits that narrow with the square root of the labels', () => {
    const [low, high] = funnelLimits(0.5, 100, 0.95);
    expect([low, high].map((x) => x.toFixed(4))).toEqual(['0.4020', '0.5980']);
    expect(funnelLimits(0.5, 400, 0.95)[1] - 0.5).toBeCloseTo((high - 0.5) / 2, 12);
    expect(funnelLimits(0.05, 4, 0.998)[0]).toBe(0);
  });

  it('refuses counts that are none', () => {
    expect(() => rateFunnel([3], [2])).toThrow(RangeError);
    expect(() => rateFunnel([3], [2, 5])).toThrow(RangeError);
    expect(() => funnelLimits(0.5, 0, 0.95)).toThrow(RangeError);
  });
});

describe('constantLabellers', () => {
  it('names the one answer of who never gives another, when chance hardly does that', () => {
    const annotators = Int32Array.from([
      ...new Array(10).fill(0),
      ...new Array(9).fill(1),
      ...new Array(12).fill(2),
    ]);
    const choices = Uint8Array.from([
      ...new Array(10).fill(2),
      ...new Array(9).fill(0),
      ...new Array(11).fill(0),
      1,
    ]);
    const columns = {
      items: Int32Array.from(annotators.keys()),
      annotators,
      choices,
      itemCount: annotators.length,
      annotatorCount: 4,
      categoryCount: 3,
    };
    expect(constantLabellers(columns)).toEqual([2, null, null, null]);
  });
});
