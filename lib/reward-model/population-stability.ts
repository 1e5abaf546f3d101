import { type DistributionShift, distributionShift } from '#lib/annotators/distribution-shift';

export interface PopulationStability
  extends Pick<DistributionShift, 'psi' | 'psiWithoutShift' | 'pValue' | 'method'> {
  /** Neighbouring bins that were put together, each about an equal part of the baseline: [first, last] bin. */
  groups: [first: number, last: number][];
  /** Shares by group. */
  baseline: number[];
  current: number[];
}

const GROUPS = 10;
/** Fewer independent pieces of evidence than this on either side say nothing about ten groups. */
export const LEAST_STABLE = 30;

/**
 * Is what a model scores now distributed as what it was trained on? The population stability index over about ten groups of equal
 * size in the baseline, Σ (q − p) ln(q/p), with a test. The usual limits of 0.1 and 0.25 ignore how much data there is: without any
 * shift the index is (groups − 1)(1/n₀ + 1/n₁) on average, 0.45 with 20 on either side. The p-value is that of chi-square on
 * counts, or of random divisions where expected counts are small.
 *
 * @param baseline current counts by bin; fractions are allowed (a request that counts as one), their sums are what is independent.
 * @param seed of the random divisions.
 * @returns null with fewer than 30 on either side, or when everything lies in one group.
 * @throws RangeError for counts of different length, negative or not finite.
 */
export function populationStability(
  baseline: readonly number[],
  current: readonly number[],
  seed: number,
): PopulationStability | null {
  if (baseline.length !== current.length)
    throw new RangeError(`populationStability: ${baseline.length} bins against ${current.length}`);
  for (const count of [...baseline, ...current])
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`populationStability: ${count} is not a count`);
  const [n0, n1] = [sum(baseline), sum(current)];
  if (n0 < LEAST_STABLE || n1 < LEAST_STABLE) return null;
  const groups = equalParts(baseline);
  const grouped = (counts: readonly number[]) =>
    groups.map(([first, last]) => sum(counts.slice(first, last + 1)));
  const [before, now] = [grouped(baseline), grouped(current)];
  const shift = distributionShift(before.map(Math.round), now.map(Math.round), { seed });
  if (!shift) return null;
  const { psi, psiWithoutShift, pValue, method } = shift;
  return {
    ...{ psi, psiWithoutShift, pValue, method, groups },
    baseline: before.map((count) => count / n0),
    current: now.map((count) => count / n1),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Cuts the bins where the baseline's share reaches the next tenth; a bin that holds several tenths stays one group. */
function equalParts(baseline: readonly number[]): [number, number][] {
  const total = sum(baseline);
  const groups: [number, number][] = [];
  let first = 0;
  let reached = 0;
  let cut = 1;
  for (let bin = 0; bin < baseline.length - 1; bin++) {
    reached += baseline[bin]!;
    if (reached < (cut * total) / GROUPS) continue;
    groups.push([first, bin]);
    first = bin + 1;
    while (cut < GROUPS && reached >= (cut * total) / GROUPS) cut++;
    if (cut === GROUPS && reached >= total) break;
  }
  groups.push([first, baseline.length - 1]);
  return groups;
}
