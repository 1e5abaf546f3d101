import { describe, expect, it } from 'vitest';
import { prepareFunnel } from '#lib/charts/prepare-funnel';

const point = (name: string, value: number, of: number, flagged = false) => ({
  name,
  value,
  of,
  qValue: flagged ? 0.0001 : 0.6,
  flagged,
});

describe('prepareFunnel', () => {
  it('draws limits that narrow, holds every point, and names who stands out', () => {
    const drawing = prepareFunnel([point('Ada', 0.5, 40), point('Lefty', 0.86, 400, true)], 0.5, 'Left')!;
    const [first, last] = [drawing.limits[0]!, drawing.limits.at(-1)!];
    expect(first.inner[1] - first.inner[0]).toBeGreaterThan(last.inner[1] - last.inner[0]);
    for (const { inner, outer } of drawing.limits) expect(outer[0]).toBeLessThanOrEqual(inner[0]);
    for (const { x, y } of drawing.points) {
      expect(x).toBeLessThanOrEqual(drawing.xDomain[1]);
      expect(y).toBeLessThanOrEqual(drawing.yDomain[1]);
      expect(y).toBeGreaterThanOrEqual(drawing.yDomain[0]);
    }
    expect(drawing.points.filter((p) => p.named).map((p) => p.name)).toEqual(['Lefty']);
    expect(drawing.alternative.summary).toMatch(/^Left of 2 annotators around 50\.0\s%; Lefty stands out\.$/);
  });

  it('draws the one that the page is about last, over the others', () => {
    const drawing = prepareFunnel(
      [{ ...point('Me', 0.5, 40), current: true }, point('You', 0.5, 40, true)],
      0.5,
      'Left',
    )!;
    expect(drawing.points.map((p) => [p.name, p.tone])).toEqual([
      ['You', 'flagged'],
      ['Me', 'current'],
    ]);
  });

  it('is nothing without a rate, and refuses one that is none', () => {
    expect(prepareFunnel([], 0.5, 'Left')).toBeNull();
    expect(prepareFunnel([point('Ada', 0.5, 40)], null, 'Left')).toBeNull();
    expect(() => prepareFunnel([point('Ada', 1.5, 40)], 0.5, 'Left')).toThrow(RangeError);
  });
});
