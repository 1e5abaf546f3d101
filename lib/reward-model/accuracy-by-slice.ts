import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { falseDiscoveryRates } from '#lib/annotators/false-discovery';
import type { Interval } from '#lib/statistics/estimate';
import { type ClusteredMean, type ClusteredValue, clusteredMean, MINIMUM_VALUES } from './clustered-mean';

export type SliceKind =
  | 'agreement'
  | 'strength'
  | 'tag'
  | 'language'
  | 'cohort'
  | 'sources'
  | 'prompt-length';

/** Pairs that belong together, and how right the model is on each. */
export interface Slice {
  kind: SliceKind;
  name: string;
  values: readonly ClusteredValue[];
  /** The other pairs of its kind; null where pairs are not divided (a cohort's labels are on pairs that others share). */
  rest: readonly ClusteredValue[] | null;
}

export interface SliceAccuracy {
  kind: SliceKind;
  name: string;
  accuracy: ClusteredMean;
  /** Accuracy here minus accuracy on the rest, in [−1, 1]; value null below 30 pairs on either side. */
  difference: ClusteredMean | null;
  /** False discovery rate of that difference among all slices (Benjamini–Hochberg); null where it is not tested. */
  q: number | null;
}

const SHARE: Interval = [0, 1];
const DIFFERENCE: Interval = [-1, 1];

/**
 * Where is the model better or worse than elsewhere? Accuracy by slice with its interval, and the difference to the rest,
 * corrected for having looked at many: with twenty slices one is "significant" by luck.
 */
export function accuracyBySlice(slices: readonly Slice[]): SliceAccuracy[] {
  const rows = slices.map(({ kind, name, values, rest }) => {
    const accuracy = clusteredMean(values, SHARE);
    const difference = rest === null ? null : differenceOf(values, rest);
    return { kind, name, accuracy, difference };
  });
  const q = falseDiscoveryRates(rows.map(({ difference }) => pValue(difference)));
  return rows.map((row, i) => ({ ...row, q: q[i] ?? null }));
}

/** Difference of two means over pairs that may share prompts, linearised so that the clustered interval covers both. */
function differenceOf(values: readonly ClusteredValue[], rest: readonly ClusteredValue[]): ClusteredMean {
  const short = Math.min(values.length, rest.length);
  if (short < MINIMUM_VALUES) return clusteredMean(values.slice(0, short), DIFFERENCE);
  const mean = (of: readonly ClusteredValue[]) => of.reduce((sum, { value }) => sum + value, 0) / of.length;
  const [here, there] = [mean(values), mean(rest)];
  const n = values.length + rest.length;
  const linear = (of: readonly ClusteredValue[], centre: number, sign: number) =>
    of.map((row) => ({
      ...row,
      value: here - there + (sign * (row.value - centre) * n) / of.length,
    }));
  return clusteredMean([...linear(values, here, 1), ...linear(rest, there, -1)], DIFFERENCE);
}

function pValue(difference: ClusteredMean | null): number | null {
  if (!difference || difference.value === null || !difference.se) return null;
  // Degrees of freedom of the clusters are inside the interval; 30 is a floor that keeps the test on the careful side.
  return 2 * (1 - tCdf(Math.abs(difference.value / difference.se), 30));
}
