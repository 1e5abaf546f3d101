import { describe, expect, it } from 'vitest';
import { type CheckResult, type Decision, decide } from '#lib/gate/decide';
import { PRESETS } from '#lib/gate/policy';
import { wouldTake } from '#lib/gate/would-take';
import { buildDemoScenario, DEMO_SEED } from '#prisma/seed/demo/build-demo-scenario';
import { DRIFTER_CHANGE_AT_LABEL, DRIFTER_KEY } from '#prisma/seed/demo/people';
import type { DemoLabel, DemoScenario } from '#prisma/seed/demo/types';
import { annotatorLow, demoFigures } from './demo-figures';
import { judgeDemo } from './judge-demo';
import { collectOverlap, driftedLabels, withoutDrift } from './lead-acts';

const NOW = new Date('2026-11-23T11:00:00Z');
const scenario = buildDemoScenario({ seed: DEMO_SEED, now: NOW });
const check = (decision: Decision, name: string): CheckResult =>
  decision.checks.find((c) => c.check === name)!;
const open = (decision: Decision) => decision.checks.filter((c) => c.verdict !== 'PASS').map((c) => c.check);

/** Sets aside what the product itself flags: the drifter's labels from the estimated start on. */
function withoutFlagged(of: DemoScenario, fromSequence: number): DemoLabel[] {
  return of.labels.filter((l, i) => !(l.annotator === DRIFTER_KEY && i + 1 >= fromSequence));
}

describe('the demo before the lead acts', () => {
  const before = judgeDemo(scenario, scenario.labels);

  it('is blocked by the share of one drifting annotator', () => {
    expect(before.decision.verdict).toBe('FAIL');
    expect(check(before.decision, 'flaggedShare').verdict).toBe('FAIL');
    expect(before.figures.flagged.annotators.map((a) => [a.name, a.cause])).toEqual([
      ['Viktor Sauer', 'drifting'],
    ]);
    const drift = before.annotators.find((a) => a.name === 'Viktor Sauer')!.drift;
    expect(Math.abs(drift.startLabel! - DRIFTER_CHANGE_AT_LABEL)).toBeLessThanOrEqual(40);
  });

  it('leaves agreement undecided, and names the same annotator as its worst cost', () => {
    const alpha = check(before.decision, 'swapInvariantAlpha');
    expect(alpha.verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(alpha.measured).toBeGreaterThan(0.38);
    expect(alpha.measured).toBeLessThan(0.48);
    expect(before.figures.influence[0]!.name).toBe('Viktor Sauer');
    expect(before.figures.influence[0]!.delta).toBeGreaterThan(0.05);
  });

  it('shows the left-clicker and nobody else as leaning to a side, and the hasty one as fast', () => {
    expect(before.annotators.filter((a) => a.leftRate.flagged).map((a) => a.name)).toEqual(['Lucía Haugen']);
    const times = before.annotators.map((a) => a.medianActiveMs!).sort((a, b) => a - b);
    expect(before.annotators.find((a) => a.name === 'Piet Abara')!.medianActiveMs).toBe(times[0]);
  });

  it('has the same figures when they are computed by other means', () => {
    const own = demoFigures(scenario.comparisons, scenario.labels);
    const alpha = check(before.decision, 'swapInvariantAlpha');
    expect(own.alpha).toBeCloseTo(alpha.measured!, 10);
    expect(annotatorLow(scenario.labels)).toBeCloseTo(
      before.figures.swapInvariantAlpha.ci95Annotators![0],
      6,
    );
    // The gate reads the plain jackknife, widened for looking at every report.
    const widened = own.alpha - alpha.reading!.widening * (own.alpha - own.alphaLow);
    expect(widened).toBeCloseTo(alpha.interval![0], 4);
    expect(own.goldAccuracy).toBeCloseTo(before.figures.goldAccuracy.value!, 10);
    expect(own.goldLow).toBeCloseTo(before.figures.goldAccuracy.ci95![0], 6);
    expect(own.selfConsistency).toBeCloseTo(before.figures.selfConsistency.value!, 10);
    expect(own.comparisonsLabelled).toBe(before.figures.comparisons);
    expect(driftedLabels(scenario).length / scenario.labels.length).toBeGreaterThan(0.12);
  });
});

describe('the demo after the lead acts', { timeout: 30_000 }, () => {
  const before = judgeDemo(scenario, scenario.labels);
  const kept = withoutFlagged(scenario, before.figures.flagged.annotators[0]!.fromSequence);
  const between = judgeDemo(scenario, kept, DRIFTER_KEY);

  it('is undecided on agreement, in all and in its worst cohort, once the drifted labels are set aside, and says how many more decide it', () => {
    expect(open(between.decision)).toEqual(['swapInvariantAlpha', 'worstCohort']);
    const [step] = wouldTake(between.decision, between.figures, PRESETS.preference);
    expect(step!.action).toBe('collect-overlap');
    expect(step!.count).toBeGreaterThanOrEqual(150);
    expect(step!.count).toBeLessThanOrEqual(320);
  });

  it.each([1, 2, 3, 4, 5])(
    'passes when that many are collected, whoever meets which comparison (%i)',
    (seed) => {
      const { count } = wouldTake(between.decision, between.figures, PRESETS.preference)[0]!;
      const labels = collectOverlap(scenario, kept, { count: count!, seed });
      const after = judgeDemo(scenario, labels, DRIFTER_KEY);
      expect(open(after.decision)).toEqual([]);
      expect(after.decision.verdict).toBe('PASS');
      const own = demoFigures(scenario.comparisons, labels);
      expect(own.alphaLow).toBeGreaterThan(0.4);
      expect(own.goldLow).toBeGreaterThan(0.85);
      expect(own.selfConsistencyLow).toBeGreaterThan(0.75);
    },
  );

  it('passes as well when the estimate of the change is thirty labels late', () => {
    const labels = collectOverlap(scenario, withoutDrift(scenario, 30), { count: 300, seed: 6 });
    expect(demoFigures(scenario.comparisons, labels).alphaLow).toBeGreaterThan(0.4);
  });

  it('stays blocked when overlap is collected but the drifter is kept', () => {
    const labels = collectOverlap(scenario, scenario.labels, { count: 250, seed: 7 });
    const after = judgeDemo(scenario, labels);
    expect(after.decision.verdict).toBe('FAIL');
    expect(open(after.decision)).toContain('flaggedShare');
  });

  it('is judged by the default policy in full', () => {
    expect(between.decision.checks.length).toBe(Object.keys(PRESETS.preference).length);
    expect(decide(null, PRESETS.preference).verdict).toBe('NOT_ENOUGH_EVIDENCE');
  });
});

describe('other seeds', { timeout: 30_000 }, () => {
  it.each([17, 20, 26, 29, 40])('lead along the same path: %i', (seed) => {
    const other = buildDemoScenario({ seed, now: NOW });
    const before = judgeDemo(other, other.labels);
    expect(before.decision.verdict).toBe('FAIL');
    expect(check(before.decision, 'swapInvariantAlpha').verdict).toBe('NOT_ENOUGH_EVIDENCE');
    expect(before.figures.flagged.annotators.map((a) => a.name)).toEqual(['Viktor Sauer']);
    const kept = withoutFlagged(other, before.figures.flagged.annotators[0]!.fromSequence);
    const labels = collectOverlap(other, kept, { count: 300, seed: 1 });
    expect(open(judgeDemo(other, labels, DRIFTER_KEY).decision)).toEqual([]);
  });
});
