import { expect, test } from 'vitest';
import { type AgreementWindow, prepareAgreementOverTime } from '#lib/charts/prepare-agreement-over-time';

const day = (n: number) => new Date(Date.UTC(2026, 9, 12 + n)).toISOString();
const window = (n: number, value: number | null, overlap = 40): AgreementWindow => ({
  from: day(n),
  to: day(n + 3),
  comparisonsWithOverlap: overlap,
  estimate: {
    value,
    ci95: value === null ? null : [value - 0.05, value + 0.05],
    ci95Annotators: value === null ? null : [value - 0.1, value + 0.1],
  },
});

test('a window without a value is a gap, not a zero, and the line breaks there', () => {
  const drawing = prepareAgreementOverTime(
    [window(0, 0.4), window(3, null, 9), window(6, 0.45), window(9, 0.5)],
    { name: 'Alpha' },
  )!;
  expect(drawing.points.map((point) => point.value)).toEqual([0.4, null, 0.45, 0.5]);
  expect(drawing.points[1]!.band).toBeNull();
  expect(drawing.gaps).toEqual([
    { from: Date.parse(day(3)), to: Date.parse(day(6)), label: 'gap: 9 overlaps' },
  ]);
});

test('neighbouring gaps become one, with their comparisons added up', () => {
  const drawing = prepareAgreementOverTime([window(0, 0.4), window(3, null, 9), window(6, null, 4)], {
    name: 'Alpha',
  })!;
  expect(drawing.gaps).toHaveLength(1);
  expect(drawing.gaps[0]!.label).toBe('gap: 13 overlaps');
});

test('a point between gaps is marked as one that no line will show', () => {
  const drawing = prepareAgreementOverTime(
    [window(0, null), window(3, 0.4), window(6, null), window(9, 0.4), window(12, 0.4)],
    { name: 'Alpha' },
  )!;
  expect(drawing.points.map((point) => point.lone)).toEqual([false, true, false, false, false]);
});

test('the band is the interval that was asked for', () => {
  const windows = [window(0, 0.4), window(3, 0.5)];
  expect(prepareAgreementOverTime(windows, { name: 'Alpha' })!.points[0]!.band).toEqual([
    0.30000000000000004, 0.5,
  ]);
  expect(prepareAgreementOverTime(windows, { name: 'Alpha', interval: 'ci95' })!.points[0]!.band).toEqual([
    0.35000000000000003, 0.45,
  ]);
});

test('threshold and bands lie on the axis, which stays within what alpha can be', () => {
  const drawing = prepareAgreementOverTime([window(0, 0.95), window(3, 0.9)], {
    name: 'Alpha',
    threshold: 0.2,
  })!;
  expect(drawing.yDomain[0]).toBeLessThanOrEqual(0.2);
  expect(drawing.yDomain[1]).toBe(1);
});

test('marks outside the time shown are left out', () => {
  const drawing = prepareAgreementOverTime([window(0, 0.4), window(3, 0.5)], {
    name: 'Alpha',
    flags: [
      { at: day(-30), label: 'v1' },
      { at: day(2), label: 'v2' },
    ],
  })!;
  expect(drawing.flags.map((flag) => flag.label)).toEqual(['v2']);
});

test('the words hold every window, the unmeasured ones by name', () => {
  const drawing = prepareAgreementOverTime([window(0, 0.4), window(3, null, 9)], { name: 'Alpha' })!;
  expect(drawing.alternative.rows[1]).toEqual(['15 Oct', '18 Oct', 'not measurable', '', '9']);
  expect(drawing.alternative.summary).toContain('1 of 2 windows measured');
});

test('without any value there is nothing to draw', () => {
  expect(prepareAgreementOverTime([window(0, null)], { name: 'Alpha' })).toBeNull();
  expect(prepareAgreementOverTime([], { name: 'Alpha' })).toBeNull();
});

test('a date that is none is refused by name', () => {
  expect(() => prepareAgreementOverTime([{ ...window(0, 0.4), from: 'soon' }], { name: 'Alpha' })).toThrow(
    /prepareAgreementOverTime/,
  );
});
