import { expect, test } from 'vitest';
import { prepareControlChart } from '#lib/charts/prepare-control-chart';

const path = [1, 20, 40, 60].map((label, at) => ({ label, value: at * 3 }));

test('alarm, start and limit are drawn and said', () => {
  const drawing = prepareControlChart(
    { path, limit: 7.3, alarmLabel: 55, startLabel: 30, judgedLabels: 62 },
    { start: '11 Nov', alarm: '14 Nov' },
  )!;
  expect(drawing.suspect).toEqual({ from: 30, to: 62, label: 'start: label 30, 11 Nov' });
  expect(drawing.alarm!.lines).toEqual(['Alarm 14 Nov', 'label 55']);
  expect(drawing.alternative.summary).toContain('alarm at label 55');
});

test('on a thinned path the alarm never stands below its limit', () => {
  const drawing = prepareControlChart({
    path: [
      { label: 1, value: 0 },
      { label: 50, value: 5 },
    ],
    limit: 7,
    alarmLabel: 48,
    startLabel: null,
    judgedLabels: 50,
  })!;
  expect(drawing.alarm!.y).toBe(7);
});

test('the limit is on the axis even when the statistic stays far below it', () => {
  const drawing = prepareControlChart({
    path: [
      { label: 1, value: 0 },
      { label: 9, value: 0.2 },
    ],
    limit: 7.3,
    alarmLabel: null,
    startLabel: null,
    judgedLabels: 9,
  })!;
  expect(drawing.yDomain[1]).toBeGreaterThanOrEqual(7.3);
  expect(drawing.alternative.summary).toContain('no alarm');
});

test('without labels there is no chart; labels that do not rise are refused', () => {
  expect(
    prepareControlChart({ path: [], limit: 7, alarmLabel: null, startLabel: null, judgedLabels: 0 }),
  ).toBeNull();
  expect(() =>
    prepareControlChart({
      path: [
        { label: 2, value: 0 },
        { label: 2, value: 1 },
      ],
      limit: null,
      alarmLabel: null,
      startLabel: null,
      judgedLabels: 2,
    }),
  ).toThrow(/prepareControlChart/);
});
