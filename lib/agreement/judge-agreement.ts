import {
  type ClusteredRatio,
  clusteredRatio,
  clusteredRatioDifference,
  type Difference,
} from '#lib/statistics/clustered-ratio';
import type { Estimate } from '#lib/statistics/estimate';
import { cohenPairs } from './cohen-pairs';
import { groupLabels } from './group-labels';
import type { LabelColumns } from './label-columns';
import { meanCohenKappa } from './mean-cohen-kappa';
import { selectLabels } from './without-repeats';

/** A judge beside the humans, both on the comparisons that the judge and at least one human labelled. */
export interface JudgeAgreement {
  /** Comparisons with a label of the judge, and those of them with a human's. */
  labelled: number;
  shared: number;
  /** Pairs of the judge's label with a human's, and of two humans' labels, that agree. */
  withHumans: ClusteredRatio;
  amongHumans: ClusteredRatio;
  /** The judge's agreement with humans minus theirs with each other, where both can be seen. */
  difference: Difference;
  /** Overlap-weighted mean Cohen's kappa of the judge with each human, and of the humans with each other. */
  kappaWithHumans: Estimate;
  kappaAmongHumans: Estimate;
  /** The judge's label against the humans' unique most frequent one, and a human's against that of the other humans. */
  withMajority: ClusteredRatio;
  humansWithMajority: ClusteredRatio;
}

/**
 * Does a model used as judge agree with the humans as much as they agree with each other? Humans enter as they are; the
 * judge's labels never enter a figure of theirs. Intervals are over comparisons.
 *
 * @param humans at most one label per annotator and item.
 * @param judge the judge's choice of each item in the same categories and orientation, NONE where there is none.
 */
export function judgeAgreement(humans: LabelColumns, judge: Uint8Array): JudgeAgreement {
  const { items, choices, itemCount, categoryCount: q } = humans;
  if (judge.length !== itemCount)
    throw new RangeError(`judgeAgreement: ${judge.length} judged items of ${itemCount}`);
  const votes = new Uint16Array(itemCount * q);
  const labels = new Uint16Array(itemCount);
  for (let label = 0; label < items.length; label++) {
    votes[items[label]! * q + choices[label]!]!++;
    labels[items[label]!]!++;
  }
  const made = () => ({ successes: new Float64Array(itemCount), trials: new Float64Array(itemCount) });
  const [own, among, majority, humanMajority] = [made(), made(), made(), made()];
  let labelled = 0;
  let shared = 0;
  for (let item = 0; item < itemCount; item++) {
    const choice = judge[item]!;
    if (choice === NO_JUDGEMENT) continue;
    if (choice >= q) throw new RangeError(`judgeAgreement: item ${item} has category ${choice} of ${q}`);
    labelled++;
    const n = labels[item]!;
    if (n === 0) continue;
    shared++;
    own.successes[item] = votes[item * q + choice]!;
    own.trials[item] = n;
    const leader = plurality(votes, item * q, q, -1);
    if (leader >= 0) {
      majority.trials[item] = 1;
      majority.successes[item] = leader === choice ? 1 : 0;
    }
    for (let c = 0; c < q; c++) {
      const count = votes[item * q + c]!;
      among.successes[item]! += (count * (count - 1)) / 2;
      if (count === 0 || n === 1) continue;
      const others = plurality(votes, item * q, q, c);
      if (others < 0) continue;
      humanMajority.trials[item]! += count;
      if (others === c) humanMajority.successes[item]! += count;
    }
    among.trials[item] = (n * (n - 1)) / 2;
  }
  const ratio = (side: typeof own) => clusteredRatio(side.successes, side.trials);
  const both = among.trials.map((n) => (n > 0 ? 1 : 0));
  return {
    labelled,
    shared,
    withHumans: ratio(own),
    amongHumans: ratio(among),
    difference: clusteredRatioDifference(
      { successes: masked(own.successes, both), trials: masked(own.trials, both) },
      among,
    ),
    ...kappas(humans, judge),
    withMajority: ratio(majority),
    humansWithMajority: ratio(humanMajority),
  };
}

/** No label of the judge. */
export const NO_JUDGEMENT = 255;

const masked = (values: Float64Array, mask: Float64Array) => values.map((value, at) => value * mask[at]!);

/** The unique most frequent category, one label of `without` left out; −1 when there is none. */
function plurality(votes: Uint16Array, from: number, q: number, without: number): number {
  let best = 0;
  let leader = -1;
  for (let c = 0; c < q; c++) {
    const count = votes[from + c]! - (c === without ? 1 : 0);
    if (count > best) {
      best = count;
      leader = c;
    } else if (count === best) leader = -1;
  }
  return leader;
}

/**
 * Mean kappas with exact item jackknives. For the judge each human label makes a pair of its own with the judge's, so
 * that no two humans meet; what leaving out an item changes is then the sum over the pairs on it, because each pair of
 * annotators has one item less.
 */
function kappas(humans: LabelColumns, judge: Uint8Array) {
  const met = Int32Array.from(humans.items.keys()).filter(
    (label) => judge[humans.items[label]!] !== NO_JUDGEMENT,
  );
  const among = selectLabels(humans, met);
  const n = met.length;
  const pairs = cohenPairs({
    items: Int32Array.from({ length: 2 * n }, (_, k) => k >> 1),
    annotators: Int32Array.from({ length: 2 * n }, (_, k) =>
      k & 1 ? humans.annotatorCount : among.annotators[k >> 1]!,
    ),
    choices: Uint8Array.from({ length: 2 * n }, (_, k) =>
      k & 1 ? judge[among.items[k >> 1]!]! : among.choices[k >> 1]!,
    ),
    itemCount: n,
    annotatorCount: humans.annotatorCount + 1,
    categoryCount: humans.categoryCount,
  });
  const itemEffect = new Float64Array(2 * humans.itemCount);
  const pairable = new Uint8Array(humans.itemCount);
  const { starts, order } = groupLabels(among.items, humans.itemCount);
  for (let item = 0; item < humans.itemCount; item++)
    for (let k = starts[item]!; k < starts[item + 1]!; k++) {
      pairable[item] = 1;
      itemEffect[2 * item]! += pairs.itemEffect[2 * order[k]!]!;
      itemEffect[2 * item + 1]! += pairs.itemEffect[2 * order[k]! + 1]!;
    }
  const { ci95Annotators: _, ...kappaWithHumans } = meanCohenKappa({ ...pairs, itemEffect, pairable });
  return { kappaWithHumans, kappaAmongHumans: meanCohenKappa(cohenPairs(among)) };
}
