import { expect, test } from 'vitest';
import { prepareWhisker } from '#lib/charts/prepare-whisker';

test('on a given scale, dot, bar and tick stand at their share of the track', () => {
  const marks = prepareWhisker({
    value: 0.45,
    interval: [0.39, 0.51],
    threshold: 0.4,
    required: 'above',
    domain: [0, 1],
  })!;
  expect(marks.dot).toBeCloseTo(45);
  expect(marks.bar).toMatchObject({ openLeft: false, openRight: false });
  expect(marks.bar!.from).toBeCloseTo(39);
  expect(marks.shade).toEqual({ from: 40, to: 100 });
});

test('the required side below the threshold is shaded from the start', () => {
  expect(prepareWhisker({ value: 7, threshold: 20, required: 'below' })!.shade).toMatchObject({ from: 0 });
});

test('a chosen scale keeps everything on it and the interval closed', () => {
  const marks = prepareWhisker({
    value: 0.9,
    interval: [0.82, 0.95],
    threshold: 0.8,
    required: 'above',
    bounds: [0, 1],
  })!;
  for (const place of [marks.dot!, marks.tick!, marks.bar!.from, marks.bar!.to]) {
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThanOrEqual(100);
  }
  expect(marks.bar).toMatchObject({ openLeft: false, openRight: false });
});

test('an exact value is placed between zero and twice its threshold', () => {
  const marks = prepareWhisker({ value: 1090, threshold: 1000, required: 'above' })!;
  expect(marks.tick).toBeCloseTo(50);
  expect(marks.dot).toBeCloseTo(54.5);
  expect(marks.bar).toBeNull();
});

test('an exact value far beyond its threshold stays on the track', () => {
  expect(prepareWhisker({ value: 9000, threshold: 1000, required: 'above' })!.dot).toBeLessThan(100);
});

test('an interval that leaves a given scale is drawn open at that end', () => {
  expect(prepareWhisker({ value: 0.5, interval: [0.2, 0.7], domain: [0.3, 0.9] })!.bar).toMatchObject({
    from: 0,
    openLeft: true,
    openRight: false,
  });
});

test('without a value there is no dot, and without a threshold either there is nothing', () => {
  expect(prepareWhisker({ value: null, threshold: 0.4, required: 'above' })).toMatchObject({
    dot: null,
    bar: null,
  });
  expect(prepareWhisker({ value: null })).toBeNull();
});

test('figures that are not finite and scales without length are refused by name', () => {
  expect(() => prepareWhisker({ value: Number.NaN })).toThrow(/prepareWhisker/);
  expect(() => prepareWhisker({ value: 1, domain: [1, 1] })).toThrow(RangeError);
});
