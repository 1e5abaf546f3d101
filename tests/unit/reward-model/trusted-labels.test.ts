import { expect, test, vi } from 'vitest';
import { type ChoiceColumns, SIDE_A, SIDE_B, TIE, trustedLabels } from '#lib/reward-model/trusted-labels';
import { clickerOverlay, judgeSparse, recovered, simulatedCrew } from './clicker-overlay';
import { plantedPairs } from './planted-pairs';

vi.setConfig({ testTimeout: 240_000 });

function columns(rows: [pair: number, annotator: number, choice: number][]): ChoiceColumns {
  return {
    pairs: Int32Array.from(rows, ([pair]) => pair),
    annotators: Int32Array.from(rows, ([, annotator]) => annotator),
    choices: Uint8Array.from(rows, ([, , choice]) => choice),
    pairCount: Math.max(...rows.map(([pair]) => pair)) + 1,
    annotatorCount: Math.max(...rows.map(([, annotator]) => annotator)) + 1,
  };
}

test('uniform labels are shares of votes, a tie a half, and weigh as many as they are', () => {
  const labels = columns([
    [0, 0, SIDE_A],
    [0, 1, SIDE_A],
    [0, 2, SIDE_B],
    [1, 0, TIE],
    [1, 1, SIDE_B],
  ]);
  const half = trustedLabels(labels, { trust: 'uniform', ties: 'half' });
  expect([...half.targets]).toEqual([2 / 3, 0.25]);
  expect([...half.weights]).toEqual([3, 2]);
  const without = trustedLabels(labels, { trust: 'uniform', ties: 'leave-out' });
  expect([...without.targets]).toEqual([2 / 3, 0]);
  expect([...without.weights]).toEqual([3, 1]);
});

test('a clicker is found out, weighs nothing and leaves the others’ word standing', () => {
  const pairs = plantedPairs(300, 60, 4);
  const crew = simulatedCrew(pairs, [0.05, 0.1, 0.1, 0.15, 0.5], 4, 7);
  const { errors, annotatorWeights } = trustedLabels(crew, { trust: 'weights', ties: 'half' });
  expect(errors[0]!).toBeLessThan(0.12);
  expect(errors[4]!).toBeGreaterThan(0.4);
  expect(annotatorWeights[4]!).toBeLessThan(0.2);
  const { targets } = trustedLabels(crew, { trust: 'posterior', ties: 'half' });
  const sided = pairs.flatMap(({ target }, i) =>
    target === 0.5 ? [] : [Number(targets[i]! > 0.5 === target > 0.5)],
  );
  expect(sided.reduce((sum, right) => sum + right, 0) / sided.length).toBeGreaterThan(0.95);
});

test('changing the names of A and B changes nothing but the side', () => {
  const crew = simulatedCrew(plantedPairs(80, 20, 2), [0.1, 0.2, 0.3], 3, 1);
  const turned = { ...crew, choices: crew.choices.map((choice) => 2 - choice) };
  for (const trust of ['posterior', 'weights', 'uniform'] as const) {
    const one = trustedLabels(crew, { trust, ties: 'half' });
    const other = trustedLabels(turned, { trust, ties: 'half' });
    one.targets.forEach((target, pair) => {
      expect(target + other.targets[pair]!).toBeCloseTo(1, 4);
    });
  }
});

test('with one label each nobody can be judged: every label counts the same, and it says so', () => {
  const crew = simulatedCrew(plantedPairs(200, 40, 2), [0.1, 0.5], 1, 1);
  const trusted = trustedLabels(crew, { trust: 'posterior', ties: 'half' });
  expect(trusted.used).toBe('uniform');
  expect(trusted.errors).toEqual([null, null]);
  expect(trusted.targets).toEqual(trustedLabels(crew, { trust: 'uniform', ties: 'half' }).targets);
  expect(trustedLabels(columns([[0, 0, TIE]]), { trust: 'posterior', ties: 'leave-out' })).toMatchObject({
    targets: Float64Array.of(0.5),
    weights: Float64Array.of(0),
    used: 'uniform',
  });
});

test('with a quarter of the annotators replaced by clickers, knowing them brings back a third of the loss or more', async () => {
  const pairs = plantedPairs(600, 150, 1, 0, 110);
  const errors = Array.from({ length: 20 }, (_, i) => 0.08 + (0.3 * i) / 19);
  const judged = Float64Array.from(pairs, ({ target }) => target);
  const rows = await clickerOverlay(
    simulatedCrew(pairs, errors, 3, 3),
    judgeSparse(pairs, judged, 3),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  expect(rows[0]!.clean - rows.reduce((sum, { uniform }) => sum + uniform / rows.length, 0)).toBeGreaterThan(
    0.01,
  );
  console.log(
    `recovered: posterior ${recovered(rows, 'posterior')!.toFixed(2)}, weights ${recovered(rows, 'weights')!.toFixed(2)}`,
  );
  expect(recovered(rows, 'posterior')!).toBeGreaterThan(1 / 3);
  expect(recovered(rows, 'weights')!).toBeGreaterThan(1 / 3);
});
