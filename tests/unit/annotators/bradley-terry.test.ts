import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bradleyTerry, strengthDifference } from '#lib/annotators/bradley-terry';
import { FIRST_WON, pairCounts, SECOND_WON, TIED } from '#lib/annotators/pair-counts';
import { seededRandom } from '#lib/statistics/random';

/** Labels [first, second, outcome] as counts. */
const counts = (labels: [number, number, number][], sources: number) =>
  pairCounts(
    Int32Array.from(labels, (label) => label[0]),
    Int32Array.from(labels, (label) => label[1]),
    Uint8Array.from(labels, (label) => label[2]),
    sources,
  );
const times = <T>(n: number, value: T) => Array.from({ length: n }, () => value);

test('two sources: the strength is half the log odds, its error that of a binomial', () => {
  const model = bradleyTerry(
    counts([...times(30, [0, 1, FIRST_WON]), ...times(10, [0, 1, SECOND_WON])] as never, 2),
  );
  expect(model.sources[0]!.strength).toBeCloseTo(Math.log(3) / 2, 9);
  expect(strengthDifference(model, 0, 1)!.se).toBeCloseTo(1 / Math.sqrt(40 * 0.75 * 0.25), 9);
  expect(model.sources[0]!.quasiSe).toBeNull();
});

describe('where no finite estimate exists', () => {
  const unbeaten: [number, number, number][] = [
    ...times<[number, number, number]>(5, [0, 1, FIRST_WON]),
    ...times<[number, number, number]>(3, [1, 2, FIRST_WON]),
    ...times<[number, number, number]>(3, [1, 2, SECOND_WON]),
  ];

  test('a source that never lost makes its component not estimable, and says why', () => {
    const model = bradleyTerry(counts(unbeaten, 4));
    expect(model.sources.map((source) => source.strength)).toEqual([null, null, null, null]);
    expect(model.sources.map((source) => source.reason)).toEqual([
      'not_connected',
      'not_connected',
      'not_connected',
      'no_comparisons',
    ]);
  });

  test('half a win each way on observed pairs makes it finite, and the sources say that they lean on it', () => {
    const model = bradleyTerry(counts(unbeaten, 4), { prior: 'where needed' });
    expect(model.converged).toBe(true);
    expect(model.sources[0]!.strength!).toBeGreaterThan(model.sources[1]!.strength!);
    expect(strengthDifference(model, 0, 1)!.value).toBeCloseTo(Math.log(5.5 / 0.5), 9);
    expect(model.sources.map((source) => source.regularised)).toEqual([true, true, true, false]);
  });

  test('components that never met are fitted apart, each with mean 0, and are not compared', () => {
    const labels: [number, number, number][] = [
      [0, 1, FIRST_WON],
      [0, 1, FIRST_WON],
      [0, 1, SECOND_WON],
      [2, 3, FIRST_WON],
      [2, 3, SECOND_WON],
      [2, 3, SECOND_WON],
      [2, 3, SECOND_WON],
    ];
    const model = bradleyTerry(counts(labels, 4));
    expect(model.sources[0]!.strength! + model.sources[1]!.strength!).toBeCloseTo(0, 12);
    expect(model.sources[2]!.strength! + model.sources[3]!.strength!).toBeCloseTo(0, 12);
    expect(strengthDifference(model, 0, 1)!.value).toBeCloseTo(Math.log(2), 9);
    expect(strengthDifference(model, 2, 3)!.value).toBeCloseTo(-Math.log(3), 9);
    expect(strengthDifference(model, 0, 2)).toBeNull();
  });

  test('only ties, or none, leave no tie effect to estimate', () => {
    const tied = bradleyTerry(counts(times(4, [0, 1, TIED]), 2), { ties: 'davidson' });
    expect(tied.tieEffect).toBeNull();
    expect(tied.sources[0]!.strength).toBeCloseTo(0, 12);
  });

  test('no labels at all: nothing is estimable, nothing fails', () => {
    const model = bradleyTerry(counts([], 3), { position: true, ties: 'davidson' });
    expect(
      model.sources.every((source) => source.strength === null && source.reason === 'no_comparisons'),
    ).toBe(true);
  });
});

