import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#lib/gate/decide';
import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks, PRESETS } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { alphaWith, judged, shareOf, soundFigures } from './sound-figures';

const policy = PRESETS.preference;
const verdictOf = (figures: QualityFigures, check: CheckId, level?: number) =>
  decide(judged(figures), policy, level).checks.find((c) => c.check === check)!.verdict;

/** Ways to spoil one figure; each must close the check that reads it. */
const SPOILED: Record<CheckId, ((f: QualityFigures, bad: number | null) => void)[]> = {
  swapInvariantAlpha: [
    (f, bad) => {
      f.swapInvariantAlpha = { ...f.swapInvariantAlpha, value: bad };
    },
    (f, bad) => {
      f.alphaBasis = { ...f.alphaBasis!, seAnnotators: bad };
    },
    (f, bad) => {
      f.alphaBasis = { ...f.alphaBasis!, seItems: bad };
    },
    // As a report of an older version lacks it.
    (f) => {
      (f as Partial<QualityFigures>).alphaBasis = undefined;
    },
    (f) => {
      f.alphaBasis = { ...f.alphaBasis!, annotators: 7 };
    },
  ],
  goldAccuracy: [
    (f, bad) => {
      f.goldAccuracy = { value: bad, count: 0, of: 0, ci95: null };
    },
    (f, bad) => {
      f.goldAccuracy = { ...f.goldAccuracy, count: bad as number };
    },
    // A share that its own counts contradict.
    (f) => {
      f.goldAccuracy = { ...f.goldAccuracy, value: 0.99 };
    },
  ],
  selfConsistency: [
    (f, bad) => {
      f.selfConsistency = { value: bad, count: 0, of: 0, ci95: null };
    },
    (f) => {
      f.selfConsistency = { ...f.selfConsistency, count: 500 };
    },
  ],
  comparisons: [
    (f) => {
      f.comparisons = Number.NaN;
    },
  ],
  overlapShare: [
    (f) => {
      f.comparisonsWithOverlap = Number.NaN;
    },
    (f) => {
      f.comparisons = 0;
    },
  ],
  flaggedShare: [
    (f, bad) => {
      f.flagged = { ...f.flagged, value: bad };
    },
  ],
  openAdjudications: [
    (f) => {
      f.openAdjudications = Number.NaN;
    },
  ],
  currentGuidelineShare: [
    (f, bad) => {
      f.currentGuideline = { ...f.currentGuideline, value: bad };
    },
  ],
  worstCohort: [
    (f) => {
      f.cohorts = [];
    },
    (f, bad) => {
      f.cohorts = f.cohorts.map((c) => ({ ...c, alpha: { ...c.alpha, value: bad } }));
    },
    (f) => {
      f.cohorts = f.cohorts.map((c) => ({ ...c, basis: null }));
    },
    (f, bad) => {
      f.cohorts = f.cohorts.map((c) => ({ ...c, basis: { ...c.basis!, seItems: bad } }));
    },
  ],
};

