import { describe, expect, it } from 'vitest';
import { repeatedLooksWidening } from '#lib/gate/repeated-looks';
import { normalQuantile } from '#lib/statistics/distributions';
import { seededRandom } from '#lib/statistics/random';
import { historyOfLooks } from '#tests/reference/looks-simulation';

/** How often a fair estimate, looked at after every percent of new information, ever seems that many errors too good. */
function everAbove(bound: number, growth: number, histories: number, seed: number): number {
  const random = seededRandom(seed);
  const step = 1.01;
  const looks = Math.ceil(Math.log(growth) / Math.log(step));
  const [keep, fresh] = [Math.sqrt(1 / step), Math.sqrt(1 - 1 / step)];
  let above = 0;
  for (let history = 0; history < histories; history++) {
    let z = random.normal();
    for (let look = 0; look < looks && z < bound; look++) z = keep * z + fresh * random.normal();
    if (z >= bound) above++;
  }
  return above / histories;
}

describe('the widening for repeated looks', () => {
  it.each([
    [0.95, 20],
    [0.95, 2],
    [0.9, 20],
    [0.8, 8],
  ])('keeps the error of a %f interval over a %i-fold growth of the information', (level, growth) => {
    const error = (1 - level) / 2;
    const single = normalQuantile(1 - error);
    const widened = single * repeatedLooksWidening(level, Math.log(growth));
    const histories = 4000;
    const margin = 3 * Math.sqrt((error * (1 - error)) / histories);
    const rate = everAbove(widened, growth, histories, 20261127);
    expect(rate).toBeLessThan(error + margin);
    // Not by never opening at all: within about half of what is allowed.
    expect(rate).toBeGreaterThan(error / 3);
    // One plain interval promises that error for one look only.
    expect(everAbove(single, growth, histories, 20261127)).toBeGreaterThan(1.5 * error);
  });

  it('is at least 1, grows with the growth of the information, and shrinks relative to the level', () => {
    const factors = [0, 0.1, 0.5, 1, 2, 3, 5].map((l) => repeatedLooksWidening(0.95, l));
    expect(factors[0]).toBeGreaterThanOrEqual(1);
    for (let k = 1; k < factors.length; k++) expect(factors[k]!).toBeGreaterThanOrEqual(factors[k - 1]!);
    expect(repeatedLooksWidening(0.99, 3)).toBeLessThan(repeatedLooksWidening(0.9, 3));
  });

  it('refuses levels and growths that are none', () => {
    for (const level of [0.5, 1, Number.NaN])
      expect(() => repeatedLooksWidening(level, 1)).toThrow(RangeError);
    for (const growth of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => repeatedLooksWidening(0.95, growth)).toThrow(RangeError);
  });
});

describe('a waiting run under a stream of labels', () => {
  it('is released wrongly no more often than stated, though the gate looks at every report', () => {
    const random = seededRandom(7);
    const setting = { annotators: 12, mean: 0.8, spread: 0.08, from: 150, to: 1000, growth: 1.1 };
    const policy = { comparisons: 500, overlapShare: 0.3 };
    const histories = 120;
    let opened = 0;
    let plainly = 0;
    for (let history = 0; history < histories; history++) {
      const outcome = historyOfLooks(setting, policy, 0.9, random);
      if (outcome.opened) opened++;
      if (outcome.openedPlainly) plainly++;
    }
    // 5 % are allowed at this level; three standard errors of the simulation on top.
    expect(opened / histories).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / histories));
    expect(plainly).toBeGreaterThan(opened);
  }, 60_000);

  it('never opens on noise: labels by coin toss', () => {
    const random = seededRandom(8);
    const noise = { annotators: 10, mean: 1 / 3, spread: 0, from: 60, to: 900, growth: 1.25 };
    let opened = 0;
    for (let history = 0; history < 100; history++)
      if (historyOfLooks(noise, { comparisons: 200, overlapShare: 0.3 }, 0.95, random).opened) opened++;
    // 2.5 % are allowed even at a threshold of exactly what noise reaches, which is 0.
    expect(opened).toBeLessThanOrEqual(7);
  }, 60_000);
});
