import { countEvents, type DriftRecord } from './drift-record';

/** What an annotator's first labels say about how far they differ from the cohort, in log odds of disagreeing. */
export interface BaselineOffset {
  /** Posterior mean of the log odds ratio against the cohort; above 0 disagrees more than the cohort. */
  mean: number;
  /** Posterior standard deviation. */
  sd: number;
}

/** Prior knowledge of the spread between annotators, worth this many annotators: a crew of three can't teach it. */
const SPREAD_PRIOR_ANNOTATORS = 4;
const SPREAD_PRIOR_VARIANCE = 0.25;

/**
 * Empirical-Bayes logistic random effect: logit P(disagree) = log cohort odds + offset, offset ~ N(mu, tau²) over the
 * crew. mu and tau² come from the crew itself (EM with Laplace posteriors), so that a short baseline leans on the crew.
 *
 * @param baselines the baseline part of each annotator's record; where it is empty the prior is returned.
 */
export function baselineOffsets(baselines: DriftRecord[]): BaselineOffset[] {
  let mu = 0;
  let variance = SPREAD_PRIOR_VARIANCE;
  let offsets: BaselineOffset[] = baselines.map(() => ({ mean: 0, sd: Math.sqrt(variance) }));
  const counts = baselines.map(countEvents);
  const informed = baselines.map(({ odds }) => odds.length > 0);
  const size = informed.filter(Boolean).length;
  for (let round = 0; round < 50; round++) {
    offsets = baselines.map(({ odds }, index) =>
      laplace(odds, counts[index]!, mu, variance, offsets[index]!.mean),
    );
    if (size === 0) return offsets;
    const known = offsets.filter((_, index) => informed[index]);
    const nextMu = known.reduce((sum, offset) => sum + offset.mean, 0) / size;
    const spread = known.reduce((sum, offset) => sum + (offset.mean - nextMu) ** 2 + offset.sd ** 2, 0);
    const nextVariance =
      (spread + SPREAD_PRIOR_ANNOTATORS * SPREAD_PRIOR_VARIANCE) / (size + SPREAD_PRIOR_ANNOTATORS);
    const settled = Math.abs(nextMu - mu) < 1e-4 && Math.abs(nextVariance - variance) < 1e-4;
    mu = nextMu;
    variance = nextVariance;
    if (settled) break;
  }
  return offsets;
}

/** Mode and curvature of one annotator's offset by Newton's method; the log posterior is concave, so it always arrives. */
function laplace(
  odds: Float64Array,
  count: number,
  mu: number,
  variance: number,
  start: number,
): BaselineOffset {
  let offset = start;
  let information = 1 / variance;
  for (let step = 0; step < 30; step++) {
    const ratio = Math.exp(offset);
    let expected = 0;
    information = 1 / variance;
    for (let at = 0; at < odds.length; at++) {
      const p = (odds[at]! * ratio) / (1 + odds[at]! * ratio);
      expected += p;
      information += p * (1 - p);
    }
    const move = (count - expected - (offset - mu) / variance) / information;
    offset += Math.max(-1, Math.min(1, move));
    if (Math.abs(move) < 1e-8) break;
  }
  return { mean: offset, sd: Math.sqrt(1 / information) };
}
