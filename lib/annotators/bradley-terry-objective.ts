import type { Evaluate } from './newton-ascent';
import type { PairCounts } from './pair-counts';
import { type RowDerivatives, TIE_MODELS, type TieModel } from './tie-models';

/** A Bradley–Terry likelihood: parameters are the sources' strengths, one per term, and the tie effect last if there is one. */
export interface Objective {
  size: number;
  /** Position of the tie effect, null when the model has none. */
  tieAt: number | null;
  start: Float64Array;
  evaluate: Evaluate;
}

/**
 * The log-likelihood with its derivatives. The mean of each group of sources is free; one unit of information on it is
 * added, so that the matrix can be inverted, and must be taken out of the covariances again (1 / size of the group).
 *
 * @param pseudoWins wins added to either side of each row.
 * @param terms columns that enter the logit of first over second, one value per row.
 * @param groups sources of each component that is fitted; rows of other sources are left out.
 */
export function bradleyTerryObjective(
  pairs: PairCounts,
  pseudoWins: Float64Array,
  terms: Float64Array[],
  groups: number[][],
  tieModel: TieModel,
): Objective {
  const n = pairs.sourceCount;
  const { hasEffect, start: tieStart, derivatives } = TIE_MODELS[tieModel];
  const tieAt = hasEffect ? n + terms.length : null;
  const size = n + terms.length + (hasEffect ? 1 : 0);
  const fitted = new Uint8Array(n);
  for (const group of groups) for (const source of group) fitted[source] = 1;
  const rows = Int32Array.from(pairs.first.keys()).filter((row) => fitted[pairs.first[row]!] === 1);
  const start = new Float64Array(size);
  if (tieAt !== null) start[tieAt] = tieStart;
  const out: RowDerivatives = { logLikelihood: 0, x: 0, t: 0, xx: 0, xt: 0, tt: 0 };
  const places = new Int32Array(terms.length + 2);
  const weights = new Float64Array(terms.length + 2);
  weights[0] = 1;
  weights[1] = -1;
  for (let k = 0; k < terms.length; k++) places[k + 2] = n + k;

  const evaluate: Evaluate = (at, gradient, information) => {
    gradient.fill(0);
    information.fill(0);
    const tieEffect = tieAt === null ? 0 : at[tieAt]!;
    if (tieModel === 'rao-kupper' && !(tieEffect > 0)) return Number.NEGATIVE_INFINITY;
    let logLikelihood = 0;
    for (const row of rows) {
      places[0] = pairs.first[row]!;
      places[1] = pairs.second[row]!;
      for (let k = 0; k < terms.length; k++) weights[k + 2] = terms[k]![row]!;
      let x = 0;
      for (let i = 0; i < places.length; i++) x += weights[i]! * at[places[i]!]!;
      const extra = pseudoWins[row]!;
      derivatives(
        x,
        tieEffect,
        pairs.winsFirst[row]! + extra,
        pairs.winsSecond[row]! + extra,
        pairs.ties[row]!,
        out,
      );
      logLikelihood += out.logLikelihood;
      for (let i = 0; i < places.length; i++) {
        const own = places[i]!;
        gradient[own]! += weights[i]! * out.x;
        for (let j = 0; j < places.length; j++)
          information[own * size + places[j]!]! += weights[i]! * weights[j]! * out.xx;
        if (tieAt === null) continue;
        information[own * size + tieAt]! += weights[i]! * out.xt;
        information[tieAt * size + own]! += weights[i]! * out.xt;
      }
      if (tieAt === null) continue;
      gradient[tieAt]! += out.t;
      information[tieAt * size + tieAt]! += out.tt;
    }
    for (const group of groups)
      for (const i of group) for (const j of group) information[i * size + j]! += 1 / group.length;
    for (let source = 0; source < n; source++) if (!fitted[source]) information[source * size + source] = 1;
    return logLikelihood;
  };
  return { size, tieAt, start, evaluate };
}
