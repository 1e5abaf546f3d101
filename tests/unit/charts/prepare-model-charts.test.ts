import { expect, test } from 'vitest';
import { prepareAccuracyLine } from '#lib/charts/prepare-accuracy-line';
import { prepareBestOfN } from '#lib/charts/prepare-best-of-n';
import { prepareHistogram } from '#lib/charts/prepare-histogram';
import type { BestOfNPoint } from '#lib/reward-model/best-of-n';

const point = (n: number, won: number, believed: number): BestOfNPoint => ({
  n,
  kl: Math.log(n) - (n - 1) / n,
  reward: { value: n / 10, ci95: null },
  believed: { value: believed, ci95: null },
  won: { value: won, ci95: [won - 0.05, won + 0.05] },
  length: { value: 1.1, ci95: null },
  prompts: 12,
});

test('best of N is drawn over doublings, people with their band and the own belief dashed beside', () => {
  const drawing = prepareBestOfN([point(1, 0.5, 0.5), point(2, 0.56, 0.6), point(4, 0.6, 0.72)])!;
  expect(drawing.points.map(({ x }) => x)).toEqual([0, 1, 2]);
  expect(drawing.points.map(({ second }) => second)).toEqual([0.5, 0.6, 0.72]);
  expect(drawing.xTicks.map(({ label }) => label)).toEqual(['any', 'best of 2', 'best of 4']);
  expect(drawing.end!.strong).toContain('60.0');
  expect(drawing.secondEnd!.label).toContain('72');
  expect(drawing.alternative.rows).toHaveLength(3);
  expect(prepareBestOfN([point(1, 0.5, 0.5)])).toBeNull();
});

test('the names of two lines that end together are kept apart', () => {
  const { secondEnd, end, yDomain } = prepareBestOfN([point(1, 0.5, 0.5), point(2, 0.6, 0.605)])!;
  expect(Math.abs(secondEnd!.y - end!.y)).toBeGreaterThan(0.1 * (yDomain[1] - yDomain[0]));
});

test('a histogram says where most of it lies', () => {
  const drawing = prepareHistogram({ edges: [-1, 0, 1, 2], counts: [1, 7, 2] }, 'pairs');
  expect(drawing.bars.map(({ count }) => count)).toEqual([1, 7, 2]);
  expect(drawing.alternative.summary).toBe('Distribution of 10 pairs, most of them around 0.00 to 1.00.');
});

test('an accuracy line has a mark for every point and needs two', () => {
  const at = [
    { x: 0, at: 'as they are', accuracy: 0.7, ci95: null },
    { x: 0.4, at: '40 %', accuracy: 0.6, ci95: [0.55, 0.65] as const },
  ];
  const drawing = prepareAccuracyLine(at, 'labels turned round')!;
  expect(drawing.xTicks.map(({ label }) => label)).toEqual(['as they are', '40 %']);
  expect(drawing.end!.soft).not.toBe('');
  expect(prepareAccuracyLine(at.slice(1), 'labels turned round')).toBeNull();
});
