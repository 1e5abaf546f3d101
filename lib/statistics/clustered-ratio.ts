import { tCdf } from './distributions';
import type { Interval } from './estimate';
import { jackknifeError, tInterval } from './jackknife';
import { wilsonInterval } from './proportion-interval';

/** A share whose trials come in clusters, such as label pairs within comparisons. */
export interface ClusteredRatio {
  value: number | null;
  se: number | null;
  ci95: Interval | null;
  successes: number;
  trials: number;
  /** Clusters with at least one trial: what the interval counts. */
  clusters: number;
}

/** Below this a standard error is rounding noise around an exact zero. */
const NEGLIGIBLE = 1e-12;

/**
 * Σ successes / Σ trials over clusters, with its delete-one-cluster jackknife error and t interval: the trials within one
 * cluster share something and are not independent.
 *
 * @returns value null without a trial, error and interval null below two clusters; where the clusters do not differ at all
 *   the Wilson interval over the clusters stands in for [value, value].
 */
export function clusteredRatio(successes: ArrayLike<number>, trials: ArrayLike<number>): ClusteredRatio {
  const sums = checkedSums('clusteredRatio', successes, trials);
  const { hits, all, clusters } = sums;
  if (all === 0) return { value: null, se: null, ci95: null, successes: 0, trials: 0, clusters: 0 };
  const value = hits / all;
  const replicates: number[] = [];
  for (let i = 0; i < trials.length; i++)
    if (trials[i]! > 0) replicates.push((hits - successes[i]!) / (all - trials[i]!));
  const se = clusters < 2 ? null : jackknifeError(replicates);
  const ci95 =
    se === null
      ? null
      : se < NEGLIGIBLE
        ? wilsonInterval(value * clusters, clusters)
        : tInterval(value, se, clusters - 1, { low: 0, high: 1 });
  return { value, se, ci95, successes: hits, trials: all, clusters };
}

/** A difference of two figures with its uncertainty. */
export interface Difference {
  value: number | null;
  se: number | null;
  ci95: Interval | null;
  /** Two-sided p-value of no difference. */
  pValue: number | null;
}

/**
 * Difference of two clustered shares, first minus second, over the same clusters (a cluster without trials on a side
 * leaves that side as it is). The jackknife leaves a cluster out of both, so what they share cancels.
 */
export function clusteredRatioDifference(
  first: { successes: ArrayLike<number>; trials: ArrayLike<number> },
  second: { successes: ArrayLike<number>; trials: ArrayLike<number> },
): Difference {
  const a = checkedSums('clusteredRatioDifference', first.successes, first.trials);
  const b = checkedSums('clusteredRatioDifference', second.successes, second.trials);
  if (first.trials.length !== second.trials.length)
    throw new RangeError('clusteredRatioDifference: the two sides have different clusters');
  if (a.all === 0 || b.all === 0) return { value: null, se: null, ci95: null, pValue: null };
  const value = a.hits / a.all - b.hits / b.all;
  const replicates: number[] = [];
  for (let i = 0; i < first.trials.length; i++) {
    if (first.trials[i]! === 0 && second.trials[i]! === 0) continue;
    replicates.push(
      (a.hits - first.successes[i]!) / (a.all - first.trials[i]!) -
        (b.hits - second.successes[i]!) / (b.all - second.trials[i]!),
    );
  }
  return differenceFrom(value, jackknifeError(replicates), Math.min(a.clusters, b.clusters) - 1);
}

/** A difference from its error; the degrees of freedom are those of the side with fewer units. */
export function differenceFrom(value: number, se: number | null, df: number): Difference {
  if (se === null || se < NEGLIGIBLE || df < 1) return { value, se, ci95: null, pValue: null };
  return {
    value,
    se,
    ci95: tInterval(value, se, df),
    pValue: Math.min(1, 2 * tCdf(-Math.abs(value / se), df)),
  };
}

function checkedSums(caller: string, successes: ArrayLike<number>, trials: ArrayLike<number>) {
  if (successes.length !== trials.length)
    throw new RangeError(
      `${caller}: ${successes.length} clusters of successes for ${trials.length} of trials`,
    );
  let hits = 0;
  let all = 0;
  let clusters = 0;
  for (let i = 0; i < trials.length; i++) {
    if (!(successes[i]! >= 0 && successes[i]! <= trials[i]!))
      throw new RangeError(`${caller}: cluster ${i} has ${successes[i]} successes of ${trials[i]} trials`);
    hits += successes[i]!;
    all += trials[i]!;
    if (trials[i]! > 0) clusters++;
  }
  return { hits, all, clusters };
}
