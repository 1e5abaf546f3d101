import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { annotatorAgreement } from '#lib/agreement/annotator-agreement';
import { benchmarkLevel, KRIPPENDORFF } from '#lib/agreement/benchmark-level';
import { explainDivergence } from '#lib/agreement/divergence';
import { bootstrapIntervals } from '#lib/agreement/item-bootstrap';
import { alphaMeasure, krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import { choiceMirror } from '#lib/agreement/orientation';
import { strengthAgreement } from '#lib/agreement/strength-agreement';
import { tInterval } from '#lib/statistics/jackknife';
import { randomLabels } from './random-labels';

const mirror = choiceMirror(['A', 'TIE', 'B'])!;

describe('benchmark level', () => {
  it('needs 95 % probability, not a point in the band', () => {
    expect(benchmarkLevel(0.65, 0.001).band.name).toBe('substantial');
    expect(benchmarkLevel(0.65, 0.1).band.name).toBe('moderate');
    expect(benchmarkLevel(0.65, 0.2).band.name).toBe('fair');
    expect(benchmarkLevel(0.81, 0.02, KRIPPENDORFF).band.name).toBe('tentative');
    expect(benchmarkLevel(0.8, 0).band.name).toBe('almost perfect');
  });
});

describe('the sentence on diverging coefficients', () => {
  const calm = {
    percentAgreement: 0.6,
    alpha: 0.35,
    alphaOrdinal: 0.36,
    swapInvariantAlpha: 0.352,
    gwetAc1: 0.4,
    itemsWithOverlap: 500,
    labelCounts: [400, 200, 420],
    categories: ['A', 'TIE', 'B'],
    tie: 1,
  };
  it('is absent when they agree or nothing is measurable', () => {
    expect(explainDivergence(calm)).toBeNull();
    expect(explainDivergence({ ...calm, percentAgreement: null })).toBeNull();
  });
  it('names too few overlaps first', () => {
    expect(explainDivergence({ ...calm, itemsWithOverlap: 40, gwetAc1: 0.9 })?.cause).toBe('few_overlaps');
  });
  it('names a side that wins, a category that prevails, and ties that are half a disagreement', () => {
    const skewed = { ...calm, labelCounts: [900, 50, 50], alpha: 0.14, gwetAc1: 0.45 };
    expect(explainDivergence({ ...skewed, swapInvariantAlpha: 0.33 })?.cause).toBe('side');
    expect(explainDivergence({ ...skewed, swapInvariantAlpha: null })?.sentence).toContain(
      '90 % of the labels are A',
    );
    expect(explainDivergence({ ...calm, alphaOrdinal: 0.5 })?.cause).toBe('ties');
    expect(explainDivergence({ ...skewed, alpha: null, swapInvariantAlpha: null })?.sentence).toContain(
      'not measurable',
    );
  });
});

describe('bootstrap over patterns', () => {
  it('agrees with the jackknife, and gives the same numbers for the same seed', () => {
    const tally = agreementTally(randomLabels({ seed: 2, items: 600, annotators: 20, overlap: 3 }));
    const options = { replicates: 2000, seed: 11 };
    const [interval] = bootstrapIntervals(tally, [alphaMeasure(3, { mirror })], options);
    const jackknife = swapInvariantAlpha(tally, mirror);
    const [low, high] = tInterval(jackknife.value!, jackknife.se!, Number.POSITIVE_INFINITY);
    expect(Math.abs(interval![0] - low)).toBeLessThan(0.12 * (high - low));
    expect(Math.abs(interval![1] - high)).toBeLessThan(0.12 * (high - low));
    expect(bootstrapIntervals(tally, [alphaMeasure(3, { mirror })], options)).toEqual([interval]);
  });

  it('draws items one by one when nearly all differ, to the same effect', () => {
    const tally = agreementTally(
      randomLabels({ seed: 3, items: 150, annotators: 40, overlap: 20, categories: 5 }),
    );
    expect(tally.multiplicity.length).toBeGreaterThan(100);
    const [interval] = bootstrapIntervals(tally, [alphaMeasure(5)], { replicates: 2000, seed: 1 });
    const [low, high] = krippendorffAlpha(tally).ci95!;
    expect(Math.abs(interval![1] - interval![0] - (high - low))).toBeLessThan(0.2 * (high - low));
  });

  it('is null where the figure is', () => {
    const tally = agreementTally(randomLabels({ seed: 4, items: 30, annotators: 5, overlap: 1 }));
    expect(bootstrapIntervals(tally, [alphaMeasure(3)], { replicates: 10, seed: 1 })).toEqual([null]);
    expect(() => bootstrapIntervals(tally, [], { replicates: 1, seed: 1 })).toThrow(/bootstrapIntervals/);
  });
});

describe('each annotator against the others', () => {
  const columns = randomLabels({
    seed: 8,
    items: 400,
    annotators: 10,
    overlap: 4,
    accuracy: (annotator) => (annotator === 3 ? 1 / 3 : 0.85),
  });
  const rows = annotatorAgreement(agreementTally(columns));

  it('the one who guesses stands out on every figure', () => {
    for (const row of rows) {
      if (row.annotator === 3) continue;
      expect(row.agreementInterval![0]).toBeGreaterThan(rows[3]!.agreementInterval![1]);
      expect(row.kappa!).toBeGreaterThan(rows[3]!.kappa! + 0.2);
      expect(row.majorityAgreement!).toBeGreaterThan(rows[3]!.majorityAgreement! + 0.3);
    }
  });

  it('somebody without overlap has no figures, not zeros', () => {
    const alone = annotatorAgreement(
      agreementTally(randomLabels({ seed: 1, items: 5, annotators: 3, overlap: 1 })),
    );
    for (const row of alone)
      expect([row.agreement, row.agreementInterval, row.kappa, row.majorityAgreement]).toEqual([
        null,
        null,
        null,
        null,
      ]);
  });
});

describe('agreement on strength', () => {
  const columns = randomLabels({ seed: 21, items: 200, annotators: 10, overlap: 3 });

  it('does not depend on which response is called A', () => {
    const strengths = Float64Array.from(columns.choices, (choice, k) => (choice - 1) * (1 + (k % 3)));
    const turned = strengths.map((strength, k) => (columns.items[k]! % 3 === 0 ? -strength : strength));
    const one = strengthAgreement(columns, strengths)!;
    const other = strengthAgreement(columns, turned)!;
    expect(one.scale).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(other.ordinal.value).toBeCloseTo(one.ordinal.value!, 12);
    expect(other.interval.value).toBeCloseTo(one.interval.value!, 12);
  });

  it('is null when nobody gave a strength', () => {
    expect(strengthAgreement(columns, new Float64Array(columns.items.length).fill(Number.NaN))).toBeNull();
    expect(() => strengthAgreement(columns, new Float64Array(1))).toThrow(/strengthAgreement/);
  });
});

describe('alpha', () => {
  const tally = agreementTally(randomLabels({ seed: 21, items: 50, annotators: 10, overlap: 3 }));
  it('refuses a mirror that is not one, and values that it would not preserve', () => {
    expect(() => swapInvariantAlpha(tally, Uint8Array.from([1, 2, 0]))).toThrow(/alphaMeasure: the mirror/);
    expect(() => swapInvariantAlpha(tally, Uint8Array.from([1, 0]))).toThrow(/covers 2 of 3/);
    expect(() => swapInvariantAlpha(tally, mirror, { metric: 'interval', values: [0, 1, 5] })).toThrow(
      /not symmetric/,
    );
    expect(() => krippendorffAlpha(tally, { metric: 'interval', values: [0, 1] })).toThrow(/2 values for 3/);
  });
});
