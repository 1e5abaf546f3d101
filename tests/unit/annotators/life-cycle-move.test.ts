import { describe, expect, it } from 'vitest';
import { type LifeCycleEvidence, lifeCycleMove } from '#lib/annotators/life-cycle-move';
import { DEFAULT_RULES, type LifeCycleRules, rulesProblem } from '#lib/annotators/life-cycle-rules';
import { proportionConfidenceSequence } from '#lib/statistics/confidence-sequence';
import { seededRandom } from '#lib/statistics/random';

const RULES: LifeCycleRules = {
  ...DEFAULT_RULES,
  qualification: { ...DEFAULT_RULES.qualification, mode: 'automatic' },
  goldPause: { ...DEFAULT_RULES.goldPause, mode: 'automatic' },
  driftPause: { ...DEFAULT_RULES.driftPause, mode: 'automatic' },
};

const evidence = (change: Partial<LifeCycleEvidence> = {}): LifeCycleEvidence => ({
  status: 'ACTIVE',
  golds: { right: 0, of: 0 },
  labels: 500,
  labelsOfEvidence: 500,
  drift: null,
  hold: null,
  ...change,
});
const golds = (right: number, of: number) => ({ golds: { right, of } });
const share = (count: number, of: number) => ({
  count,
  of,
  ci95: [count / of - 0.1, count / of + 0.1] as [number, number],
});

describe('a move by the rules', () => {
  it('waits for the golds that are asked for, however bad they look', () => {
    expect(lifeCycleMove(evidence(golds(0, 19)), RULES).move).toBeNull();
    expect(lifeCycleMove(evidence(golds(0, 20)), RULES).move).toMatchObject({
      rule: 'pause-on-golds',
      to: 'PAUSED',
      mode: 'automatic',
    });
  });

  it('never acts on a point estimate: 60 % of 20 golds is below 70 %, and moves nobody', () => {
    const { outcomes, move } = lifeCycleMove(evidence(golds(12, 20)), RULES);
    expect(move).toBeNull();
    expect(outcomes).toMatchObject([{ rule: 'pause-on-golds', outcome: 'NOT_ENOUGH_EVIDENCE' }]);
    expect(outcomes[0]!.sentence).toContain('12 of 20 golds right (60');
  });

  it('says so when the evidence is for the person', () => {
    expect(lifeCycleMove(evidence(golds(190, 200)), RULES).outcomes).toMatchObject([{ outcome: 'NOT_MET' }]);
  });

  it('lets a newcomer pass, not pass, or be looked at by a lead when the round is over', () => {
    const round = (right: number, of: number) =>
      lifeCycleMove(evidence({ status: 'QUALIFYING', ...golds(right, of) }), RULES).move;
    expect(round(9, 9)).toBeNull();
    expect(round(10, 10)).toMatchObject({ rule: 'pass-qualification', to: 'PROBATION' });
    expect(round(1, 10)).toMatchObject({ rule: 'fail-qualification', to: 'PAUSED' });
    expect(round(6, 10)).toBeNull();
    const even = { ...RULES, qualification: { ...RULES.qualification, failBelow: 0.4 } };
    const undecided = lifeCycleMove(evidence({ status: 'QUALIFYING', ...golds(24, 40) }), even).move;
    expect(undecided).toMatchObject({ rule: 'end-qualification', mode: 'propose', to: 'PROBATION' });
  });

  it('ends probation by labels and golds together', () => {
    const probation = (labels: number, right: number, of: number) =>
      lifeCycleMove(evidence({ status: 'PROBATION', labels, ...golds(right, of) }), RULES).move;
    expect(probation(49, 20, 20)).toBeNull();
    expect(probation(50, 9, 9)).toBeNull();
    expect(probation(50, 20, 20)).toMatchObject({ rule: 'end-probation', to: 'ACTIVE' });
    expect(probation(50, 2, 20)).toMatchObject({ rule: 'pause-on-golds' });
  });

  it('pauses on an alarm while the labels since still differ, and not once they have come back', () => {
    const drift = (labelsSince: number, count: number) =>
      lifeCycleMove(
        evidence({ drift: { labelsSince, before: share(20, 100), after: share(count, 100) } }),
        RULES,
      ).move;
    expect(drift(100, 50)).toMatchObject({ rule: 'pause-on-drift', to: 'PAUSED' });
    expect(drift(19, 50)).toBeNull();
    expect(drift(100, 25)).toBeNull();
  });

  it('leaves a lead’s decision alone until as much new evidence has come as was said', () => {
    const held = (right: number, of: number, labelsOfEvidence: number) =>
      lifeCycleMove(
        evidence({
          ...golds(right, of),
          labelsOfEvidence,
          hold: { golds: 50, labels: 100 },
          drift: { labelsSince: 300, before: share(20, 100), after: share(60, 100) },
        }),
        RULES,
      ).move;
    expect(held(0, 49, 99)).toBeNull();
    expect(held(0, 50, 99)).toMatchObject({ rule: 'pause-on-golds' });
    expect(held(49, 49, 100)).toMatchObject({ rule: 'pause-on-drift' });
  });

  it('has nothing to say about who is paused or removed, nor by a rule that is off', () => {
    for (const status of ['PAUSED', 'REMOVED'] as const)
      expect(lifeCycleMove(evidence({ status, ...golds(0, 100) }), RULES).outcomes).toEqual([]);
    const off = { ...RULES, goldPause: { ...RULES.goldPause, mode: 'off' as const } };
    expect(lifeCycleMove(evidence(golds(0, 100)), off)).toEqual({ outcomes: [], move: null });
  });

  it('names no gold and no comparison to the person', () => {
    for (const [right, of] of [
      [0, 30],
      [40, 40],
    ] as const)
      for (const status of ['QUALIFYING', 'PROBATION', 'ACTIVE'] as const)
        for (const { reason } of lifeCycleMove(evidence({ status, ...golds(right, of) }), RULES).outcomes)
          expect(reason).not.toMatch(/\d+ of \d+|gold/i);
  });
});

