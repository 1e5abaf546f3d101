import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { alphaInfluenceOfAnnotators, alphaInfluenceOfItems } from '#lib/agreement/alpha-influence';
import { fleissKappa } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { choiceMirror } from '#lib/agreement/orientation';
import { pairwiseAgreement } from '#lib/agreement/percent-agreement';
import type { Estimate } from '#lib/statistics/estimate';
import { tInterval } from '#lib/statistics/jackknife';
import { labelsWhere, randomLabels } from './random-labels';

const mirror = choiceMirror(['A', 'TIE', 'B'])!;
const columns = randomLabels({ seed: 5, items: 60, annotators: 12, overlap: 4, missing: 0.3 });

/** The jackknife spelled out: every unit really left out, everything computed again. */
function byHand(values: number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(
    ((values.length - 1) / values.length) * values.reduce((sum, v) => sum + (v - mean) ** 2, 0),
  );
}

const pairable = [...Array(columns.itemCount).keys()].filter(
  (item) => columns.items.filter((i) => i === item).length > 1,
);

const measures: Record<string, (c: LabelColumns) => Estimate> = {
  'nominal alpha': (c) => krippendorffAlpha(agreementTally(c)),
  'ordinal alpha': (c) => krippendorffAlpha(agreementTally(c), { metric: 'ordinal' }),
  'interval alpha': (c) => krippendorffAlpha(agreementTally(c), { metric: 'interval' }),
  'swap-invariant alpha': (c) => swapInvariantAlpha(agreementTally(c), mirror),
  'pairwise agreement': (c) => pairwiseAgreement(agreementTally(c)),
  'mean Cohen kappa': (c) => meanCohenKappa(cohenPairs(c)),
};

describe('the intervals are exact jackknives', () => {
  for (const [name, measure] of Object.entries(measures)) {
    it(`${name}: the item error equals leaving out each item in turn`, () => {
      const values = pairable.map((item) => measure(labelsWhere(columns, (i) => i !== item)).value!);
      expect(measure(columns).se).toBeCloseTo(byHand(values), 11);
    });
    it(`${name}: the annotator interval equals leaving out each annotator in turn`, () => {
      const people = [...Array(columns.annotatorCount).keys()];
      const values = people.map((a) => measure(labelsWhere(columns, (_, b) => b !== a)).value!);
      const estimate = measure(columns);
      const interval = tInterval(estimate.value!, byHand(values), people.length - 1, { high: 1 });
      expect(estimate.ci95Annotators![0]).toBeCloseTo(interval[0], 10);
      expect(estimate.ci95Annotators![1]).toBeCloseTo(interval[1], 10);
    });
  }

  it("Fleiss' annotator interval counts items that only one annotator labelled", () => {
    const people = [...Array(columns.annotatorCount).keys()];
    const kappa = (c: LabelColumns) => fleissKappa(agreementTally(c));
    const values = people.map((a) => kappa(labelsWhere(columns, (_, b) => b !== a)).value!);
    const estimate = kappa(columns);
    const interval = tInterval(estimate.value!, byHand(values), people.length - 1, { high: 1 });
    expect(estimate.ci95Annotators![0]).toBeCloseTo(interval[0], 10);
  });

  it('the annotator interval is refused below eight annotators', () => {
    const few = randomLabels({ seed: 6, items: 60, annotators: 7, overlap: 3 });
    const estimate = krippendorffAlpha(agreementTally(few));
    expect(estimate.ci95).not.toBeNull();
    expect(estimate.ci95Annotators).toBeNull();
    expect(estimate.reason).toBe('too_few_annotators');
  });
});

describe('alpha influence', () => {
  const tally = agreementTally(columns);
  const alpha = (c: LabelColumns) => swapInvariantAlpha(agreementTally(c), mirror).value!;

  it('is the change of alpha when the group is really left out, with the jackknife error of that change', () => {
    const group = [0, 3, 4, 11, 17, 23, 24, 25, 40];
    const [influence] = alphaInfluenceOfItems(tally, [group], { mirror });
    const without = (c: LabelColumns) => labelsWhere(c, (item) => !group.includes(item));
    const change = (c: LabelColumns) => alpha(without(c)) - alpha(c);
    expect(influence!.change).toBeCloseTo(change(columns), 12);
    const values = pairable.map((item) => change(labelsWhere(columns, (i) => i !== item)));
    expect(influence!.se).toBeCloseTo(byHand(values), 11);
  });

  it('is the same for one annotator left out', () => {
    const influences = alphaInfluenceOfAnnotators(tally, { mirror });
    for (const annotator of [0, 5, 11]) {
      const without = (c: LabelColumns) => labelsWhere(c, (_, a) => a !== annotator);
      const change = (c: LabelColumns) => alpha(without(c)) - alpha(c);
      expect(influences[annotator]!.change).toBeCloseTo(change(columns), 12);
      const values = pairable.map((item) => change(labelsWhere(columns, (i) => i !== item)));
      expect(influences[annotator]!.se).toBeCloseTo(byHand(values), 11);
    }
  });

  it('says that nothing is left when the group is everything', () => {
    const [influence] = alphaInfluenceOfItems(tally, [[...Array(columns.itemCount).keys()]]);
    expect(influence).toEqual({ alphaWithout: null, change: null, se: null, ci95: null, reason: 'no_pairs' });
  });
});
