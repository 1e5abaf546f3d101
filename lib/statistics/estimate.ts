/** Why a figure cannot be given. A statistic that is undefined is a state with a reason, never a number. */
export type UndefinedReason =
  | 'no_pairs' // no comparison has two labels
  | 'no_variation' // expected agreement is 1: everyone used one and the same category
  | 'one_item' // a value, but nothing to estimate its error from
  | 'too_few_annotators' // the annotator interval needs at least 8 annotators
  | 'too_few_labels'
  | 'no_data'
  | 'no_mirror' // the categories have no two sides that could be swapped
  | 'not_converged';

/** A closed interval [low, high]. */
export type Interval = [low: number, high: number];

/**
 * A figure with its uncertainty. `se` and `ci95` answer "new comparisons, these annotators" (item jackknife or
 * analytic); `ci95Annotators` answers "annotators like these" (`annotatorError`). Never rounded.
 */
export interface Estimate {
  value: number | null;
  se: number | null;
  ci95: Interval | null;
  ci95Annotators?: Interval | null;
  ci95Bootstrap?: Interval | null;
  reason?: UndefinedReason;
}