describe('for any evidence', () => {
  const random = seededRandom(11);
  const any = () => {
    const of = random.integer(120);
    return {
      of,
      right: of ? random.integer(of + 1) : 0,
      minimum: 5 + random.integer(60),
      limit: 0.1 + random.next() * 0.8,
    };
  };

  it('a pause has its golds and its bound, and one wrong answer more never takes it back', () => {
    let met = 0;
    for (let i = 0; i < 2000; i++) {
      const { of, right, minimum, limit } = any();
      const rules = {
        ...RULES,
        goldPause: { mode: 'automatic' as const, minimumGolds: minimum, pauseBelow: limit },
      };
      const paused = (k: number, n: number) => lifeCycleMove(evidence(golds(k, n)), rules).move !== null;
      if (!paused(right, of)) continue;
      met++;
      expect(of).toBeGreaterThanOrEqual(minimum);
      expect(proportionConfidenceSequence(right, of)![1]).toBeLessThan(limit);
      expect(right / of).toBeLessThan(limit);
      expect(paused(right, of + 1)).toBe(true);
      if (right > 0) expect(paused(right - 1, of)).toBe(true);
    }
    expect(met).toBeGreaterThan(200);
  });

  it('nobody passes and fails by the same answers while the bar to pass is not above the bar to fail', () => {
    for (let i = 0; i < 2000; i++) {
      const { of, right, minimum, limit } = any();
      const qualification = {
        ...RULES.qualification,
        minimumGolds: minimum,
        passAbove: limit,
        failBelow: limit,
      };
      const { outcomes } = lifeCycleMove(evidence({ status: 'QUALIFYING', ...golds(right, of) }), {
        ...RULES,
        qualification,
      });
      expect(
        outcomes.filter((o) => o.outcome === 'MET' && o.rule !== 'end-qualification').length,
      ).toBeLessThan(2);
    }
  });

  it('somebody exactly at the limit is paused in at most one record of twenty, though asked after each gold', () => {
    const records = 200;
    let paused = 0;
    for (let record = 0; record < records; record++) {
      let right = 0;
      for (let n = 1; n <= 200; n++) {
        if (random.next() < RULES.goldPause.pauseBelow) right++;
        if (n >= 20 && lifeCycleMove(evidence(golds(right, n)), RULES).move) {
          paused++;
          break;
        }
      }
    }
    expect(paused / records).toBeLessThanOrEqual(0.05);
  });
});

describe('rules', () => {
  it('can be put in force as they come, and not when they ask for the impossible', () => {
    expect(rulesProblem(DEFAULT_RULES)).toBeNull();
    const wrong = (change: (rules: LifeCycleRules) => void) => {
      const rules = structuredClone(DEFAULT_RULES);
      change(rules);
      return rulesProblem(rules);
    };
    expect(wrong((r) => (r.goldPause.pauseBelow = 70))).toContain('between 0 and 100');
    expect(wrong((r) => (r.goldPause.pauseBelow = Number.NaN))).toContain('between 0 and 100');
    expect(wrong((r) => (r.goldPause.minimumGolds = 1))).toContain('golds');
    expect(wrong((r) => (r.qualification.mostGolds = 8))).toContain('before it may decide');
    expect(wrong((r) => (r.feedback.goldsPerBlock = 1))).toContain('Feedback');
    expect(wrong((r) => (r.driftPause.mode = 'sometimes' as never))).toContain('Pause on drift');
  });
});
