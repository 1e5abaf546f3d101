import { groupLabels } from '#lib/agreement/group-labels';
import type { BradleyTerry } from './bradley-terry';
import { FIRST_WON, TIED } from './pair-counts';

/** Outcomes behind a Bradley–Terry fit, one entry per label, and what labels share: a comparison, or an annotator. */
export interface ClusteredOutcomes {
  first: Int32Array;
  second: Int32Array;
  /** FIRST_WON, SECOND_WON, TIED; another outcome is left out. */
  outcomes: Uint8Array;
  clusters: Int32Array;
  clusterCount: number;
}

/**
 * Cluster-robust covariance of log strengths (the sandwich of Liang & Zeger 1986, times G / (G − 1) for G clusters): labels
 * on one comparison, or of one annotator, are not independent, and the model's own errors, which take them to be, are
 * too small. A tie counts as half a win each way, as in the fit with `ties: 'half'`.
 *
 * @param model a fit with ties half, without position and covariates, on the same labels.
 * @returns source × source, 0 for sources without a strength; null below two clusters or without a fit.
 * @throws RangeError for columns of different length.
 */
export function clusteredCovariance(model: BradleyTerry, given: ClusteredOutcomes): Float64Array | null {
  const { first, second, outcomes, clusters, clusterCount } = given;
  for (const column of [second, outcomes, clusters])
    if (column.length !== first.length)
      throw new RangeError(`clusteredCovariance: columns of ${first.length} and ${column.length} labels`);
  const n = model.sources.length;
  const meat = new Float64Array(n * n);
  const score = new Float64Array(n);
  const { starts, order } = groupLabels(clusters, clusterCount);
  let used = 0;
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const touched = new Set<number>();
    for (let k = starts[cluster]!; k < starts[cluster + 1]!; k++) {
      const label = order[k]!;
      const [a, b, outcome] = [first[label]!, second[label]!, outcomes[label]!];
      const [left, right] = [model.sources[a]?.strength ?? null, model.sources[b]?.strength ?? null];
      if (a === b || outcome > TIED || left === null || right === null) continue;
      const won = outcome === FIRST_WON ? 1 : outcome === TIED ? 0.5 : 0;
      const residual = won - 1 / (1 + Math.exp(right - left));
      score[a]! += residual;
      score[b]! -= residual;
      touched.add(a).add(b);
    }
    if (touched.size === 0) continue;
    used++;
    for (const i of touched) for (const j of touched) meat[i * n + j]! += score[i]! * score[j]!;
    for (const i of touched) score[i] = 0;
  }
  if (used < 2 || !model.converged) return null;
  const scale = used / (used - 1);
  return multiplied(multiplied(model.covariance, meat, n), model.covariance, n).map((value) => value * scale);
}

function multiplied(left: Float64Array, right: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = left[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) product[i * n + j]! += factor * right[k * n + j]!;
    }
  return product;
}

/**
 * Which ranks a source may have: 1 + the sources that are surely stronger, and the last rank less those surely weaker,
 * by the 95 % interval of each difference. Strengths compare within a component only.
 *
 * @returns null for sources without a strength.
 */
export function rankRange(
  model: BradleyTerry,
  covariance: Float64Array,
  source: number,
  z = 1.959963984540054,
): { rank: number; best: number; worst: number; of: number } | null {
  const own = model.sources[source];
  if (!own || own.strength === null) return null;
  const n = model.sources.length;
  let [rank, best, worst, of] = [1, 1, 0, 0];
  for (const [other, { strength, component }] of model.sources.entries()) {
    if (strength === null || component !== own.component) continue;
    of++;
    if (other === source) continue;
    const gap = strength - own.strength;
    const variance =
      covariance[source * n + source]! + covariance[other * n + other]! - 2 * covariance[source * n + other]!;
    const half = z * Math.sqrt(Math.max(0, variance));
    if (gap > 0) rank++;
    if (gap > half) best++;
    if (gap < -half) worst++;
  }
  return { rank, best, worst: of - worst, of };
}
