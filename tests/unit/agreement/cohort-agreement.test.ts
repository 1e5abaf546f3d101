import { describe, expect, it } from 'vitest';
import { cohortAgreement } from '#lib/agreement/cohort-agreement';
import { seededRandom } from '#lib/statistics/random';
import { randomLabels } from './random-labels';

/** Two cohorts with a truth of their own on every item: within they mostly agree, between only by accident. */
function twoTruths(items: number, seed: number) {
  const random = seededRandom(seed);
  const rows: [number, number, number][] = [];
  for (let item = 0; item < items; item++) {
    const truths = [random.integer(3), random.integer(3)];
    for (let annotator = 0; annotator < 4; annotator++) {
      const truth = truths[annotator % 2]!;
      rows.push([item, annotator, random.next() < 0.85 ? truth : random.integer(3)]);
    }
  }
  return {
    items: Int32Array.from(rows, (r) => r[0]),
    annotators: Int32Array.from(rows, (r) => r[1]),
    choices: Uint8Array.from(rows, (r) => r[2]),
    itemCount: items,
    annotatorCount: 4,
    categoryCount: 3,
  };
}

describe('agreement within and between cohorts', () => {
  it('sees cohorts that follow different truths', () => {
    const { pairs, withinMinusBetween } = cohortAgreement(twoTruths(300, 1), Int32Array.of(0, 1, 0, 1), 2);
    const of = (a: number, b: number) => pairs.find((p) => p.a === a && p.b === b)!.agreement;
    expect(of(0, 0).value).toBeGreaterThan(0.7);
    expect(of(1, 1).value).toBeGreaterThan(0.7);
    expect(of(0, 1).value).toBeLessThan(0.42);
    expect(of(0, 1).trials).toBe(1200);
    expect(withinMinusBetween[0]!.ci95![0]).toBeGreaterThan(0.25);
  });

  it('counts every label pair once', () => {
    const labels = randomLabels({ seed: 4, items: 100, annotators: 9, overlap: 4 });
    const { pairs } = cohortAgreement(labels, Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2), 3);
    expect(pairs.reduce((sum, p) => sum + p.agreement.trials, 0)).toBe(600);
    const { pairs: some } = cohortAgreement(labels, Int32Array.of(0, -1, 0, 0, -1, 0, 0, 0, 0), 1);
    expect(some[0]!.agreement.trials).toBeLessThan(600);
  });

  it('rarely sees a difference where there is none', () => {
    let called = 0;
    for (let seed = 0; seed < 100; seed++) {
      const labels = randomLabels({
        seed: 50 + seed,
        items: 100,
        annotators: 8,
        overlap: 4,
        accuracy: () => 0.7,
      });
      const { withinMinusBetween } = cohortAgreement(labels, Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1), 2);
      if (withinMinusBetween[0]!.pValue! < 0.05) called++;
    }
    expect(called).toBeLessThan(13);
  });

  it('refuses a cohort that is not declared', () => {
    const labels = randomLabels({ seed: 4, items: 5, annotators: 3, overlap: 2 });
    expect(() => cohortAgreement(labels, Int32Array.of(0, 1, 0), 1)).toThrow(RangeError);
  });
});
