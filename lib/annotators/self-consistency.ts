import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkLength, labelsByItem } from './labels-by-item';
import { type Proportion, proportion } from './proportion';

/** Agreement of an annotator with themselves on repeated comparisons. */
export interface SelfConsistency {
  /** All first repeat pairs. */
  all: Proportion;
  /** Pairs shown the same way round both times. */
  plain: Proportion;
  /** Pairs shown with sides swapped: a careful reader gives the same answer, a habit for one side gives another. */
  swapped: Proportion;
}

/**
 * Does an annotator give the same answer when the same comparison comes again? Agreement between the first label and
 * the first repeat of it, per annotator and for the pool, with Wilson intervals. Later repeats don't count: after two
 * meetings memory answers. Choices must be oriented by response, not by screen side.
 *
 * @param swapped 1 where a label was given with the sides swapped against the comparison's own order; absent = never.
 * @returns per annotator, and the pool over all pairs; null shares with reason `no_data` where there are no repeats.
 * @throws RangeError for malformed columns.
 */
export function selfConsistency(
  columns: LabelColumns,
  swapped?: Uint8Array,
): { annotators: SelfConsistency[]; pool: SelfConsistency } {
  const { starts, rows, repeats } = labelsByItem(columns, 'selfConsistency');
  const { items, annotators, choices, annotatorCount, itemCount } = columns;
  if (swapped) checkLength(swapped.length, items.length, 'swapped', 'selfConsistency');
  /** Per annotator: plain pairs, plain agreeing, swapped pairs, swapped agreeing. */
  const counts = new Int32Array(annotatorCount * 4);
  const first = new Int32Array(annotatorCount);
  const paired = new Int32Array(annotatorCount).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      const row = rows[at]!;
      const annotator = annotators[row]!;
      if (!repeats[row]) first[annotator] = row;
      else if (paired[annotator] !== item) {
        paired[annotator] = item;
        const before = first[annotator]!;
        const kind = annotator * 4 + (swapped && swapped[row] !== swapped[before] ? 2 : 0);
        counts[kind]!++;
        if (choices[row] === choices[before]) counts[kind + 1]!++;
      }
    }
  }
  const consistency = (
    pairs: number,
    agree: number,
    swappedPairs: number,
    swappedAgree: number,
  ): SelfConsistency => ({
    all: proportion(agree + swappedAgree, pairs + swappedPairs),
    plain: proportion(agree, pairs),
    swapped: proportion(swappedAgree, swappedPairs),
  });
  const pool = [0, 0, 0, 0];
  const each: SelfConsistency[] = [];
  for (let annotator = 0; annotator < annotatorCount; annotator++) {
    const own = counts.subarray(annotator * 4, annotator * 4 + 4);
    own.forEach((count, kind) => {
      pool[kind]! += count;
    });
    each.push(consistency(own[0]!, own[1]!, own[2]!, own[3]!));
  }
  return { annotators: each, pool: consistency(pool[0]!, pool[1]!, pool[2]!, pool[3]!) };
}

/**
 * The agreement with any fixed truth that an annotator who agrees with themselves with probability `agreement` can have
 * at most, for two answers: (1 + sqrt(2 s - 1)) / 2. Null below one half, where no truth explains the answers.
 *
 * @throws RangeError when `agreement` is not a probability.
 */
export function consistencyCeiling(agreement: number): number | null {
  if (!(agreement >= 0 && agreement <= 1))
    throw new RangeError(`consistencyCeiling: ${agreement} is not a probability`);
  return agreement < 0.5 ? null : (1 + Math.sqrt(2 * agreement - 1)) / 2;
}
