import { expect, test } from 'vitest';
import { prepareAccuracyByEpoch, prepareLossCurves } from '#lib/charts/prepare-training-curves';

test('the loss axis reaches to the end of the run, and what is still to come is shaded', () => {
  const drawing = prepareLossCurves(
    [
      { epoch: 1, training: 0.66, validation: 0.68 },
      { epoch: 2, training: 0.6, validation: 0.64 },
    ],
    5,
  )!;
  expect(drawing.xDomain).toEqual([0, 5]);
  expect(drawing.ahead).toEqual({ from: 2, to: 5 });
  expect(drawing.ends.map((end) => end.label)).toEqual(['validation 0.640', 'training 0.600']);
});

test('a finished run has nothing ahead', () => {
  expect(prepareLossCurves([{ epoch: 3, training: 0.6, validation: 0.6 }], 3)!.ahead).toBeNull();
});

test('ends that lie close together get words that do not, the higher one above', () => {
  const drawing = prepareLossCurves(
    [
      { epoch: 0.5, training: 0.69, validation: null },
      { epoch: 1, training: 0.6, validation: 0.601 },
    ],
    2,
  )!;
  const [validation, training] = drawing.ends;
  const span = drawing.yDomain[1] - drawing.yDomain[0];
  expect(validation!.labelY - training!.labelY).toBeCloseTo(span * 0.1);
  expect(validation!.y).toBe(0.601);
});

test('many epochs get few marks', () => {
  expect(
    prepareLossCurves([{ epoch: 1, training: 0.6, validation: null }], 40)!.xTicks.length,
  ).toBeLessThanOrEqual(7);
});

test('before the first point there is no curve, and a run without epochs is refused', () => {
  expect(prepareLossCurves([], 5)).toBeNull();
  expect(prepareLossCurves([{ epoch: 0, training: null, validation: null }], 5)).toBeNull();
  expect(() => prepareLossCurves([], 0)).toThrow(/prepareLossCurves/);
});

test('accuracy stands against what length alone reaches, within the axis', () => {
  const drawing = prepareAccuracyByEpoch([{ epoch: 1, accuracy: 0.62, ci95: [0.58, 0.66] }], 3, {
    accuracy: 0.51,
    label: 'longer wins',
  })!;
  expect(drawing.reference!.label.replace('\u00a0', ' ')).toBe('longer wins 51.0 %');
  expect(drawing.yDomain[0]).toBeLessThanOrEqual(0.51);
  expect(drawing.yDomain[1]).toBeGreaterThanOrEqual(0.66);
  expect(drawing.points[0]!.lone).toBe(true);
  expect(drawing.tone).toBe('accent');
});

test('an epoch without accuracy is a gap', () => {
  const drawing = prepareAccuracyByEpoch(
    [
      { epoch: 1, accuracy: null, ci95: null },
      { epoch: 2, accuracy: 0.6, ci95: null },
    ],
    3,
  )!;
  expect(drawing.points.map((point) => point.value)).toEqual([null, 0.6]);
  expect(prepareAccuracyByEpoch([{ epoch: 1, accuracy: null, ci95: null }], 3)).toBeNull();
});
