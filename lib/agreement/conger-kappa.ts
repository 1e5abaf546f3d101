import type { Estimate } from '#lib/statistics/estimate';
import type { AgreementTally } from './agreement-tally';
import type { Weighting } from './agreement-weights';
import { annotatorError } from './annotator-error';
import { annotatorInfluences } from './annotator-influences';
import { chanceCorrected } from './chance-corrected';
import { estimateWithIntervals, undefinedEstimate } from './estimate-with-intervals';
import { intervalWithoutVariation, undefinedReason } from './measure';

/**
 * Conger's kappa (1980; Davies & Fleiss 1982: the exact form of Fleiss' kappa): chance agreement is the mean over
 * annotator pairs of what their own margins give, so an annotator's habits are not charged to the others. With missing
 * labels and its linearised error after Gwet (2014). For two annotators it is Cohen's kappa when nothing is missing.
 *
 * Null when no item has two labels, or when everyone uses one and the same category.
 */
export function congerKappa(tally: AgreementTally, weighting: Weighting = 'identity'): Estimate {
  const { layout, total, overlapping } = tally;
  const margins = annotatorMargins(tally, layout.weights[weighting]);
  const agreementOf = (sums: Float64Array) => sums[layout.agreement[weighting]]! / sums[layout.pairable]!;
  const chance = margins.chance();
  const value = chanceCorrected(agreementOf(total), chance);
  if (!Number.isFinite(value)) return undefinedEstimate(undefinedReason(tally));
  const items = total[layout.items]!;
  const item = {
    se: items > 1 ? linearisedError(tally, weighting, margins, chance, value) : null,
    df: items - 1,
  };
  const influences = annotatorInfluences(tally, value, {
    without: (sums, annotator) => chanceCorrected(agreementOf(sums), margins.chance(annotator)),
    withoutLabel: (sums, annotator, choice) =>
      chanceCorrected(agreementOf(sums), margins.chance(annotator, choice)),
    personal: true,
  });
  return estimateWithIntervals({
    value,
    ...item,
    annotatorError: annotatorError(influences, item),
    annotators: overlapping.length,
    withoutVariation: (units) => intervalWithoutVariation(tally, value, units, false),
  });
}

interface AnnotatorMargins {
  /** Annotators with a label. */
  count: number;
  labels: Float64Array;
  /** Each annotator's share of each category, rows of q. */
  shares: Float64Array;
  /** Sum of the shares over annotators. */
  shareSum: Float64Array;
  /** Mean chance agreement over annotator pairs: of all labels, without an annotator, or without one label of theirs. */
  chance(annotator?: number, choice?: number): number;
}

function annotatorMargins(tally: AgreementTally, weights: Float64Array): AnnotatorMargins {
  const { annotators, choices, annotatorCount, categoryCount: q } = tally.columns;
  const shares = new Float64Array(annotatorCount * q);
  const labels = new Float64Array(annotatorCount);
  for (let label = 0; label < choices.length; label++) {
    shares[annotators[label]! * q + choices[label]!]!++;
    labels[annotators[label]!]!++;
  }
  const shareSum = new Float64Array(q);
  let count = 0;
  let ownSum = 0;
  const own = new Float64Array(annotatorCount);
  const weighted = (a: Float64Array, from: number) => {
    let sum = 0;
    for (let c = 0; c < q; c++)
      for (let d = 0; d < q; d++) sum += weights[c * q + d]! * a[from + c]! * a[from + d]!;
    return sum;
  };
  for (let g = 0; g < annotatorCount; g++) {
    if (labels[g] === 0) continue;
    count++;
    for (let c = 0; c < q; c++) {
      shares[g * q + c]! /= labels[g]!;
      shareSum[c]! += shares[g * q + c]!;
    }
    own[g] = weighted(shares, g * q);
    ownSum += own[g]!;
  }
  const kept = new Float64Array(q);
  const left = new Float64Array(q);
  const chance = (annotator?: number, choice?: number) => {
    let people = count;
    let same = ownSum;
    left.set(shareSum);
    if (annotator !== undefined) {
      const rest = choice === undefined ? 0 : labels[annotator]! - 1;
      if (rest === 0) people--;
      for (let c = 0; c < q; c++) {
        const share = shares[annotator * q + c]!;
        kept[c] = rest === 0 ? 0 : (share * labels[annotator]! - (c === choice ? 1 : 0)) / rest;
        left[c]! += kept[c]! - share;
      }
      same += weighted(kept, 0) - own[annotator]!;
    }
    return people < 2 ? Number.NaN : (weighted(left, 0) - same) / (people * (people - 1));
  };
  return { count, labels, shares, shareSum, chance };
}

/**
 * Gwet's linearisation for Conger's kappa. An annotator moves an item's chance term by a constant, and by more on the
 * items that the annotator labelled; so one pass over the labels is enough.
 */
function linearisedError(
  tally: AgreementTally,
  weighting: Weighting,
  margins: AnnotatorMargins,
  chance: number,
  kappa: number,
): number {
  const { columns, patterns, layout, contributions, total } = tally;
  const q = columns.categoryCount;
  const weights = layout.weights[weighting];
  const n = total[layout.items]!;
  const pairable = total[layout.pairable]!;
  const people = margins.count;
  const reach = new Float64Array(columns.annotatorCount * q); // Σ_k w_kc (Σ_h p_hk − p_gk)
  const constant = new Float64Array(columns.annotatorCount);
  let base = 0;
  for (let g = 0; g < columns.annotatorCount; g++) {
    if (margins.labels[g] === 0) continue;
    for (let c = 0; c < q; c++) {
      let sum = 0;
      for (let k = 0; k < q; k++)
        sum += weights[k * q + c]! * (margins.shareSum[k]! - margins.shares[g * q + k]!);
      reach[g * q + c] = sum;
      constant[g]! += sum * margins.shares[g * q + c]!;
    }
    base += constant[g]!;
  }
  const itemChance = new Float64Array(columns.itemCount).fill(base);
  for (let label = 0; label < columns.items.length; label++) {
    const g = columns.annotators[label]!;
    itemChance[columns.items[label]!]! +=
      (n / margins.labels[g]!) * (reach[g * q + columns.choices[label]!]! - constant[g]!);
  }
  let squares = 0;
  for (let item = 0; item < columns.itemCount; item++) {
    const pattern = patterns.ofItem[item]!;
    if (pattern < 0) continue;
    const at = pattern * layout.width;
    const own = contributions[at + layout.agreement[weighting]]!;
    const counted = contributions[at + layout.pairable]!;
    const share = ((n / pairable) * (own - chance * counted)) / (1 - chance);
    const moved = itemChance[item]! / (people * (people - 1)) - chance;
    squares += (share - (2 * (1 - kappa) * moved) / (1 - chance) - kappa) ** 2;
  }
  return Math.sqrt(squares / (n * (n - 1)));
}
