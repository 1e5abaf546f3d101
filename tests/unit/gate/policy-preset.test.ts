import { describe, expect, it } from 'vitest';
import { CHECK_IDS, PRESETS } from '#lib/gate/policy';
import { presetOf, thresholdProblem } from '#lib/gate/policy-preset';

describe('a policy and its preset', () => {
  it('is the preset whose thresholds it has, number for number', () => {
    for (const name of ['preference', 'strict', 'exploratory'] as const)
      expect(presetOf({ ...PRESETS[name] })).toBe(name);
  });

  it('is its own as soon as one threshold differs, is missing, or is asked for in addition', () => {
    expect(presetOf({ ...PRESETS.preference, goldAccuracy: 0.81 })).toBe('custom');
    const { goldAccuracy: _, ...fewer } = PRESETS.preference;
    expect(presetOf(fewer)).toBe('custom');
    expect(presetOf({ ...PRESETS.exploratory, worstCohort: 0 })).toBe('custom');
    expect(presetOf({})).toBe('custom');
  });

  it('has thresholds within what their figures can be', () => {
    for (const preset of Object.values(PRESETS))
      for (const id of CHECK_IDS) {
        const threshold = (preset as Partial<Record<typeof id, number>>)[id];
        if (threshold !== undefined) expect(thresholdProblem(id, threshold)).toBeNull();
      }
    expect(thresholdProblem('goldAccuracy', 80)).toBe('Gold accuracy must lie between 0 and 1.');
    expect(thresholdProblem('swapInvariantAlpha', -1.5)).toContain('between -1 and 1');
    expect(thresholdProblem('comparisons', 2.5)).toContain('whole number');
    expect(thresholdProblem('comparisons', Number.NaN)).toContain('needs a number');
    expect(thresholdProblem('openAdjudications', Number.POSITIVE_INFINITY)).toContain('needs a number');
  });
});
