import type { UndefinedReason } from '../statistics/estimate';

/** Why a figure is missing, in the few words that stand in its place. */
export const MISSING_WORDS: Record<UndefinedReason, string> = {
  no_pairs: 'no comparison has two labels',
  no_variation: 'everyone gave the same answer',
  one_item: 'only one comparison to estimate from',
  too_few_annotators: 'needs at least 8 annotators',
  too_few_labels: 'too few labels',
  no_data: 'no labels yet',
  not_converged: 'the model did not settle',
  no_mirror: 'A and B are not both among the categories',
};
