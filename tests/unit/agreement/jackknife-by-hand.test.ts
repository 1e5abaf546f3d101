import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { alphaInfluenceOfAnnotators, alphaInfluenceOfItems } from '#lib/agreement/alpha-influence';
import { fleissKappa } from '#lib/agreement/chance-corrected';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { congerKappa } from '#lib/agreement/conger-kappa';
import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { choiceMirror } from '#lib/agreement/orientation';
import { pairwiseAgreement } from '#lib/agreement/percent-agreement';
import type { Estimate } from '#lib/statistics/estimate';
import { tInterval } from '#lib/statistics/jackknife';
import { byHand, combinedByHand } from './error-by-hand';
import { labelsWhere, randomLabels } from './random-labels';

const mirror = choiceMirror(['A', 'TIE', 'B'])!;
const columns = randomLabels({ seed: 5, items: 60, annotators: 12, overlap: 4, missing: 0.3 });

const people = [...Array(columns.annotatorCount).keys()];

const pairable = [...Array(columns.itemCount).keys()].filter(
  (item) => columns.items.filter((i) => i === item).length > 1,
);

const measures: Record<string, (c: LabelColumns) => Estimate> = {
  'nominal alpha': (c) => krippendorffAlpha(agreementTally(c)),
  'ordinal alpha': (c) => krippendorffAlpha(agreementTally(c), { metric: 'ordinal' }),
  'interval alpha': (c) => krippendorffAlpha(agreementTally(c), { metric: 'interval' }),
  'swap-invariant alpha': (c) => swapInvariantAlpha(agreementTally(c), mirror),
  'pairwise agreement': (c) => pairwiseAgreement(agreementTally(c)),
  "Fleiss' kappa": (c) => fleissKappa(agreementTally(c)),
  "Conger's kappa": (c) => congerKappa(agreementTally(c)),
};
const meanKappa = (c: LabelColumns) => meanCohenKappa(cohenPairs(c));
const jackknifed = Object.entries(measures).filter(([name]) => !name.endsWith('kappa'));

/** Annotators + comparisons − labels, with everything really left out. */
function annotatorIntervalByHand(measure: (c: LabelColumns) => Estimate): [number, number] {
  const whole = measure(columns);
  const value = whole.value!;
  const ofAnnotators =
    byHand(people.map((a) => measure(labelsWhere(columns, (_, b) => b !== a)).value!)) ** 2;
  const ofItems = whole.se! ** 2;
  const labelsOf = (a: number, c: LabelColumns) => c.annotators.filter((b) => b === a).length;
  const shared = (c: LabelColumns) =>
    labelsWhere(c, (item) => c.items.filter((other) => other === item).length > 1);
  const all = shared(columns);
  let ofLabels = 0;
  for (const a of people) {
    const rest = shared(labelsWhere(columns, (_, b) => b !== a)).items.length / all.items.length;
    for (const item of pairable) {
      if (labelsWhere(columns, (i, b) => i === item && b === a).items.length === 0) continue;
      const without = measure(labelsWhere(columns, (i, b) => i !== item || b !== a)).value!;
      ofLabels += (((people.length - 1) / people.length) * (without - value) ** 2) / rest ** 2;
    }
  }
  const weights = people.map((a) => labelsOf(a, all) / all.items.length);
  const isLinearised = !jackknifed.some(([, other]) => other === measure);
  const items = isLinearised ? new Set(columns.items).size : pairable.length;
  const { se, df } = combinedByHand({ ofAnnotators, ofItems, ofLabels, weights, itemDegrees: items - 1 });
  return tInterval(value, se, df, { high: 1 });
}

describe('the intervals are exact', () => {
  for (const [name, measure] of [...jackknifed, ['mean Cohen kappa', meanKappa] as const]) {
    it(`${name}: the item error equals leaving out each item in turn`, () => {
      const values = pairable.map((item) => measure(labelsWhere(columns, (i) => i !== item)).value!);
      expect(measure(columns).se).toBeCloseTo(byHand(values), 11);
    });
  }

  for (const [name, measure] of Object.entries(measures)) {
    it(`${name}: the annotator interval equals leaving out each annotator and each label in turn`, () => {
      const expected = annotatorIntervalByHand(measure);
      const interval = measure(columns).ci95Annotators!;
      expect(interval[0]).toBeCloseTo(expected[0], 7);
      expect(interval[1]).toBeCloseTo(expected[1], 7);
    });
  }

  it('mean Cohen kappa: the annotator interval equals leaving out each annotator in turn', () => {
    const values = people.map((a) => meanKappa(labelsWhere(columns, (_, b) => b !== a)).value!);
    const estimate = meanKappa(columns);
    const interval = tInterval(estimate.value!, byHand(values), people.length - 1, { high: 1 });
    expect(estimate.ci95Annotators![0]).toBeCloseTo(interval[0], 10);
    expect(estimate.ci95Annotators![1]).toBeCloseTo(interval[1], 10);
  });

  it('the annotator interval is never narrower than sampling of comparisons alone makes it', () => {
    // Annotators who differ in nothing: leaving one out says less than leaving comparisons out.
    const alike = randomLabels({ seed: 8, items: 90, annotators: 10, overlap: 2 });
    const estimate = krippendorffAlpha(agreementTally(alike));
    expect(estimate.ci95Annotators![1] - estimate.ci95Annotators![0]).toBeGreaterThanOrEqual(
      2 * 1.959 * estimate.se!,
    );
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
