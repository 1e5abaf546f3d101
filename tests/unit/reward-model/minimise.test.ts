import { expect, test } from 'vitest';
import { minimise } from '#lib/reward-model/minimise';

test('it finds the minimum of a badly scaled quadratic', () => {
  const scales = [1, 10, 1000, 0.1];
  const centre = [3, -2, 0.5, 40];
  const found = minimise(
    (point, gradient) =>
      scales.reduce((value, scale, i) => {
        gradient[i] = scale * (point[i]! - centre[i]!);
        return value + 0.5 * scale * (point[i]! - centre[i]!) ** 2;
      }, 0),
    4,
    1e-9,
    100,
  );
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(centre[i]!, 6);
  });
});

test('it finds the log odds that maximise a likelihood, and stays where it is already flat', () => {
  const [wins, losses] = [30, 10];
  const logistic = (point: Float64Array, gradient: Float64Array) => {
    const d = point[0]!;
    gradient[0] = (wins + losses) / (1 + Math.exp(-d)) - wins;
    return wins * Math.log1p(Math.exp(-d)) + losses * Math.log1p(Math.exp(d));
  };
  expect(minimise(logistic, 1, 1e-10, 100)[0]).toBeCloseTo(Math.log(3), 8);
  expect([...minimise((_, gradient) => gradient.fill(0)[0]!, 2, 1e-6, 10)]).toEqual([0, 0]);
});
