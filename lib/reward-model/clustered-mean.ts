import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '#lib/statistics/estimate';

/** A mean over pairs with an interval that knows that pairs of one prompt, or with a shared response, are alike. */
export interface ClusteredMean {
  value: number | null;
  se: number | null;
  ci95: Interval | null;
  /** Pairs the mean is over. */
  n: number;
  /** What was resampled: prompts ("new prompts like these") or, with few prompts, responses ("new responses to these prompts"). */
  clusteredBy: 'prompts' | 'responses' | null;
  /** Why a figure is null; a clause for people. */
  reason?: string;
}

/** One value and where it comes from. */
export interface ClusteredValue {
  value: number;
  /** Any numbers that tell prompts and responses apart. */
  prompt: number;
  responseA: number;
  responseB: number;
}

/** Below this many values a mean is not given: its interval would span most of the scale. */
export const MINIMUM_VALUES = 30;
/** Prompts from which on the interval is over prompts. */
export const MINIMUM_PROMPTS = 10;

/**
 * Mean of values of pairs, with a 95 % interval.
 *
 * With at least 10 prompts: delete-one-prompt jackknife, t with prompts − 1 degrees of freedom. With fewer, prompts
 * cannot be resampled in earnest; then the dyadic-robust variance, in which two pairs are correlated when they share a
 * response, t with responses − 1 degrees of freedom; it speaks for the prompts at hand only. A mean at `bounds` itself
 * has no variance to see: its interval then reaches to the value that n independent clusters would miss 2.5 % of the time.
 * Sources: Cameron & Miller 2015 (clustered jackknife); Aronow, Samii & Assenova 2015 (dyadic).
 *
 * @param bounds range of a single value; the interval is cut to it.
 * @returns value null, with the reason, below 30 values; ci95 null when there is one cluster only.
 */
export function clusteredMean(values: readonly ClusteredValue[], bounds: Interval): ClusteredMean {
  const n = values.length;
  const none = { value: null, se: null, ci95: null, n, clusteredBy: null };
  if (n < MINIMUM_VALUES) return { ...none, reason: `${n} pairs, at least ${MINIMUM_VALUES} are needed` };
  const mean = values.reduce((sum, { value }) => sum + value, 0) / n;
  const prompts = new Set(values.map(({ prompt }) => prompt)).size;
  const clusteredBy = prompts >= MINIMUM_PROMPTS ? 'prompts' : 'responses';
  const { variance, clusters } =
    clusteredBy === 'prompts' ? promptJackknife(values, mean) : dyadicVariance(values, mean);
  if (clusters < 2) return { ...none, value: mean, clusteredBy, reason: 'all pairs share their responses' };
  const se = Math.sqrt(variance);
  const ci95 =
    se > 0 ? around(mean, se * tQuantile(0.975, clusters - 1), bounds) : atBound(mean, clusters, bounds);
  return { value: mean, se, ci95, n, clusteredBy };
}

function promptJackknife(values: readonly ClusteredValue[], mean: number) {
  const sums = new Map<number, { sum: number; n: number }>();
  for (const { value, prompt } of values) {
    const group = sums.get(prompt) ?? { sum: 0, n: 0 };
    group.sum += value;
    group.n++;
    sums.set(prompt, group);
  }
  const total = mean * values.length;
  const without = [...sums.values()].map(({ sum, n }) => (total - sum) / (values.length - n));
  const centre = without.reduce((sum, value) => sum + value, 0) / without.length;
  const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { variance: (squares * (without.length - 1)) / without.length, clusters: without.length };
}

function dyadicVariance(values: readonly ClusteredValue[], mean: number) {
  const responses = new Map<number, number>();
  const dyads = new Map<string, number>();
  let independent = 0;
  for (const { value, responseA, responseB } of values) {
    const error = value - mean;
    independent += error * error;
    for (const response of new Set([responseA, responseB]))
      responses.set(response, (responses.get(response) ?? 0) + error);
    const dyad = `${Math.min(responseA, responseB)} ${Math.max(responseA, responseB)}`;
    dyads.set(dyad, (dyads.get(dyad) ?? 0) + error);
  }
  let squares = 0;
  for (const error of responses.values()) squares += error * error;
  // Each dyad was counted once through either of its responses.
  for (const error of dyads.values()) squares -= error * error;
  const clusters = responses.size;
  const scale = clusters / Math.max(1, clusters - 1) / values.length ** 2;
  // The dyadic sum can fall below the independent one by chance; it is never reported as more certain than that.
  return { variance: Math.max(squares, independent) * scale, clusters };
}

function around(mean: number, half: number, [low, high]: Interval): Interval {
  return [Math.max(low, mean - half), Math.min(high, mean + half)];
}

function atBound(mean: number, clusters: number, [low, high]: Interval): Interval | null {
  if (high - low === Infinity) return null;
  const reach = (high - low) * (1 - 0.025 ** (1 / clusters));
  if (mean === high) return [high - reach, high];
  if (mean === low) return [low, low + reach];
  return null;
}
