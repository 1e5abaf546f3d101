import { binomialCdf, normalQuantile } from '#lib/statistics/distributions';
import { falseDiscoveryRates } from './false-discovery';
import { type Proportion, proportion } from './proportion';

export interface FunnelRate {
  rate: Proportion;
  /** Exact two-sided binomial test of the centre; null without anything to count or without a centre. */
  pValue: number | null;
  /** Benjamini–Hochberg over all annotators tested. */
  qValue: number | null;
  /** Away from the centre by more than a tenth, and q < .05: large and not by chance. */
  flagged: boolean;
}

export interface RateFunnel {
  /** What everyone is held against; null when nobody did anything that counts. */
  centre: number | null;
  annotators: FunnelRate[];
}

const LARGE = 0.1;

/**
 * Whose rate stands out from chance? Each annotator's share `count / total` against one centre, which a funnel plot
 * draws with limits that narrow as labels grow (Spiegelhalter 2005).
 *
 * @param centre what nobody's habit should move (one half for the side of the screen); absent: each annotator is tested
 *   against the share of all others, and the centre is that of everyone.
 * @throws RangeError for columns of different length or a count that is not one of a total.
 */
export function rateFunnel(
  counts: ArrayLike<number>,
  totals: ArrayLike<number>,
  centre?: number,
): RateFunnel {
  if (counts.length !== totals.length)
    throw new RangeError(`rateFunnel: ${counts.length} counts for ${totals.length} totals`);
  const all = sum(totals);
  const hits = sum(counts);
  const rates = Array.from({ length: counts.length }, (_, k) => proportion(counts[k]!, totals[k]!));
  const pValues = rates.map(({ count, n }) => {
    const expected = centre ?? (all > n ? (hits - count) / (all - n) : null);
    return n === 0 || expected === null ? null : binomialTest(count, n, expected);
  });
  const qValues = falseDiscoveryRates(pValues);
  const middle = centre ?? (all > 0 ? hits / all : null);
  return {
    centre: all > 0 ? middle : null,
    annotators: rates.map((rate, k) => {
      const qValue = qValues[k]!;
      const far = rate.value !== null && middle !== null && Math.abs(rate.value - middle) > LARGE;
      return { rate, pValue: pValues[k]!, qValue, flagged: far && qValue !== null && qValue < 0.05 };
    }),
  };
}

/**
 * Where a share of n lies with this probability when nothing but chance moves it from the centre: the limits of a
 * funnel plot, by the inverted score test, within 0 and 1.
 *
 * @throws RangeError for an n below 1.
 */
export function funnelLimits(centre: number, n: number, level: number): [low: number, high: number] {
  if (!(n >= 1)) throw new RangeError(`funnelLimits: n must be at least 1, got ${n}`);
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt((centre * (1 - centre)) / n);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Twice the smaller tail, at most 1. */
function binomialTest(count: number, n: number, p: number): number {
  const lower = binomialCdf(count, n, p);
  const upper = count === 0 ? 1 : 1 - binomialCdf(count - 1, n, p);
  return Math.min(1, Math.max(0, 2 * Math.min(lower, upper)));
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
