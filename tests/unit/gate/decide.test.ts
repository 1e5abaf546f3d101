import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#lib/gate/decide';
import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks, PRESETS } from '#lib/gate/policy';
import type { AgreementFigures, QualityFigures } from '#lib/gate/quality-figures';
import { wouldTake } from '#lib/gate/would-take';
import type { Estimate, Interval } from '#lib/statistics/estimate';

const estimate = (value: number | null, ends: Interval | null): Estimate => ({
  value,
  se: 0.01,
  ci95: ends,
  ci95Annotators: ends,
});
const agreement = (value: number): AgreementFigures => ({
  percentAgreement: estimate(value, [value - 0.02, value + 0.02]),
  pairwiseAgreement: estimate(value, [value - 0.02, value + 0.02]),
  krippendorffAlpha: estimate(value, [value - 0.02, value + 0.02]),
  cohenKappa: { ...estimate(value, [value - 0.02, value + 0.02]), definedPairs: 10, undefinedPairs: 0 },
});

/** A batch that passes every check of the default policy. */
const good = (): QualityFigures => ({
  labels: 3000,
  repeats: 100,
  excludedLabels: 0,
  comparisons: 1200,
  comparisonsWithOverlap: 900,
  annotators: 12,
  aligned: agreement(0.75),
  presented: agreement(0.75),
  swapInvariantAlpha: estimate(0.5, [0.45, 0.55]),
  goldAccuracy: { value: 0.9, count: 180, of: 200, ci95: [0.85, 0.94] },
  selfConsistency: { value: 0.86, count: 86, of: 100, ci95: [0.78, 0.92] },
  flagged: { value: 0.02, count: 60, of: 3000, annotators: [] },
  currentGuideline: { value: 0.8, count: 2400, of: 3000, number: 2 },
  openAdjudications: 3,
  cohorts: [
    { cohort: 'code', comparisons: 100, comparisonsWithOverlap: 80, alpha: estimate(0.4, [0.3, 0.5]) },
  ],
  influence: [],
  drift: { monitored: 12, alarms: 0 },
  timeline: [],
  labelsPerDay: [],
});
const judged = (figures: QualityFigures, behind = 0) => ({
  figures,
  lastSequence: 100,
  neededSequence: 100 + behind,
});
const policy = PRESETS.preference;

/** Ways to spoil one figure; each must close the check that reads it. */
const SPOILED: Record<CheckId, (f: QualityFigures, bad: number | null) => void> = {
  swapInvariantAlpha: (f, bad) => {
    f.swapInvariantAlpha = estimate(bad, bad === null ? null : [bad, bad]);
  },
  goldAccuracy: (f, bad) => {
    f.goldAccuracy = { value: bad, count: 0, of: 0, ci95: null };
  },
  selfConsistency: (f, bad) => {
    f.selfConsistency = { value: bad, count: 0, of: 0, ci95: null };
  },
  comparisons: (f) => {
    f.comparisons = Number.NaN;
  },
  overlapShare: (f) => {
    f.comparisonsWithOverlap = Number.NaN;
  },
  flaggedShare: (f, bad) => {
    f.flagged = { ...f.flagged, value: bad };
  },
  openAdjudications: (f) => {
    f.openAdjudications = Number.NaN;
  },
  currentGuidelineShare: (f, bad) => {
    f.currentGuideline = { ...f.currentGuideline, value: bad };
  },
  worstCohort: (f) => {
    f.cohorts = [];
  },
};

describe('the decision', () => {
  it('passes a good batch, and only when every check passes', () => {
    const decision = decide(judged(good()), policy);
    expect(decision.verdict).toBe('PASS');
    expect(decision.checks).toHaveLength(CHECK_IDS.length);
    expect(wouldTake(decision, good())).toEqual([]);
  });

  it.each(CHECK_IDS)('does not pass %s when its figure is missing or not a number', (check) => {
    for (const bad of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
      const figures = good();
      SPOILED[check](figures, bad);
      const decision = decide(judged(figures), policy);
      expect(decision.checks.find((c) => c.check === check)!.verdict).toBe('NOT_ENOUGH_EVIDENCE');
      expect(decision.verdict).not.toBe('PASS');
    }
  });

  it('does not pass without a report, on a stale one, with a spoiled threshold, or without any check', () => {
    expect(decide(null, policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(good(), 1), policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(decide(judged(good()), { ...policy, comparisons: Number.NaN }).verdict).toBe(
      'NOT_ENOUGH_EVIDENCE',
    );
    expect(decide(judged(good()), {}).verdict).toBe('NOT_ENOUGH_EVIDENCE');
  });

  it('decides on the bound that counts against the batch, never on the point', () => {
    const figures = good();
    figures.swapInvariantAlpha = estimate(0.5, [0.39, 0.61]);
    expect(decide(judged(figures), policy).verdict).toBe('NOT_ENOUGH_EVIDENCE');
    figures.swapInvariantAlpha = estimate(0.3, [0.2, 0.39]);
    expect(decide(judged(figures), policy).verdict).toBe('FAIL');
  });

  it('never opens when a threshold is raised (or, for a ceiling, lowered)', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          alpha: share,
          half: fc.double({ min: 0, max: 0.3, noNaN: true }),
          gold: share,
          flagged: share,
          adjudications: fc.nat(50),
        }),
        fc.constantFrom(...CHECK_IDS),
        share,
        share,
        (drawn, check, one, other) => {
          const figures = good();
          figures.swapInvariantAlpha = estimate(drawn.alpha, [
            drawn.alpha - drawn.half,
            drawn.alpha + drawn.half,
          ]);
          figures.goldAccuracy = {
            value: drawn.gold,
            count: 1,
            of: 1,
            ci95: [drawn.gold - 0.01, drawn.gold + 0.01],
          };
          figures.flagged = { ...figures.flagged, value: drawn.flagged };
          figures.openAdjudications = drawn.adjudications;
          const scale = CHECKS[check].unit === 'count' ? 2000 : 1;
          const [low, high] = [Math.min(one, other) * scale, Math.max(one, other) * scale];
          const [loose, tight] = CHECKS[check].side === 'least' ? [low, high] : [high, low];
          const at = (threshold: number) =>
            decide(judged(figures), { ...policy, [check]: threshold } as PolicyChecks).verdict;
          if (at(tight) === 'PASS') expect(at(loose)).toBe('PASS');
        },
      ),
    );
  });

  it('says what each open check would take, and promises no number of labels while flagged ones are in it', () => {
    const figures = good();
    figures.flagged = {
      value: 0.2,
      count: 600,
      of: 3000,
      annotators: [
        { annotatorId: 4, name: 'Ann', cause: 'drifting', labels: 600, fromSequence: 9, since: null },
      ],
    };
    figures.swapInvariantAlpha = estimate(0.45, [0.36, 0.54]);
    const first = wouldTake(decide(judged(figures), policy), figures);
    expect(first.map((s) => [s.check, s.action, s.count])).toEqual([
      ['flaggedShare', 'exclude-labels', 300],
      ['swapInvariantAlpha', 'wait', null],
    ]);
    figures.flagged = good().flagged;
    const [step] = wouldTake(decide(judged(figures), policy), figures);
    // Half-width .09 must become .05: (.09/.05)² = 3.24 times the 900 overlapping comparisons.
    expect(step).toMatchObject({ action: 'collect-overlap', count: 2020 });
  });
});
