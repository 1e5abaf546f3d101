import { groupLabels } from '#lib/agreement/group-labels';
import type { LabelColumns } from '#lib/agreement/label-columns';

/** Labels by item, each as one number: annotator × categories + category. Repeats are all evidence and stay. */
export interface CodedLabels {
  starts: Int32Array;
  codes: Int32Array;
  itemCount: number;
  annotatorCount: number;
  categoryCount: number;
}

/** Lays the labels out for the E-step: item after item, so that memory is read in order. */
export function codedLabels({ items, annotators, choices, ...sizes }: LabelColumns): CodedLabels {
  const { starts, order } = groupLabels(items, sizes.itemCount);
  const codes = new Int32Array(items.length);
  for (let k = 0; k < order.length; k++)
    codes[k] = annotators[order[k]!]! * sizes.categoryCount + choices[order[k]!]!;
  return { starts, codes, ...sizes };
}

/** Below this a product of probabilities is scaled up, so that items with hundreds of labels do not vanish. */
const TINY = 1e-140;
const HUGE = 1e140;

/**
 * One pass over the labels: posterior of each item's true category, and the expected counts that the M-step needs.
 *
 * @param priors probability of each true category.
 * @param likelihood P(label | truth) at [(annotator × q + label) × q + truth].
 * @param counts filled with expected counts in the same layout; null when only posteriors are wanted.
 * @param classCounts filled with expected items per true category; items without labels don't count.
 * @param posteriors filled with item × q posteriors; null when not wanted.
 * @returns the log-likelihood of the labels.
 */
export function posteriorPass(
  labels: CodedLabels,
  priors: Float64Array,
  likelihood: Float64Array,
  counts: Float64Array | null,
  classCounts: Float64Array,
  posteriors: Float64Array | null,
): number {
  const { starts, codes, itemCount, categoryCount: q } = labels;
  counts?.fill(0);
  classCounts.fill(0);
  const truth = new Float64Array(q);
  let logLikelihood = 0;
  let product = 1;
  for (let item = 0; item < itemCount; item++) {
    const from = starts[item]!;
    const to = starts[item + 1]!;
    for (let c = 0; c < q; c++) truth[c] = priors[c]!;
    let rescaled = 0;
    for (let at = from; at < to; at++) {
      const cell = codes[at]! * q;
      let most = 0;
      for (let c = 0; c < q; c++) {
        const value = truth[c]! * likelihood[cell + c]!;
        truth[c] = value;
        if (value > most) most = value;
      }
      if (most < TINY && most > 0) {
        for (let c = 0; c < q; c++) truth[c]! *= HUGE;
        rescaled++;
      }
    }
    let sum = 0;
    for (let c = 0; c < q; c++) sum += truth[c]!;
    // Under extrapolated parameters a label can have become impossible: the pass is then refused by its objective.
    const scale = sum > 0 ? 1 / sum : 0;
    if (sum === 0) logLikelihood = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < q; c++) truth[c]! *= scale;
    if (posteriors) for (let c = 0; c < q; c++) posteriors[item * q + c] = truth[c]!;
    if (from === to) continue;
    // One logarithm for many items: their likelihoods are multiplied up first.
    product *= sum;
    if (rescaled) logLikelihood -= rescaled * Math.log(HUGE);
    if (product < TINY) {
      logLikelihood += Math.log(product);
      product = 1;
    }
    for (let c = 0; c < q; c++) classCounts[c]! += truth[c]!;
    if (!counts) continue;
    for (let at = from; at < to; at++) {
      const cell = codes[at]! * q;
      for (let c = 0; c < q; c++) counts[cell + c]! += truth[c]!;
    }
  }
  return logLikelihood + Math.log(product);
}
