import { normalCdf, normalQuantile } from './distributions';
import type { Interval } from './estimate';
import { quantileSorted } from './quantile';

/**
 * Bias-corrected and accelerated bootstrap interval (Efron 1987), 95 %: percentiles of the replicates, shifted for the
 * bias of the figure and for how its error changes with its value.
 *
 * @param acceleration from `jackknifeAcceleration`; 0 gives the bias-corrected interval.
 * @returns null when a replicate in a hundred or more is undefined (NaN).
 */
export function bcaInterval(replicates: Float64Array, value: number, acceleration: number): Interval | null {
  const sorted = replicates.filter((replicate) => !Number.isNaN(replicate)).sort();
  if (sorted.length === 0 || sorted.length < 0.99 * replicates.length) return null;
  let below = 0;
  for (const replicate of sorted) below += replicate < value ? 1 : replicate === value ? 0.5 : 0;
  // Never quite 0 or 1, so that the correction stays finite.
  const share = Math.min(Math.max(below / sorted.length, 0.5 / sorted.length), 1 - 0.5 / sorted.length);
  const bias = normalQuantile(share);
  const end = (p: number) => {
    const z = bias + normalQuantile(p);
    return quantileSorted(sorted, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return [end(0.025), end(0.975)];
}

/**
 * How the standard error changes with the figure: a sixth of the skewness of the delete-one influences. Undefined
 * replicates (NaN) are passed over; 0 when nothing varies.
 */
export function jackknifeAcceleration(
  replicates: ArrayLike<number>,
  multiplicity: ArrayLike<number>,
): number {
  let units = 0;
  let sum = 0;
  for (let i = 0; i < replicates.length; i++) {
    if (!(multiplicity[i]! > 0) || Number.isNaN(replicates[i]!)) continue;
    units += multiplicity[i]!;
    sum += multiplicity[i]! * replicates[i]!;
  }
  const mean = sum / units;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < replicates.length; i++) {
    if (!(multiplicity[i]! > 0) || Number.isNaN(replicates[i]!)) continue;
    const gap = mean - replicates[i]!;
    squares += multiplicity[i]! * gap * gap;
    cubes += multiplicity[i]! * gap * gap * gap;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}
