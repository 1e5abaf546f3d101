import { describe, expect, it } from 'vitest';
import {
  bestOfNKl,
  CURVE_FORMS,
  type CurveForm,
  curveAt,
  curveError,
  goldCurve,
  goldCurves,
  peakInterval,
} from '#lib/reward-model/gold-curve';
import { seededRandom } from '#lib/statistics/random';

const term: Record<CurveForm, (d: number) => number> = {
  'd log d': (d) => (d === 0 ? 0 : d * Math.log(d)),
  'd²': (d) => d * d,
  'd³': (d) => d ** 3,
};
const kls = Array.from({ length: 24 }, (_, i) => i / 2);
const exact = (form: CurveForm, alpha: number, beta: number) =>
  kls.map((kl) => {
    const d = Math.sqrt(kl);
    return { kl, mean: 0.2 + alpha * d - beta * term[form](d), se: 0.05 };
  });

describe('goldCurve', () => {
  it('gets back the parameters of an exact curve and the place of its turn', () => {
    for (const form of CURVE_FORMS) {
      const curve = goldCurve(exact(form, 1, 0.3), form)!;
      expect([curve.intercept, curve.alpha, curve.beta]).toEqual([
        expect.closeTo(0.2, 8),
        expect.closeTo(1, 8),
        expect.closeTo(0.3, 8),
      ]);
      const { peakKl } = curve;
      expect(curveAt(curve, peakKl!)).toBeGreaterThan(curveAt(curve, peakKl! * 1.01));
      expect(curveAt(curve, peakKl!)).toBeGreaterThan(curveAt(curve, peakKl! * 0.99));
      expect(goldCurves(exact(form, 1, 0.3), 'rl')[0]!.curve.form).toBe(form);
    }
  });

  it('turns where Gao et al. say: d = alpha / 2 beta, and log d = alpha / beta − 1', () => {
    expect(goldCurve(exact('d²', 1.2, 0.2), 'd²')!.peakKl).toBeCloseTo((1.2 / 0.4) ** 2, 8);
    expect(goldCurve(exact('d log d', 1.2, 0.6), 'd log d')!.peakKl).toBeCloseTo(Math.exp(1) ** 2, 8);
  });

  it('has no turn when the curve bends up, and no fit with too little to tell three parameters apart', () => {
    expect(goldCurve(exact('d²', 1, -0.1), 'd²')!.peakKl).toBeNull();
    expect(goldCurve(exact('d²', 1, 0.1).slice(0, 3), 'd²')).toBeNull();
    const alike = Array.from({ length: 8 }, () => ({ kl: 2, mean: 1, se: 0.1 }));
    expect(goldCurve(alike, 'd²')).toBeNull();
    expect(() => goldCurve([{ kl: 1, mean: 0, se: 0 }], 'd²')).toThrow(RangeError);
  });

  it('does not mind the order of the checkpoints', () => {
    const points = exact('d³', 1, 0.1);
    const [one, other] = [goldCurve(points, 'd³')!, goldCurve([...points].reverse(), 'd³')!];
    expect(one.alpha).toBeCloseTo(other.alpha, 9);
  });
});

describe('peakInterval', () => {
  it('holds the true turn in about 95 % of noisy curves', () => {
    const random = seededRandom(5);
    const truth = (1 / 0.4) ** 2;
    let held = 0;
    const tries = 600;
    for (let i = 0; i < tries; i++) {
      const points = exact('d²', 1, 0.2).map((point) => ({
        ...point,
        mean: point.mean + 0.05 * random.normal(),
      }));
      const interval = peakInterval(goldCurve(points, 'd²')!)!;
      if (interval[0] <= truth && truth <= interval[1]) held++;
    }
    expect(held / tries).toBeGreaterThan(0.93);
    expect(held / tries).toBeLessThanOrEqual(0.99);
  });

  it('is open above when the data cannot say that the curve turns', () => {
    const points = exact('d²', 1, 0).map((point, i) => ({
      ...point,
      mean: point.mean + (i % 2 ? 0.02 : -0.02),
      se: 0.3,
    }));
    const curve = goldCurve(points, 'd²')!;
    expect(peakInterval(curve)?.[1]).toBe(Number.POSITIVE_INFINITY);
    expect(curveError(curve, 4)).toBeGreaterThan(0);
  });
});

describe('bestOfNKl', () => {
  it('is log n − (n − 1)/n', () => {
    expect(bestOfNKl(1)).toBe(0);
    expect(bestOfNKl(4)).toBeCloseTo(0.6363, 4);
    expect(bestOfNKl(256)).toBeCloseTo(4.549, 3);
    expect(() => bestOfNKl(0)).toThrow(RangeError);
  });
});
