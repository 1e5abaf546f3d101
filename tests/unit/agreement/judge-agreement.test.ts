import { describe, expect, it } from 'vitest';
import { agreementTally } from '#lib/agreement/agreement-tally';
import { cohenPairs } from '#lib/agreement/cohen-pairs';
import { judgeAgreement, NO_JUDGEMENT } from '#lib/agreement/judge-agreement';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { meanCohenKappa } from '#lib/agreement/mean-cohen-kappa';
import { pairwiseAgreement } from '#lib/agreement/percent-agreement';
import { labelsWhere, randomLabels } from './random-labels';

/** One annotator of a crew set apart as the judge. */
function apart(labels: LabelColumns, who: number): { humans: LabelColumns; judge: Uint8Array } {
  const judge = new Uint8Array(labels.itemCount).fill(NO_JUDGEMENT);
  labels.items.forEach((item, k) => {
    if (labels.annotators[k] === who) judge[item] = labels.choices[k]!;
  });
  return { humans: labelsWhere(labels, (_, annotator) => annotator !== who), judge };
}

describe('a judge beside the humans', () => {
  const labels = randomLabels({
    seed: 3,
    items: 300,
    annotators: 6,
    overlap: 3,
    accuracy: (a) => (a === 0 ? 0.5 : 0.8),
  });
  const { humans, judge } = apart(labels, 0);
  const judged = judgeAgreement(humans, judge);

  it('pairs the judge with every human on the same comparison, and the humans with each other there', () => {
    const withJudge = agreementTally(labelsWhere(labels, (item) => judge[item] !== NO_JUDGEMENT));
    const alone = agreementTally(labelsWhere(humans, (item) => judge[item] !== NO_JUDGEMENT));
    const pairs = (t: typeof alone) =>
      [t.total[t.layout.agreeingPairs]!, t.total[t.layout.allPairs]!] as const;
    expect(judged.withHumans.trials).toBe(pairs(withJudge)[1] - pairs(alone)[1]);
    expect(judged.withHumans.successes).toBe(pairs(withJudge)[0] - pairs(alone)[0]);
    expect(judged.amongHumans.value).toBeCloseTo(pairwiseAgreement(alone).value!, 12);
    expect(judged.amongHumans.se).toBeCloseTo(pairwiseAgreement(alone).se!, 12);
    expect(judged.difference.ci95![1]).toBeLessThan(0);
  });

  it('has the kappa that the judge would have as a member of the crew, with its exact error', () => {
    const all = cohenPairs(labels);
    expect(judged.kappaWithHumans.value).toBeCloseTo(
      all.byAnnotator.weightedSum[0]! / all.byAnnotator.weight[0]!,
      12,
    );
    // The error by hand: every item left out of the judge's pairs.
    const items = [...new Set(labels.items.filter((_, k) => labels.annotators[k] === 0))];
    const replicates = items.map((item) => {
      const rest = cohenPairs(labelsWhere(labels, (i) => i !== item));
      return rest.byAnnotator.weightedSum[0]! / rest.byAnnotator.weight[0]!;
    });
    const mean = replicates.reduce((a, b) => a + b) / items.length;
    const se = Math.sqrt(
      ((items.length - 1) / items.length) * replicates.reduce((sum, r) => sum + (r - mean) ** 2, 0),
    );
    expect(judged.kappaWithHumans.se).toBeCloseTo(se, 10);
    const human = meanCohenKappa(cohenPairs(labelsWhere(humans, (item) => judge[item] !== NO_JUDGEMENT)));
    expect(judged.kappaAmongHumans.value).toBe(human.value);
  });

  it('is not told apart from a human who is as good as the others', () => {
    let called = 0;
    for (let seed = 0; seed < 100; seed++) {
      const same = randomLabels({
        seed: 500 + seed,
        items: 150,
        annotators: 6,
        overlap: 4,
        accuracy: () => 0.75,
      });
      const set = apart(same, 2);
      if (judgeAgreement(set.humans, set.judge).difference.pValue! < 0.05) called++;
    }
    expect(called).toBeLessThan(13);
  });

  it('says nothing where nobody was judged, and refuses a category that is not declared', () => {
    const none = judgeAgreement(humans, new Uint8Array(300).fill(NO_JUDGEMENT));
    expect(none).toMatchObject({ labelled: 0, shared: 0 });
    expect(none.withHumans.value).toBeNull();
    expect(none.kappaWithHumans).toMatchObject({ value: null, reason: 'no_pairs' });
    expect(() => judgeAgreement(humans, new Uint8Array(300).fill(3))).toThrow(RangeError);
  });
});
