import { describe, expect, it } from 'vitest';
import { Measurement } from '#lib/quality/measurement';
import { type FixKind, fixFirst } from '#lib/quality/report-parts/fix-first';
import { buildScenario, DRIFT_AFTER_LABEL, type ScenarioName } from '#prisma/seed/scenarios/build-scenario';
import { measureDemo } from './judge-demo';

const NOW = new Date('2026-11-23T12:00:00Z');
const measured = (name: ScenarioName) => {
  const scenario = buildScenario(name, NOW);
  return measureDemo(scenario, scenario.labels);
};

describe('the named scenarios', () => {
  it('drifted-annotator: the alarm names the one who drifts, and a start within fifty labels', () => {
    const { rows } = measured('drifted-annotator').annotators;
    const alarmed = rows.filter((row) => row.drift.state === 'drifting');
    expect(alarmed.map((row) => row.name)).toEqual(['Viktor Sauer']);
    expect(Math.abs(alarmed[0]!.drift.startLabel! - DRIFT_AFTER_LABEL)).toBeLessThanOrEqual(50);
  });

  it('left-clicker: the habit of one side is hers alone, and nobody drifts', () => {
    const { rows } = measured('left-clicker').annotators;
    expect(rows.filter((row) => row.leftRate.flagged).map((row) => row.name)).toEqual(['Lucía Haugen']);
    expect(rows.filter((row) => row.drift.state === 'drifting')).toEqual([]);
  });

  it('guideline-gap: what costs agreement most is the tag on which the guideline is silent', () => {
    const measurement = measured('guideline-gap');
    expect(fixFirst(measurement)[0]).toMatchObject({ kind: 'tag', id: 'health' });
    expect(measurement.annotators.rows.filter((row) => row.drift.state === 'drifting')).toEqual([]);
  });

  it('guideline-gap: a section counts the comparisons with any of its tags, once each, and ranks as a tag does', () => {
    const { labels, facts } = measured('guideline-gap');
    const guidelineSections = [
      { name: 'Health', tags: ['health', 'health, misspelt'] },
      { name: 'Risk', tags: ['health', 'personal-finance'] },
      { name: 'Nothing', tags: ['no such tag'] },
    ];
    const ranked = fixFirst(new Measurement(labels, { ...facts, guidelineSections }));
    const of = (kind: FixKind, id: string) => ranked.find((one) => one.kind === kind && one.id === id)!;
    const { size, delta, ci95 } = of('tag', 'health');
    expect(of('section', 'Health')).toMatchObject({ name: 'Health', size, delta, ci95 });
    const both = of('section', 'Risk');
    expect(both.tags).toEqual(['health', 'personal-finance']);
    const finance = [...facts.comparisons.values()].filter(({ tags }) => tags.includes('personal-finance'));
    expect(both.size).toBe(size + finance.length);
    expect(ranked.filter(({ kind }) => kind === 'section')).toHaveLength(2);
  });
});
