import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { dawidSkene, oneCoin } from '#lib/annotators/dawid-skene';
import { seededRandom } from '#lib/statistics/random';

const MIRROR = Uint8Array.of(2, 1, 0);

/** Labels of `accuracies.length` annotators on every item; wrong answers spread evenly. */
function labelled(
  seed: number,
  itemCount: number,
  accuracies: number[],
  q = 3,
): { columns: LabelColumns; truth: number[] } {
  const random = seededRandom(seed);
  const truth = Array.from({ length: itemCount }, () => random.integer(q));
  const rows = truth.flatMap((answer, item) =>
    accuracies.map((accuracy, annotator) => {
      const right = random.next() < accuracy;
      return [item, annotator, right ? answer : (answer + 1 + random.integer(q - 1)) % q] as const;
    }),
  );
  return {
    columns: {
      items: Int32Array.from(rows, (row) => row[0]),
      annotators: Int32Array.from(rows, (row) => row[1]),
      choices: Uint8Array.from(rows, (row) => row[2]),
      itemCount,
      annotatorCount: accuracies.length,
      categoryCount: q,
    },
    truth,
  };
}

const argmax = (row: Float64Array) => row.reduce((best, value, c) => (value > row[best]! ? c : best), 0);

describe('Dawid–Skene', () => {
  test('finds accuracies and truths that votes alone get wrong', () => {
    const { columns, truth } = labelled(1, 800, [0.95, 0.9, 0.45, 0.4, 0.4]);
    const model = dawidSkene(columns);
    expect(model.converged).toBe(true);
    [0.95, 0.9, 0.45, 0.4, 0.4].forEach((accuracy, annotator) => {
      expect(Math.abs(model.accuracy[annotator]! - accuracy)).toBeLessThan(0.06);
    });
    const found = truth.filter(
      (answer, item) => argmax(model.posteriors.subarray(item * 3, item * 3 + 3)) === answer,
    );
    const votes = truth.filter((answer, item) => {
      const counts = new Float64Array(3);
      for (let k = 0; k < 5; k++) counts[columns.choices[item * 5 + k]!]!++;
      return argmax(counts) === answer;
    });
    expect(found.length).toBeGreaterThan(votes.length + 40);
  });

  test('names the annotator who reads the scale upside down', () => {
    const { columns } = labelled(2, 400, [0.85, 0.85, 0.8, 0.1], 2);
    expect(dawidSkene(columns).belowChance).toEqual([false, false, false, true]);
    expect(oneCoin(columns).belowChance).toEqual([false, false, false, true]);
  });

  test('swap-tied confusion is the same read from either side, and exchanging A and B exchanges the answer only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { columns } = labelled(seed, 60, [0.9, 0.7, 0.6, 0.8]);
        const model = dawidSkene(columns, { mirror: MIRROR, tolerance: 1e-9 });
        const turned = dawidSkene(
          { ...columns, choices: columns.choices.map((choice) => MIRROR[choice]!) },
          { mirror: MIRROR, tolerance: 1e-9 },
        );
        for (let annotator = 0; annotator < 4; annotator++)
          for (let c = 0; c < 3; c++)
            for (let l = 0; l < 3; l++) {
              const cell = model.confusion[(annotator * 3 + c) * 3 + l]!;
              expect(model.confusion[(annotator * 3 + 2 - c) * 3 + 2 - l]).toBeCloseTo(cell, 9);
              expect(turned.confusion[(annotator * 3 + c) * 3 + l]).toBeCloseTo(cell, 5);
            }
        for (let item = 0; item < 60; item++)
          for (let c = 0; c < 3; c++)
            expect(turned.posteriors[item * 3 + 2 - c]).toBeCloseTo(model.posteriors[item * 3 + c]!, 5);
      }),
      { numRuns: 10 },
    );
  });

  test('does not depend on the order of labels or on the names of annotators, and is never NaN', () => {
    const label = fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 2 }),
    );
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 60 }), (rows) => {
        const columns = (some: typeof rows, name: (annotator: number) => number) => ({
          items: Int32Array.from(some, (row) => row[0]),
          annotators: Int32Array.from(some, (row) => name(row[1])),
          choices: Uint8Array.from(some, (row) => row[2]),
          itemCount: 10,
          annotatorCount: 5,
          categoryCount: 3,
        });
        const model = dawidSkene(columns(rows, (annotator) => annotator));
        const other = dawidSkene(columns([...rows].reverse(), (annotator) => 4 - annotator));
        for (const values of [model.posteriors, model.confusion, model.classPriors])
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(Number.isFinite(model.logLikelihood)).toBe(true);
        model.posteriors.forEach((value, k) => {
          expect(other.posteriors[k]).toBeCloseTo(value, 4);
        });
        model.accuracy.forEach((value, annotator) => {
          if (value === null) expect(other.accuracy[4 - annotator]).toBeNull();
          else expect(other.accuracy[4 - annotator]).toBeCloseTo(value, 4);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('an item with two thousand labels does not vanish below the smallest number', () => {
    const { columns } = labelled(
      5,
      3,
      Array.from({ length: 2000 }, (_, k) => (k % 2 ? 0.5 : 0.9)),
    );
    const model = dawidSkene(columns, { maxPasses: 50 });
    for (let item = 0; item < 3; item++) {
      const row = model.posteriors.subarray(item * 3, item * 3 + 3);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
    expect(model.logLikelihood).toBeLessThan(-1000);
  });

  test('an item without labels has the class priors; an annotator without labels has no accuracy', () => {
    const { columns } = labelled(6, 50, [0.9, 0.8]);
    const model = dawidSkene({ ...columns, itemCount: 51, annotatorCount: 3 });
    model.classPriors.forEach((prior, c) => {
      expect(model.posteriors[150 + c]).toBeCloseTo(prior, 12);
    });
    expect(model.accuracy[2]).toBeNull();
    expect(model.belowChance[2]).toBe(false);
  });

  test('malformed options are refused by name', () => {
    const { columns } = labelled(7, 5, [0.9]);
    expect(() => dawidSkene(columns, { mirror: Uint8Array.of(1, 0) })).toThrow(/dawidSkene/);
    expect(() => dawidSkene(columns, { tolerance: 0 })).toThrow(/dawidSkene: tolerance/);
    expect(() => oneCoin({ ...columns, choices: new Uint8Array(5), categoryCount: 1 })).toThrow(/oneCoin/);
  });
});
