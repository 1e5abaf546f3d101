import type { Interval } from '#lib/statistics/estimate';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import type { AgreementTally } from './agreement-tally';
import type { CohenPairs } from './cohen-pair-list';
import { cohenPairs } from './cohen-pairs';

/** One annotator against the others. Figures are null where the annotator shares no item. */
export interface AnnotatorAgreement {
  annotator: number;
  labels: number;
  /** Items that somebody else labelled too. */
  overlapItems: number;
  /** Pairs of this annotator's label with another's on the same item, and those that agree. */
  pairs: number;
  agreeingPairs: number;
  agreement: number | null;
  /**
   * 95 % Wilson interval of the agreement at the effective number of pairs: the pairs on one item share a label and
   * are not independent, so the number of pairs is cut by their design effect (Korn & Graubard 1998).
   */
  agreementInterval: Interval | null;
  /** Overlap-weighted mean Cohen's kappa with the others, over defined pairs; and how many were undefined. */
  kappa: number | null;
  definedKappaPairs: number;
  undefinedKappaPairs: number;
  /** Share of labels equal to the unique most frequent choice of the others; items where they tie are skipped. */
  majorityAgreement: number | null;
  majorityInterval: Interval | null;
  majorityLabels: number;
}

/** Each annotator's agreement with the others, in annotator order; annotators without a label included. */
export function annotatorAgreement(
  tally: AgreementTally,
  pairs: CohenPairs = cohenPairs(tally.columns),
): AnnotatorAgreement[] {
  const { columns, patterns } = tally;
  const q = columns.categoryCount;
  const majority = majorityOfOthers(tally);
  const people = columns.annotatorCount;
  const labels = new Int32Array(people);
  const overlap = new Int32Array(people);
  const met = new Int32Array(people);
  const judged = new Int32Array(people);
  // Σ x, Σ m, Σ x², Σ x·m, Σ m² over the annotator's items: x agreeing of m other labels.
  const moments = new Float64Array(people * 5);
  const size = Int32Array.from({ length: patterns.observed }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < q; c++) sum += patterns.counts[p * q + c]!;
    return sum;
  });
  for (let label = 0; label < columns.items.length; label++) {
    const annotator = columns.annotators[label]!;
    const choice = columns.choices[label]!;
    const pattern = patterns.ofItem[columns.items[label]!]!;
    const others = size[pattern]! - 1;
    labels[annotator]!++;
    if (others === 0) continue;
    overlap[annotator]!++;
    const alike = patterns.counts[pattern * q + choice]! - 1;
    const at = annotator * 5;
    moments[at]! += alike;
    moments[at + 1]! += others;
    moments[at + 2]! += alike * alike;
    moments[at + 3]! += alike * others;
    moments[at + 4]! += others * others;
    const leading = majority[pattern * q + choice]!;
    if (leading < 0) continue;
    judged[annotator]!++;
    if (leading === choice) met[annotator]!++;
  }
  const undefinedPairs = countPairs(pairs, people);
  return Array.from({ length: people }, (_, annotator) => {
    const [alike, all, ...squares] = moments.subarray(annotator * 5, annotator * 5 + 5);
    const weight = pairs.byAnnotator.weight[annotator]!;
    return {
      annotator,
      labels: labels[annotator]!,
      overlapItems: overlap[annotator]!,
      pairs: all!,
      agreeingPairs: alike!,
      agreement: all! > 0 ? alike! / all! : null,
      agreementInterval: clusteredInterval(alike!, all!, squares, overlap[annotator]!),
      kappa: weight > 0 ? pairs.byAnnotator.weightedSum[annotator]! / weight : null,
      definedKappaPairs: undefinedPairs.all[annotator]! - undefinedPairs.undefined[annotator]!,
      undefinedKappaPairs: undefinedPairs.undefined[annotator]!,
      majorityAgreement: judged[annotator]! > 0 ? met[annotator]! / judged[annotator]! : null,
      majorityInterval: wilsonInterval(met[annotator]!, judged[annotator]!),
      majorityLabels: judged[annotator]!,
    };
  });
}

/**
 * The unique most frequent choice of the others, by pattern and own choice (row of q): the consensus that a label is
 * judged against without having a say in it. −1 where the others tie or there are none.
 */
export function majorityOfOthers(tally: AgreementTally): Int16Array {
  const { patterns } = tally;
  const q = patterns.categoryCount;
  const majority = new Int16Array(patterns.observed * q).fill(-1);
  for (let p = 0; p < patterns.observed; p++) {
    for (let own = 0; own < q; own++) {
      if (patterns.counts[p * q + own] === 0) continue;
      let best = 0;
      let leader = -1;
      for (let c = 0; c < q; c++) {
        const others = patterns.counts[p * q + c]! - (c === own ? 1 : 0);
        if (others > best) {
          best = others;
          leader = c;
        } else if (others === best) leader = -1;
      }
      majority[p * q + own] = leader;
    }
  }
  return majority;
}

function clusteredInterval(alike: number, all: number, squares: number[], items: number): Interval | null {
  if (all === 0) return null;
  const share = alike / all;
  const spread = share * (1 - share);
  if (items < 2 || spread === 0) return wilsonInterval(share * items, items);
  const [xx, xm, mm] = squares as [number, number, number];
  const residual = xx - 2 * share * xm + share * share * mm;
  const variance = ((items / (items - 1)) * residual) / (all * all);
  const effective = variance > 0 ? Math.min(all, spread / variance) : items;
  return wilsonInterval(share * effective, effective);
}

function countPairs(pairs: CohenPairs, people: number): { all: Int32Array; undefined: Int32Array } {
  const all = new Int32Array(people);
  const lacking = new Int32Array(people);
  for (let k = 0; k < pairs.count; k++) {
    const lost = Number.isNaN(pairs.kappa[k]!) ? 1 : 0;
    for (const annotator of [pairs.a[k]!, pairs.b[k]!]) {
      all[annotator]!++;
      lacking[annotator]! += lost;
    }
  }
  return { all, undefined: lacking };
}
