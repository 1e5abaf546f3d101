import { expect, test } from 'vitest';
import { prepareLabelsPerDay } from '#lib/charts/prepare-labels-per-day';

const days = [
  { day: '2026-11-20', labels: 60 },
  { day: '2026-11-21', labels: 0 },
  { day: '2026-11-22', labels: 10 },
  { day: '2026-11-23', labels: 4 },
];

test('today is a part of a day and does not count towards the middle', () => {
  const drawing = prepareLabelsPerDay(days, '2026-11-23')!;
  expect(drawing.bars.map((bar) => bar.partial)).toEqual([false, false, false, true]);
  expect(drawing.median).toBe(10);
  expect(drawing.last).toBe('today so far');
});

test('a day without labels is a counted zero and keeps its place', () => {
  expect(prepareLabelsPerDay(days, '2026-11-24')!.bars[1]).toMatchObject({ label: '21 Nov', count: 0 });
});

test('of an even number of days the middle lies between the two middle ones', () => {
  expect(prepareLabelsPerDay(days, '2026-11-24')!.median).toBe(7);
});

test('marks of the axis are whole labels', () => {
  const drawing = prepareLabelsPerDay([{ day: '2026-11-20', labels: 1 }], '2026-11-24')!;
  expect(drawing.yTicks.every((tick) => Number.isInteger(tick.at))).toBe(true);
});

test('no days make no drawing; what is no day or no count is refused by name', () => {
  expect(prepareLabelsPerDay([], '2026-11-24')).toBeNull();
  expect(() => prepareLabelsPerDay([{ day: 'Monday', labels: 1 }], '2026-11-24')).toThrow(
    /prepareLabelsPerDay/,
  );
  expect(() => prepareLabelsPerDay([{ day: '2026-11-20', labels: -1 }], '2026-11-24')).toThrow(RangeError);
});
