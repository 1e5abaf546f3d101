import { type ConsensusSignals, SIGNAL_STRATA } from './consensus-signals';
import { checkLength } from './labels-by-item';

/** How strongly a thin window leans on the rate of the whole record: as many labels as this. */
const PRIOR_LABELS = 20;

export interface CohortOptions {
  /** Length of the window around each label, in labels per cohort member. */
  windowPerAnnotator?: number;
  /** The shortest window in labels, so that a small crew is not judged against noise. */
  shortestWindow?: number;
  /** 1 for annotators whose labels do not speak for the cohort (paused, model judges). */
  outsideCohort?: Uint8Array;
}

/**
 * The odds that the cohort, without the annotator in question, disagrees with its consensus just then: for each signal,
 * over the window around it (half before, half after: a trailing one would lag behind every change of the work) and
 * within the same stratum. When comparisons become harder for everyone the odds rise for everyone, and nobody looks
 * like drifting. Each rate leans on the stratum's rate over the whole record with the weight of 20 labels, so that a
 * thin window has odds too and none is zero.
 *
 * @returns odds (not probabilities), one per signal.
 * @throws RangeError for a window that is not positive or a mask of the wrong length.
 */
export function cohortOdds(signals: ConsensusSignals, options: CohortOptions = {}): Float64Array {
  const { annotators, disagrees, strata, annotatorCount } = signals;
  const { windowPerAnnotator = 50, shortestWindow = 400, outsideCohort } = options;
  if (!(windowPerAnnotator > 0))
    throw new RangeError(`cohortOdds: window must be positive, got ${windowPerAnnotator}`);
  if (outsideCohort) checkLength(outsideCohort.length, annotatorCount, 'outsideCohort', 'cohortOdds');
  const width = SIGNAL_STRATA.length;
  const overall = overallRates(signals, outsideCohort);
  const members = new Uint8Array(annotatorCount);
  for (let at = 0; at < annotators.length; at++)
    if (!outsideCohort?.[annotators[at]!]) members[annotators[at]!] = 1;
  const size = members.reduce((sum, member) => sum + member, 0);
  const window = Math.max(shortestWindow, Math.round(windowPerAnnotator * size));
  const labels = new Int32Array(width);
  const disagreements = new Int32Array(width);
  const ownLabels = new Int32Array(annotatorCount * width);
  const ownDisagreements = new Int32Array(annotatorCount * width);
  const cohort = outsideCohort ? cohortPositions(annotators, outsideCohort) : null;
  const cohortSize = cohort ? cohort.length : annotators.length;
  const odds = new Float64Array(annotators.length);
  const count = (at: number, sign: number) => {
    const stratum = strata[at]!;
    const own = annotators[at]! * width + stratum;
    labels[stratum]! += sign;
    ownLabels[own]! += sign;
    if (disagrees[at]) {
      disagreements[stratum]! += sign;
      ownDisagreements[own]! += sign;
    }
  };
  const half = window >> 1;
  let from = 0;
  let to = 0;
  let place = 0;
  for (let at = 0; at < annotators.length; at++) {
    if (cohort) while (place < cohortSize && cohort[place]! < at) place++;
    else place = at;
    while (to < cohortSize && to < place + half) count(cohort ? cohort[to++]! : to++, 1);
    while (from < place - half) count(cohort ? cohort[from++]! : from++, -1);
    const stratum = strata[at]!;
    const own = annotators[at]! * width + stratum;
    const n = labels[stratum]! - ownLabels[own]! + PRIOR_LABELS;
    const d = disagreements[stratum]! - ownDisagreements[own]! + PRIOR_LABELS * overall[stratum]!;
    odds[at] = d / (n - d);
  }
  return odds;
}

/** Disagreement per stratum over the whole record, with half a label added to each side so that it is never 0 or 1. */
function overallRates(signals: ConsensusSignals, outsideCohort?: Uint8Array): Float64Array {
  const rates = new Float64Array(SIGNAL_STRATA.length);
  const labels = new Float64Array(SIGNAL_STRATA.length);
  for (let at = 0; at < signals.strata.length; at++) {
    if (outsideCohort?.[signals.annotators[at]!]) continue;
    labels[signals.strata[at]!]!++;
    rates[signals.strata[at]!]! += signals.disagrees[at]!;
  }
  for (let stratum = 0; stratum < rates.length; stratum++)
    rates[stratum] = (rates[stratum]! + 0.5) / (labels[stratum]! + 1);
  return rates;
}

/** Signals that speak for the cohort, in order. */
function cohortPositions(annotators: Int32Array, outsideCohort: Uint8Array): Int32Array {
  const positions: number[] = [];
  for (let at = 0; at < annotators.length; at++) if (!outsideCohort[annotators[at]!]) positions.push(at);
  return Int32Array.from(positions);
}
