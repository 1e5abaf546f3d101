/** Why the coefficients tell different stories, in one sentence for a reader who is no statistician. */
export interface Divergence {
  cause: 'few_overlaps' | 'skew' | 'side' | 'ties';
  sentence: string;
}

export interface DivergenceFigures {
  percentAgreement: number | null;
  alpha: number | null;
  alphaOrdinal: number | null;
  swapInvariantAlpha: number | null;
  gwetAc1: number | null;
  itemsWithOverlap: number;
  /** Labels per category, in the order of `categories`. */
  labelCounts: readonly number[];
  categories: readonly string[];
  /** Position of the tie, or null. */
  tie: number | null;
}

/** Coefficients closer than this tell the same story. */
const NOTABLE = 0.1;
const NOTABLE_FOR_SIDES = 0.03;
const ENOUGH_ITEMS = 100;

/**
 * The most important reason why the figures of a batch diverge: too few overlapping comparisons to say anything, one
 * category that prevails, one side that wins, or ties that are nearer to a side than a full disagreement. Null when
 * they agree, or nothing is measurable.
 */
export function explainDivergence(figures: DivergenceFigures): Divergence | null {
  const { alpha, gwetAc1, alphaOrdinal } = figures;
  if (figures.percentAgreement === null) return null;
  if (figures.itemsWithOverlap < ENOUGH_ITEMS)
    return {
      cause: 'few_overlaps',
      sentence: `Only ${figures.itemsWithOverlap} comparisons have two labels or more; below ${ENOUGH_ITEMS} the coefficients differ by chance alone.`,
    };
  const labels = figures.labelCounts.reduce((sum, count) => sum + count, 0);
  const top = figures.labelCounts.indexOf(Math.max(...figures.labelCounts));
  const share = percent(figures.labelCounts[top]! / labels);
  if (alpha === null)
    return {
      cause: 'skew',
      sentence: `${share} of the labels are ${figures.categories[top]}, so agreement beyond chance cannot be told from a habit and alpha is not measurable.`,
    };
  const swap = figures.swapInvariantAlpha;
  if (swap !== null && swap - alpha > NOTABLE_FOR_SIDES)
    return {
      cause: 'side',
      sentence: `Alpha (${fixed(alpha)}) is below the swap-invariant alpha (${fixed(swap)}) because ${share} of the labels are ${figures.categories[top]}: one side wins more often, which alpha counts as chance although the names of the sides are arbitrary.`,
    };
  if (gwetAc1 !== null && Math.abs(gwetAc1 - alpha) > NOTABLE)
    return {
      cause: 'skew',
      sentence: `Alpha (${fixed(alpha)}) and AC1 (${fixed(gwetAc1)}) differ because ${share} of the labels are ${figures.categories[top]}: where one category prevails alpha measures mostly that, and AC1 rises with it.`,
    };
  if (figures.tie !== null && alphaOrdinal !== null && Math.abs(alphaOrdinal - alpha) > NOTABLE) {
    const ties = percent(figures.labelCounts[figures.tie]! / labels);
    const nearer = alphaOrdinal > alpha;
    return {
      cause: 'ties',
      sentence: `Counting a tie as half way moves alpha from ${fixed(alpha)} to ${fixed(alphaOrdinal)}: ${ties} of the labels are ties, and annotators ${nearer ? 'differ more often between a tie and a side than between the sides' : 'often choose opposite sides'}.`,
    };
  }
  return null;
}

const fixed = (value: number) => value.toFixed(2);
const percent = (share: number) => `${Math.round(100 * share)} %`;
