import type { EstimateBasis } from '#lib/agreement/estimate-basis';
import type { PolicyChecks } from './policy';
import type { QualityFigures } from './quality-figures';
import { LOOKS_HORIZON } from './repeated-looks';

/** A policy that asks for no number of comparisons could open at any size; below this nothing passes on an interval. */
const FEWEST_COMPARISONS = 40;
const FEWEST_OVERLAPPING = 20;

/**
 * Leaving an annotator out takes their comparisons along, and a disagreement belongs to two people: the annotator
 * jackknife contains about twice the variance that comes from the comparisons (Efron & Stein 1981, second-order terms).
 */
export const ITEM_PARTS = 2;

/** The two parts of the annotator interval's variance: what more comparisons shrink, and what only more annotators do. */
export function varianceParts(basis: EstimateBasis): { items: number; crew: number } | null {
  if (basis.seAnnotators === null || basis.seItems === null) return null;
  if (!Number.isFinite(basis.seAnnotators) || !Number.isFinite(basis.seItems)) return null;
  const whole = basis.seAnnotators ** 2;
  const items = Math.min(whole, ITEM_PARTS * basis.seItems ** 2);
  return { items, crew: whole - items };
}

/**
 * Logarithm of how much the information of a figure grows between the first moment at which this policy could open and
 * the horizon (or now, if that is later). It is a property of the batch and the policy, so every look uses the same.
 */
export function logGrowthOfLabels(figures: QualityFigures, policy: PolicyChecks): number {
  const comparisons = Math.max(FEWEST_COMPARISONS, policy.comparisons ?? 0);
  const start = comparisons * (1 + (policy.overlapShare ?? 0));
  return Math.log(Math.max(LOOKS_HORIZON, figures.labels / start));
}

/** The same for the pool's alpha: its information stops growing where only more annotators would help. */
export function logGrowthOfAlpha(
  figures: QualityFigures,
  basis: EstimateBasis,
  policy: PolicyChecks,
): number | null {
  const parts = varianceParts(basis);
  if (!parts) return null;
  const start = Math.max(FEWEST_OVERLAPPING, (policy.comparisons ?? 0) * (policy.overlapShare ?? 0));
  const now = figures.comparisonsWithOverlap;
  const end = Math.max(LOOKS_HORIZON * start, now);
  const at = (overlapping: number) => parts.crew + (parts.items * now) / overlapping;
  return at(end) > 0 ? Math.max(0, Math.log(at(start) / at(end))) : Math.log(LOOKS_HORIZON);
}
