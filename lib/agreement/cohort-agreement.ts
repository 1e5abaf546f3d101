import {
  type ClusteredRatio,
  clusteredRatio,
  clusteredRatioDifference,
  type Difference,
} from '#lib/statistics/clustered-ratio';
import type { LabelColumns } from './label-columns';

/** Agreement of label pairs with one label from each of two cohorts, or both from one. */
export interface CohortPair {
  /** Cohorts a ≤ b; a = b is agreement within the cohort. */
  a: number;
  b: number;
  agreement: ClusteredRatio;
}

export interface CohortAgreements {
  pairs: CohortPair[];
  /** Agreement within each cohort minus its agreement with all others, on the same comparisons where they meet. */
  withinMinusBetween: Difference[];
}

/**
 * Do annotators of one cohort agree with each other more than with the others? Pairwise agreement within and between
 * cohorts, each interval over items (an item's label pairs are one cluster).
 *
 * @param columns at most one label per annotator and item.
 * @param cohortOf cohort of each annotator, 0 … cohortCount − 1; −1 for who belongs to none.
 * @throws RangeError for a cohort out of range or more than 16 cohorts.
 */
export function cohortAgreement(
  columns: LabelColumns,
  cohortOf: Int32Array,
  cohortCount: number,
): CohortAgreements {
  if (cohortCount > 16) throw new RangeError(`cohortAgreement: at most 16 cohorts, got ${cohortCount}`);
  if (cohortOf.some((cohort) => cohort < -1 || cohort >= cohortCount))
    throw new RangeError(`cohortAgreement: a cohort outside −1 … ${cohortCount - 1}`);
  const { items, annotators, choices, itemCount, categoryCount: q } = columns;
  const counts = new Uint16Array(itemCount * cohortCount * q);
  for (let label = 0; label < items.length; label++) {
    const cohort = cohortOf[annotators[label]!]!;
    if (cohort >= 0) counts[(items[label]! * cohortCount + cohort) * q + choices[label]!]!++;
  }
  const sides = (a: number, bs: number[]) => {
    const successes = new Float64Array(itemCount);
    const trials = new Float64Array(itemCount);
    for (let item = 0; item < itemCount; item++)
      for (const b of bs) {
        const from = (item * cohortCount + a) * q;
        const to = (item * cohortCount + b) * q;
        let [left, right, alike] = [0, 0, 0];
        for (let c = 0; c < q; c++) {
          left += counts[from + c]!;
          right += counts[to + c]!;
          alike +=
            a === b ? (counts[from + c]! * (counts[from + c]! - 1)) / 2 : counts[from + c]! * counts[to + c]!;
        }
        successes[item]! += alike;
        trials[item]! += a === b ? (left * (left - 1)) / 2 : left * right;
      }
    return { successes, trials };
  };
  const cohorts = Array.from({ length: cohortCount }, (_, cohort) => cohort);
  return {
    pairs: cohorts.flatMap((a) =>
      cohorts.slice(a).map((b): CohortPair => {
        const { successes, trials } = sides(a, [b]);
        return { a, b, agreement: clusteredRatio(successes, trials) };
      }),
    ),
    withinMinusBetween: cohorts.map((a) =>
      clusteredRatioDifference(
        sides(a, [a]),
        sides(
          a,
          cohorts.filter((b) => b !== a),
        ),
      ),
    ),
  };
}
