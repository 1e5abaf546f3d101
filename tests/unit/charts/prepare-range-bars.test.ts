import { expect, test } from 'vitest';
import { prepareCalibration } from '#lib/charts/prepare-calibration';
import { prepareRangeBars } from '#lib/charts/prepare-range-bars';

test('the ceiling is a range that all rows are held against', () => {
  const drawing = prepareRangeBars([
    { name: 'Longer response wins', role: 'baseline', value: 0.561, interval: [0.527, 0.595] },
    { name: 'rm', role: 'model', value: 0.643, interval: [0.61, 0.675] },
    { name: 'People', role: 'ceiling', value: 0.691, interval: [0.66, 0.72] },
  ])!;
  expect(drawing.zone).toEqual([0.66, 0.72]);
  expect(drawing.domain[0]).toBeLessThanOrEqual(0.527);
  expect(drawing.domain[1]).toBeGreaterThanOrEqual(0.72);
  expect(drawing.rows[1]!.intervalText.replaceAll('\u00a0', ' ')).toBe('61.0 – 67.5');
});

test('a row without a value stays, with its reason; no value at all makes no drawing', () => {
  const rows = [
    { name: 'rm', role: 'model' as const, value: 0.6, interval: null },
    {
      name: 'People',
      role: 'ceiling' as const,
      value: null,
      interval: null,
      missing: 'no comparison has two labels',
    },
  ];
  expect(prepareRangeBars(rows)!.rows[1]).toMatchObject({
    valueText: '–',
    missing: 'no comparison has two labels',
  });
  expect(prepareRangeBars(rows.slice(1))).toBeNull();
});

test('calibration counts the bins in which the model is surer than it may be', () => {
  const drawing = prepareCalibration([
    { confidence: 0.6, observed: 0.6, count: 40, ci95: [0.5, 0.7] },
    { confidence: 0.9, observed: 0.7, count: 40, ci95: [0.6, 0.8] },
  ])!;
  expect(drawing.alternative.summary).toContain('in 1 of them');
  expect(drawing.xDomain[1]).toBe(1);
});

test('a bin that is no share is refused, and no bins make no drawing', () => {
  expect(() => prepareCalibration([{ confidence: 1.2, observed: 0.5, count: 1 }])).toThrow(
    /prepareCalibration/,
  );
  expect(prepareCalibration([])).toBeNull();
});
