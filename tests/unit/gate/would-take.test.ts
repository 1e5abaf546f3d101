import { describe, expect, it } from 'vitest';
import { decide } from '#lib/gate/decide';
import { labelsToDecide } from '#lib/gate/labels-to-decide';
import { PRESETS } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { trialsToDecide } from '#lib/gate/trials-to-decide';
import { wouldTake } from '#lib/gate/would-take';
import { seededRandom } from '#lib/statistics/random';
import { promiseKept } from '#tests/reference/promise-simulation';
import { alphaWith, judged, shareOf, soundFigures } from './sound-figures';

const policy = PRESETS.preference;
const steps = (figures: QualityFigures) => wouldTake(decide(judged(figures), policy), figures, policy);

describe('what it would take', () => {
  it('is nothing when everything passes', () => {
    expect(steps(soundFigures())).toEqual([]);
  });

  it('promises no number of labels while flagged ones are in the figures', () => {
    const figures = soundFigures();
    figures.flagged = {
      value: 0.2,
      count: 600,
      of: 3000,
      annotators: [
        { annotatorId: 4, name: 'Ann', cause: 'drifting', labels: 600, fromSequence: 9, since: null },
      ],
    };
    Object.assign(figures, alphaWith(0.45, { se: 0.018, seAnnotators: 0.03 }));
    expect(steps(figures).map((s) => [s.check, s.action, s.count])).toEqual([
      ['flaggedShare', 'exclude-labels', 300],
      ['swapInvariantAlpha', 'wait', null],
    ]);
  });

  it('asks for overlapping labels where comparisons are what is missing, with the reasoning in figures', () => {
    const figures = soundFigures();
    Object.assign(figures, {
      labels: 1700,
      comparisonsWithOverlap: 500,
      annotators: 30,
      ...alphaWith(0.53, { se: 0.034, seAnnotators: 0.048, annotators: 30, items: 500 }),
    });
    const [step] = steps(figures);
    expect(step).toMatchObject({ check: 'swapInvariantAlpha', action: 'collect-overlap' });
    expect(step!.count).toBeGreaterThan(100);
    expect(step!.detail).toContain('alpha lies 0.13 from the threshold');
  });

  it('asks for people where the crew is what limits it, and says so', () => {
    const figures = soundFigures();
    Object.assign(figures, alphaWith(0.55, { se: 0.01, seAnnotators: 0.07, annotators: 12 }));
    const [step] = steps(figures);
    expect(step).toMatchObject({ check: 'swapInvariantAlpha', action: 'add-annotators' });
    expect(step!.count).toBeGreaterThan(12);
    expect(step!.sentence).toContain('More labels by the present ones would not');
  });

  it('names what costs most when agreement is surely too low', () => {
    const figures = soundFigures();
    Object.assign(figures, alphaWith(0.2, { se: 0.01, seAnnotators: 0.02 }));
    figures.influence = [
      { kind: 'annotator', id: '3', name: 'Ben', labels: 90, delta: 0.04, ci95: [0.03, 0.05] },
    ];
    expect(steps(figures)[0]).toMatchObject({ action: 'wait', count: null });
    expect(steps(figures)[0]!.sentence).toContain('Ben');
  });

  it('asks for labels in just the worst cohort', () => {
    const figures = soundFigures();
    const cohort = alphaWith(0.35, { se: 0.12, seAnnotators: 0.12, items: 60 });
    figures.cohorts = [
      {
        cohort: 'code',
        comparisons: 90,
        comparisonsWithOverlap: 60,
        alpha: cohort.swapInvariantAlpha,
        basis: cohort.alphaBasis,
      },
    ];
    expect(steps(figures)[0]).toMatchObject({ check: 'worstCohort', action: 'collect-overlap', tag: 'code' });
  });

  it('says how many more golds and repeats', () => {
    const figures = soundFigures();
    figures.goldAccuracy = shareOf(52, 60);
    figures.selfConsistency = shareOf(0, 0);
    expect(steps(figures).map((s) => [s.check, s.action, s.count !== null])).toEqual([
      ['goldAccuracy', 'label-golds', true],
      ['selfConsistency', 'collect-repeats', false],
    ]);
  });
});

describe('the number that is promised', () => {
  it('decides the check in 70 to 90 of 100 simulated projects', () => {
    const { projects, decided } = promiseKept({ projects: 60, seed: 20261127 });
    expect(projects).toBe(60);
    // The goal, and two standard errors of so few projects.
    expect(decided / projects).toBeGreaterThan(0.7 - 0.1);
    expect(decided / projects).toBeLessThan(0.9 + 0.08);
  }, 60_000);

  it('needs more the nearer the figure lies to the threshold, and never fewer at a higher level', () => {
    const figures = soundFigures();
    Object.assign(figures, {
      labels: 1700,
      comparisonsWithOverlap: 500,
      ...alphaWith(0.55, { se: 0.034, seAnnotators: 0.048, annotators: 30, items: 500 }),
    });
    const needed = (threshold: number, level = 0.95) =>
      labelsToDecide(figures, threshold, { checks: policy, level })!.labels!;
    expect(needed(0.41)).toBeGreaterThan(needed(0.4));
    expect(needed(0.4)).toBeGreaterThan(needed(0.39));
    expect(needed(0.4, 0.98)).toBeGreaterThan(needed(0.4, 0.9));
  });

  it('decides a share in about four of five cases', () => {
    const random = seededRandom(5);
    const reading = { level: 0.95, widening: 1.4 };
    const z = reading.widening * 1.959964;
    let asked = 0;
    let decided = 0;
    while (asked < 300) {
      const truth = 0.6 + 0.38 * random.next();
      const now = 30 + random.integer(200);
      let count = 0;
      for (let k = 0; k < now; k++) if (random.next() < truth) count++;
      const undecided = (hits: number, n: number) =>
        Math.abs(hits / n - 0.8) < z * Math.sqrt((0.8 * 0.2) / n);
      if (!undecided(count, now)) continue;
      const more = trialsToDecide({ count, of: now }, 0.8, reading);
      if (more === null) continue;
      asked++;
      let hits = count;
      for (let k = 0; k < more; k++) if (random.next() < truth) hits++;
      if (!undecided(hits, now + more)) decided++;
    }
    expect(decided / asked).toBeGreaterThan(0.7);
    expect(decided / asked).toBeLessThan(0.9);
  });
});
