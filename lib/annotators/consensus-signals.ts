import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkLength, type LabelsByItem, labelsByItem } from './labels-by-item';

/** Strata of equal difficulty in which an annotator is compared with the cohort. */
export const SIGNAL_STRATA = ['gold', 'one other', 'others unanimous', 'others split'] as const;

/** No known answer: the entry of an ordinary comparison in a gold column. */
export const NO_GOLD = 255;

const SKIPPED = 255;

/**
 * One entry per label that can be judged, in label order: did it disagree with the answer of the others?
 * Labels whose others have no unique majority, and repeats, have no entry.
 */
export interface ConsensusSignals {
  /** Row of the label in the columns. */
  rows: Int32Array;
  annotators: Int32Array;
  /** Which label of its annotator this is, 1 for the first; labels that can't be judged and repeats count too. */
  labelNumbers: Int32Array;
  /** 1 when the label disagrees with the gold answer, or else with the consensus of the other annotators. */
  disagrees: Uint8Array;
  /** Index into SIGNAL_STRATA. */
  strata: Uint8Array;
  /** 1 for labels that have no say about others; absent when all have. */
  untrusted?: Uint8Array;
  annotatorCount: number;
}

export interface ConsensusOptions {
  /** Known answer per item as a category index, NO_GOLD where there is none. */
  gold?: Uint8Array;
  /** 1 per label that is judged but has no say in the consensus, such as those given since a drift began. */
  untrusted?: Uint8Array;
  /** The same labels by item, for callers who have them already. */
  byItem?: LabelsByItem;
}

/**
 * Turns labels into "disagrees with the leave-one-out consensus": the unique plurality of the other annotators of the
 * same comparison, or the gold answer where one is known. The choice of a gold, not the crowd, is the truth there.
 *
 * @throws RangeError for malformed columns.
 */
export function consensusSignals(columns: LabelColumns, options: ConsensusOptions = {}): ConsensusSignals {
  const { gold, untrusted, byItem = labelsByItem(columns, 'consensusSignals') } = options;
  const { starts, rows, repeats } = byItem;
  const { items, annotators, choices, itemCount, annotatorCount, categoryCount } = columns;
  if (gold) checkLength(gold.length, itemCount, 'gold', 'consensusSignals');
  if (untrusted) checkLength(untrusted.length, items.length, 'untrusted', 'consensusSignals');
  const stratumOf = new Uint8Array(items.length).fill(SKIPPED);
  const disagreesAt = new Uint8Array(items.length);
  const counts = new Int32Array(categoryCount);
  let kept = 0;
  for (let item = 0; item < itemCount; item++) {
    const known = gold ? gold[item]! : NO_GOLD;
    for (let category = 0; category < categoryCount; category++) counts[category] = 0;
    let total = 0;
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      if (repeats[rows[at]!] || untrusted?.[rows[at]!]) continue;
      counts[choices[rows[at]!]!]!++;
      total++;
    }
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      const row = rows[at]!;
      if (repeats[row]) continue;
      const own = choices[row]!;
      let answer = known;
      let stratum = 0;
      if (known === NO_GOLD) {
        const counted = untrusted?.[row] ? 0 : 1;
        const others = total - counted;
        counts[own]! -= counted;
        answer = uniquePlurality(counts);
        if (answer >= 0) stratum = others === 1 ? 1 : counts[answer] === others ? 2 : 3;
        counts[own]! += counted;
        if (answer < 0) continue;
      }
      stratumOf[row] = stratum;
      disagreesAt[row] = own === answer ? 0 : 1;
      kept++;
    }
  }
  const signals: ConsensusSignals = {
    rows: new Int32Array(kept),
    annotators: new Int32Array(kept),
    labelNumbers: new Int32Array(kept),
    disagrees: new Uint8Array(kept),
    strata: new Uint8Array(kept),
    annotatorCount,
  };
  if (untrusted) signals.untrusted = new Uint8Array(kept);
  const numbers = new Int32Array(annotatorCount);
  let at = 0;
  for (let row = 0; row < items.length; row++) {
    const number = ++numbers[annotators[row]!]!;
    if (stratumOf[row] === SKIPPED) continue;
    signals.rows[at] = row;
    signals.annotators[at] = annotators[row]!;
    signals.labelNumbers[at] = number;
    signals.disagrees[at] = disagreesAt[row]!;
    signals.strata[at] = stratumOf[row]!;
    if (untrusted) signals.untrusted![at] = untrusted[row]!;
    at++;
  }
  return signals;
}

/** The category with most labels, or -1 when there is none or it is shared. */
function uniquePlurality(counts: Int32Array): number {
  let best = -1;
  let most = 0;
  for (let category = 0; category < counts.length; category++) {
    const count = counts[category]!;
    if (count > most) {
      most = count;
      best = category;
    } else if (count === most) best = -1;
  }
  return best;
}
