import { describe, expect, it } from 'vitest';
import { prepareOptimisation } from '#lib/charts/prepare-optimisation';
import { prepareOptimisationSigns } from '#lib/charts/prepare-optimisation-signs';
import { overOptimisation } from '#lib/reward-model/over-optimisation';
import { gaoCurve, goldSeries } from '../reward-model/optimisation-series';

const points = goldSeries({
  truth: gaoCurve('rl', 4, 2),
  spacing: 0.25,
  checkpoints: 40,
  responses: 256,
  seed: 1,
});
const said = overOptimisation(points, { method: 'rl' });
const drawing = prepareOptimisation(points, said, { step: 12, kl: 3 })!;

describe('prepareOptimisation', () => {
  it('draws changes since the first checkpoint against √KL, inside its axes', () => {
    expect(drawing.points[0]).toMatchObject({ x: 0, proxy: 0, gold: 0 });
    expect(drawing.points.at(-1)!.x).toBeCloseTo(Math.sqrt(39 / 4), 10);
    for (const { x, proxy } of drawing.points) {
      expect(x).toBeLessThanOrEqual(drawing.xDomain[1]);
      expect(proxy).toBeGreaterThanOrEqual(drawing.yDomain[0]);
      expect(proxy).toBeLessThanOrEqual(drawing.yDomain[1]);
    }
  });

  it('marks the turn within its interval, and the warning where it was given', () => {
    const { peak, warning } = drawing;
    expect(peak!.from).toBeLessThanOrEqual(peak!.x);
    expect(peak!.to).toBeGreaterThanOrEqual(peak!.x);
    expect(warning).toEqual({ x: Math.sqrt(3), label: 'stop: step 12' });
  });

  it('keeps the words at the ends apart, and says all of it in words and as a table', () => {
    const heights = drawing.ends.map(({ labelY }) => labelY).sort((a, b) => a - b);
    const [low, high] = drawing.yDomain;
    for (let i = 1; i < heights.length; i++)
      expect(heights[i]! - heights[i - 1]!).toBeGreaterThanOrEqual((high - low) / 14 - 1e-9);
    expect(drawing.alternative.rows).toHaveLength(points.length);
    expect(drawing.alternative.summary).toContain('Warned at step 12');
  });

  it('needs two checkpoints, and draws no turn that lies beyond them', () => {
    expect(prepareOptimisation(points.slice(0, 1), said, null)).toBeNull();
    const early = points.slice(0, 9);
    const { peak } = prepareOptimisation(
      early,
      { ...said, peakCi95: [20, 30], curve: { ...said.curve!, peakKl: 25 } },
      null,
    )!;
    expect(peak).toBeNull();
  });
});

describe('prepareOptimisationSigns', () => {
  it('shows the signs that were measured, lengths as characters', () => {
    expect(prepareOptimisationSigns(points, null)).toEqual([]);
    const long = points.map((point, i) => ({ ...point, logLength: { mean: 6 + i / 40, se: 0.01 } }));
    const [length, ...others] = prepareOptimisationSigns(long, { kl: 3, sign: 'length' });
    expect(others).toEqual([]);
    expect(length).toMatchObject({ key: 'logLength', first: '403' });
    expect(length!.drawing.alarms).toHaveLength(1);
  });
});
