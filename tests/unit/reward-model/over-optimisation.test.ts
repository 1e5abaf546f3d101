import { describe, expect, it } from 'vitest';
import type { OptimisationMethod } from '#lib/reward-model/gold-curve';
import { type OptimisationPoint, overOptimisation } from '#lib/reward-model/over-optimisation';
import { seededRandom } from '#lib/statistics/random';
import { gaoCurve, goldSeries } from './optimisation-series';

const METHODS: OptimisationMethod[] = ['rl', 'best-of-n'];
const warnedAt = (points: OptimisationPoint[], method: OptimisationMethod): number | null => {
  const { warning } = overOptimisation(points, { method });
  return warning && points[warning.at]!.kl;
};

describe('overOptimisation with a gold score', () => {
  it('warns before the peak is passed by a nat, and not while most of the gain is still to come', () => {
    for (const method of METHODS) {
      const truth = gaoCurve(method, 9, 1.5);
      let [inTime, early] = [0, 0];
      const tries = 60;
      for (let seed = 1; seed <= tries; seed++) {
        const kl = warnedAt(
          goldSeries({ truth, spacing: 0.25, checkpoints: 80, responses: 256, seed }),
          method,
        );
        if (kl !== null && kl <= 10) inTime++;
        if (kl !== null && truth(kl) < 0.75 * truth(9)) early++;
      }
      expect(inTime / tries, method).toBeGreaterThanOrEqual(0.95);
      expect(early / tries, method).toBeLessThanOrEqual(0.1);
    }
  });

  it('warns about at most 5 % of series whose gold rises for ever, of 60 checkpoints each, wobbly ones too', () => {
    for (const method of METHODS)
      for (const wobble of [0, 0.05]) {
        let alarms = 0;
        const tries = 200;
        for (let seed = 1; seed <= tries; seed++) {
          const truth = (kl: number) => 0.5 * Math.sqrt(kl);
          const points = goldSeries({
            truth,
            spacing: 0.5,
            checkpoints: 60,
            responses: 128,
            wobble,
            seed: seed + 900,
          });
          if (warnedAt(points, method) !== null) alarms++;
        }
        expect(alarms / tries, `${method} ${wobble}`).toBeLessThanOrEqual(0.05);
      }
  });

  it('keeps its warning, whatever comes after', () => {
    const points = goldSeries({
      truth: gaoCurve('rl', 4, 2),
      spacing: 0.25,
      checkpoints: 50,
      responses: 256,
      seed: 3,
    });
    const { warning } = overOptimisation(points, { method: 'rl' });
    const later = overOptimisation(points.slice(0, warning!.at + 1), { method: 'rl' }).warning;
    expect(later).toEqual(warning);
    expect(overOptimisation(points.slice(0, warning!.at), { method: 'rl' }).warning).toBeNull();
  });

  it('says nothing of a single look, and refuses checkpoints out of order', () => {
    const points = goldSeries({ truth: () => 0, spacing: 1, checkpoints: 3, responses: 64, seed: 1 });
    expect(overOptimisation(points, { method: 'rl' })).toMatchObject({
      judge: null,
      curve: null,
      warning: null,
    });
    expect(() => overOptimisation([points[1]!, points[0]!], { method: 'rl' })).toThrow(RangeError);
    expect(() => overOptimisation([{ ...points[0]!, kl: Number.NaN }], { method: 'rl' })).toThrow(RangeError);
  });
});

describe('overOptimisation without a gold score', () => {
  const series = (
    change: (step: number) => Partial<Record<'logLength' | 'repetition' | 'disagreement', number>>,
    seed = 1,
  ) => {
    const random = seededRandom(seed);
    const noisy = (value: number, se: number) => ({ mean: value + se * random.normal(), se });
    return Array.from({ length: 40 }, (_, step): OptimisationPoint => {
      const { logLength = 0, repetition = 0, disagreement = 0 } = change(step);
      return {
        step,
        kl: step / 4,
        proxy: noisy(step / 20, 0.05),
        gold: null,
        secondOpinion: noisy(step / 40, 0.05),
        disagreement: noisy(0.4 + disagreement, 0.03),
        logLength: noisy(6 + logLength, 0.05),
        repetition: noisy(0.02 + repetition, 0.005),
      };
    });
  };

  it('warns by the sign that is there: parting opinions, length, repetition', () => {
    const sign = (change: Parameters<typeof series>[0]) =>
      overOptimisation(series(change), { method: 'rl' }).warning?.sign;
    expect(sign((step) => ({ logLength: step / 20 }))).toBe('length');
    expect(sign((step) => ({ repetition: step / 60 }))).toBe('repetition');
    expect(sign((step) => ({ disagreement: step / 40 }))).toBe('disagreement');
  });

  it('keeps quiet in 95 % of series that stay within what is tolerated', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 200; seed++)
      if (
        overOptimisation(
          series(() => ({ logLength: 0.6, repetition: 0.1, disagreement: 0.2 }), seed),
          { method: 'rl' },
        ).warning
      )
        alarms++;
    expect(alarms).toBeLessThanOrEqual(10);
  });
});
