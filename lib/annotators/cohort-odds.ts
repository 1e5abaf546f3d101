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
  const cohort = cohortPositions(signals, outsideCohort);
  const overall = overallRates(signals, cohort);
  const size = membersOf(signals, cohort);
  const window = Math.max(shortestWindow, Math.round(windowPerAnnotator * size));
  const labels = new Int32Array(width);
  const disagreements = new Int32Array(width);
  const ownLabels = new Int32Array(annotatorCount * width);
  const ownDisagreements = new Int32Array(annotatorCount * width);
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
function overallRates({ strata, disagrees }: ConsensusSignals, cohort: Int32Array | null): Float64Array {
  const labels = new Float64Array(SIGNAL_STRATA.length).fill(1);
  const disagreements = new Float64Array(SIGNAL_STRATA.length).fill(0.5);
  const size = cohort ? cohort.length : strata.length;
  for (let place = 0; place < size; place++) {
    const at = cohort ? cohort[place]! : place;
    labels[strata[at]!]!++;
    disagreements[strata[at]!]! += disagrees[at]!;
  }
  return disagreements.map((count, stratum) => count / labels[stratum]!);
}

/** Signals that speak for the cohort, in order; null when all do. */
function cohortPositions(signals: ConsensusSignals, outsideCohort?: Uint8Array): Int32Array | null {
  const { annotators, untrusted } = signals;
  if (!outsideCohort && !untrusted) return null;
  const positions = new Int32Array(annotators.length);
  let kept = 0;
  for (let at = 0; at < annotators.length; at++) {
    if (!outsideCohort?.[annotators[at]!] && !untrusted?.[at]) positions[kept++] = at;
  }
  return positions.subarray(0, kept);
}

function membersOf({ annotators, annotatorCount }: ConsensusSignals, cohort: Int32Array | null): number {
  const seen = new Uint8Array(annotatorCount);
  const size = cohort ? cohort.length : annotators.length;
  let members = 0;
  for (let place = 0; place < size; place++) {
    const annotator = annotators[cohort ? cohort[place]! : place]!;
    if (!seen[annotator]) members++;
    seen[annotator] = 1;
  }
  return members;
}