test('a side that always wins by its place ends in the position term, not in the strengths', () => {
  const random = seededRandom(4);
  const labels: [number, number, number][] = [];
  for (let k = 0; k < 4000; k++) {
    const a = random.integer(4);
    const b = (a + 1 + random.integer(3)) % 4;
    const x = 0.5 * (b - a) + 0.8;
    labels.push([a, b, random.next() < 1 / (1 + Math.exp(-x)) ? FIRST_WON : SECOND_WON]);
  }
  const model = bradleyTerry(counts(labels, 4), { position: true });
  expect(Math.abs(model.position!.value - 0.8)).toBeLessThan(3 * model.position!.se!);
  for (let i = 1; i < 4; i++) {
    const { value, se } = strengthDifference(model, i - 1, i)!;
    expect(Math.abs(value - 0.5)).toBeLessThan(3.5 * se);
  }
});

test('a covariate beside the strengths is found, and its error is honest', () => {
  const random = seededRandom(9);
  const rows = 600;
  const covariate = Float64Array.from({ length: rows }, () => random.normal());
  const first = Int32Array.from({ length: rows }, (_, k) => k % 3);
  const second = Int32Array.from({ length: rows }, (_, k) => (k + 1) % 3);
  const won = Float64Array.from(covariate, (z) => (random.next() < 1 / (1 + Math.exp(-0.7 * z)) ? 1 : 0));
  const pairs = {
    sourceCount: 3,
    first,
    second,
    winsFirst: won,
    winsSecond: won.map((w) => 1 - w),
    ties: new Float64Array(rows),
  };
  const model = bradleyTerry(pairs, { covariates: [covariate] });
  expect(Math.abs(model.covariates[0]!.value - 0.7)).toBeLessThan(3 * model.covariates[0]!.se!);
  expect(model.covariates[0]!.se!).toBeGreaterThan(0.05);
});

test('renaming sources and turning pairs round changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const random = seededRandom(seed);
      const labels = Array.from({ length: 300 }, (): [number, number, number] => {
        const a = random.integer(5);
        return [a, (a + 1 + random.integer(4)) % 5, random.integer(3)];
      });
      const model = bradleyTerry(counts(labels, 5), { ties: 'davidson' });
      const turned = labels.map(([a, b, outcome]): [number, number, number] => [
        4 - b,
        4 - a,
        outcome === TIED ? TIED : outcome === FIRST_WON ? SECOND_WON : FIRST_WON,
      ]);
      const other = bradleyTerry(counts(turned, 5), { ties: 'davidson' });
      model.sources.forEach((source, i) => {
        expect(other.sources[4 - i]!.strength).toBeCloseTo(source.strength!, 8);
        expect(other.sources[4 - i]!.se).toBeCloseTo(source.se!, 8);
      });
      expect(other.tieEffect!.value).toBeCloseTo(model.tieEffect!.value, 8);
    }),
    { numRuns: 20 },
  );
});

test('malformed counts are refused by name', () => {
  const pairs = counts([[0, 1, FIRST_WON]], 2);
  expect(() => bradleyTerry({ ...pairs, ties: new Float64Array(2) })).toThrow(/bradleyTerry: ties/);
  expect(() => bradleyTerry({ ...pairs, winsFirst: Float64Array.of(-1) })).toThrow(/bradleyTerry: row 0/);
  expect(() => bradleyTerry(pairs, { covariates: [Float64Array.of(Number.NaN)] })).toThrow(/covariate/);
  expect(() => counts([[0, 5, FIRST_WON]], 2)).toThrow(/pairCounts/);
});