describe('the decision', () => {
  it('passes a good batch, and only when every check passes', () => {
    const decision = decide(judged(soundFigures()), policy);
    expect(decision.checks.filter((c) => c.verdict !== 'PASS')).toEqual([]);
    expect(decision.verdict).toBe('PASS');
    expect(decision.checks).toHaveLength(CHECK_IDS.length);
  });

  it.each(CHECK_IDS)('does not pass %s when its figure is missing, degenerate or not a number', (check) => {
    for (const spoil of SPOILED[check])
      for (const bad of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
        const figures = soundFigures();
        spoil(figures, bad);
        const decision = decide(judged(figures), policy);
        expect(decision.checks.find((c) => c.check === check)!.verdict).toBe('NOT_ENOUGH_EVIDENCE');
        expect(decision.verdict).not.toBe('PASS');
      }
  });

  it('passes no report in which anything that it asks for is spoiled, whatever else is in it', () => {
    const spoiled = fc.constantFrom(...CHECK_IDS).chain((check) =>
      fc.record({
        check: fc.constant(check),
        spoil: fc.constantFrom(...SPOILED[check]),
        bad: fc.constantFrom(null, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
        level: fc.double({ min: 0.8, max: 0.999, noNaN: true }),
        threshold: fc.double({ min: -1, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(spoiled, ({ check, spoil, bad, level, threshold }) => {
        const figures = soundFigures();
        spoil(figures, bad);
        expect(decide(judged(figures), { ...policy, [check]: threshold }, level).verdict).not.toBe('PASS');
      }),
    );
  });

  it('does not pass without a report, on a stale one, with a spoiled threshold or level, or without any check', () => {
    expect(decide(null, policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(soundFigures(), 1), policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(soundFigures(), Number.NaN), policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(soundFigures()), { ...policy, comparisons: Number.NaN }).verdict).toBe(
      'NOT_ENOUGH_EVIDENCE',
    );
    for (const level of [Number.NaN, 0, 0.5, 1, 95])
      expect(decide(judged(soundFigures()), policy, level).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(soundFigures()), {}).verdict).toBe('NOT_ENOUGH_EVIDENCE');
  });

  it('decides on the bound that counts against the batch, never on the point', () => {
    const figures = soundFigures();
    Object.assign(figures, alphaWith(0.5, { se: 0.02, seAnnotators: 0.05 }));
    expect(verdictOf(figures, 'swapInvariantAlpha')).toBe('NOT_ENOUGH_EVIDENCE');
    Object.assign(figures, alphaWith(0.25, { se: 0.02, seAnnotators: 0.04 }));
    expect(verdictOf(figures, 'swapInvariantAlpha')).toBe('FAIL');
  });

  it('judges one report differently at another level, exactly', () => {
    const figures = soundFigures();
    Object.assign(figures, alphaWith(0.52, { se: 0.02, seAnnotators: 0.042 }));
    expect(verdictOf(figures, 'swapInvariantAlpha', 0.8)).toBe('PASS');
    expect(verdictOf(figures, 'swapInvariantAlpha', 0.95)).toBe('NOT_ENOUGH_EVIDENCE');
    const [check] = decide(judged(figures), { swapInvariantAlpha: 0.4 }, 0.9).checks;
    // t of 95 % for 11 degrees of freedom is 1.795885.
    expect(0.52 - check!.interval![0]).toBeCloseTo(check!.reading!.widening * 1.795885 * 0.042, 6);
  });

  it('never opens when a threshold or the level is raised (or, for a ceiling, a threshold lowered)', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const level = fc.double({ min: 0.8, max: 0.999, noNaN: true });
    const counts = fc.nat(300).chain((of) => fc.record({ of: fc.constant(of), count: fc.nat(of) }));
    fc.assert(
      fc.property(
        fc.record({ alpha: share, se: share, gold: counts, flagged: share, adjudications: fc.nat(50) }),
        fc.constantFrom(...CHECK_IDS),
        fc.tuple(share, share),
        fc.tuple(level, level),
        (drawn, check, thresholds, levels) => {
          const figures = soundFigures();
          Object.assign(figures, alphaWith(drawn.alpha, { se: drawn.se / 20, seAnnotators: drawn.se / 5 }));
          figures.goldAccuracy = shareOf(drawn.gold.count, drawn.gold.of);
          figures.flagged = { ...figures.flagged, value: drawn.flagged };
          figures.openAdjudications = drawn.adjudications;
          const scale = CHECKS[check].unit === 'count' ? 2000 : 1;
          const [low, high] = thresholds.map((t) => t * scale).sort((a, b) => a - b) as [number, number];
          const [loose, tight] = CHECKS[check].side === 'least' ? [low, high] : [high, low];
          // The number of comparisons and the overlap also say from when on the gate looks: those are held.
          const at = (threshold: number, asked: number) =>
            decide(judged(figures), { ...policy, [check]: threshold } as PolicyChecks, asked).verdict;
          const [lower, higher] = [Math.min(...levels), Math.max(...levels)];
          if (at(tight, lower) === 'PASS') expect(at(loose, lower)).toBe('PASS');
          if (at(tight, higher) === 'PASS') expect(at(tight, lower)).toBe('PASS');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is monotone in evidence: the same figures on more comparisons or people never turn a pass', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.35, max: 0.8, noNaN: true }),
        fc.double({ min: 0.01, max: 0.1, noNaN: true }),
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 1, max: 10 }),
        (value, error, annotators, times) => {
          const figures = soundFigures();
          const at = (people: number, shrink: number) => {
            Object.assign(
              figures,
              alphaWith(value, {
                se: (error / 2) * shrink,
                seAnnotators: error * shrink,
                annotators: people,
              }),
            );
            return verdictOf(figures, 'swapInvariantAlpha');
          };
          if (at(annotators, 1) === 'PASS') expect(at(annotators * times, 1 / Math.sqrt(times))).toBe('PASS');
          const gold = (n: number) => {
            figures.goldAccuracy = shareOf(9 * n, 10 * n);
            return verdictOf(figures, 'goldAccuracy');
          };
          if (gold(annotators) === 'PASS') expect(gold(annotators * times)).toBe('PASS');
        },
      ),
    );
  });
});
