import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayTicks, formatDay, numberAxis } from '#lib/charts/axis-ticks';

const say = (value: number, digits: number) => value.toFixed(digits);

test('an axis ends on round marks around its figures', () => {
  const axis = numberAxis(0.31, 0.58, say);
  expect(axis.domain).toEqual([expect.closeTo(0.3, 9), expect.closeTo(0.6, 9)]);
  expect(axis.ticks.map((tick) => tick.label)).toEqual(['0.3', '0.4', '0.5', '0.6']);
});

test('an axis never passes the bounds of its quantity', () => {
  expect(numberAxis(0.55, 0.99, say, { bounds: [0, 1] }).domain[1]).toBe(1);
  expect(numberAxis(0, 0, say, { bounds: [0, 1] }).domain[0]).toBe(0);
});

test('any axis holds its figures, has at least two marks, and no two of them read alike', () => {
  const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(figure, figure, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      fc.pre(high === low || high - low > Math.abs(high) * 1e-6 + 1e-9);
      const axis = numberAxis(low, high, say);
      // The axis forgives a figure that passes a mark by a billionth of a step: that is rounding, not data.
      const slack = (high - low) * 1e-8 + Math.abs(high) * 1e-12;
      expect(axis.domain[0]).toBeLessThanOrEqual(low + slack);
      expect(axis.domain[1]).toBeGreaterThanOrEqual(high - slack);
      const labels = axis.ticks.map((tick) => tick.label);
      expect(labels.length).toBeGreaterThanOrEqual(2);
      expect(new Set(labels).size).toBe(labels.length);
    }),
  );
});

test('an axis of no length is refused only when its ends are out of order or not numbers', () => {
  expect(() => numberAxis(1, 0, say)).toThrow(RangeError);
  expect(() => numberAxis(Number.NaN, 1, say)).toThrow(/numberAxis/);
  expect(numberAxis(5, 5, say).ticks.length).toBeGreaterThan(1);
});

test('day marks begin and end with the days of the data', () => {
  const from = Date.UTC(2026, 9, 12);
  const to = Date.UTC(2026, 10, 23);
  const ticks = dayTicks(from, to, 4);
  expect(ticks.map((tick) => tick.label)).toEqual(['12 Oct', '26 Oct', '9 Nov', '23 Nov']);
  expect(dayTicks(from, from + 3_600_000)).toHaveLength(1);
  expect(formatDay(Date.UTC(2027, 0, 1))).toBe('1 Jan');
});
