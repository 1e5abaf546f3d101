import { type AnnotatorDrift, annotatorDrift, type DriftOptions } from '#lib/annotators/annotator-drift';
import type { ConsensusSignals } from '#lib/annotators/consensus-signals';
import { type Random, seededRandom } from '#lib/statistics/random';

/** What happens at label 700: nothing, harder comparisons for everyone, or the watched annotators change. */
export type DriftScenario = 'stable' | 'harder' | 'guessing' | 'half' | 'quarter' | 'first' | 'gradual';

export const LABELS = 2200;
export const CHANGE = 700;
const COHORT = 150;
const CATEGORIES = 3;
const DIFFICULTIES = [-1.2, 0.2, 1.4];
const USUAL_MIX = [0.5, 0.3, 0.2];
const HARDER_MIX = [0.2, 0.35, 0.45];

/**
 * 150 steady annotators and some watched ones, 2,200 labels each, side by side; abilities N(1.6, .5) on the logit
 * scale, items of three difficulties, three other labels per item by annotators drawn anew, three categories.
 */
export function simulatedSignals(scenario: DriftScenario, watched: number, random: Random): ConsensusSignals {
  const people = COHORT + watched;
  const size = people * LABELS;
  const signals = {
    rows: new Int32Array(size),
    annotators: new Int32Array(size),
    labelNumbers: new Int32Array(size),
    disagrees: new Uint8Array(size),
    strata: new Uint8Array(size),
    annotatorCount: people,
  };
  const ability = () => 1.6 + 0.5 * random.normal();
  const abilities = Float64Array.from({ length: people }, ability);
  const counts = new Int32Array(CATEGORIES);
  let kept = 0;
  for (let t = 0; t < LABELS; t++) {
    const mix = scenario === 'harder' && t >= CHANGE ? HARDER_MIX : USUAL_MIX;
    for (let annotator = 0; annotator < people; annotator++) {
      const place = random.next();
      const difficulty = DIFFICULTIES[place < mix[0]! ? 0 : place < mix[0]! + mix[1]! ? 1 : 2]!;
      const truth = random.integer(CATEGORIES);
      const label = (skill: number) => {
        const right = random.next() < 1 / 3 + 2 / 3 / (1 + Math.exp(difficulty - skill));
        return right ? truth : (truth + 1 + random.integer(CATEGORIES - 1)) % CATEGORIES;
      };
      counts.fill(0);
      for (let other = 0; other < CATEGORIES; other++) counts[label(ability())]!++;
      const most = Math.max(counts[0]!, counts[1]!, counts[2]!);
      const careless = annotator >= COHORT && random.next() < carelessness(scenario, t);
      const own = !careless
        ? label(abilities[annotator]!)
        : scenario === 'first'
          ? 0
          : random.integer(CATEGORIES);
      if (most === 1) continue;
      signals.rows[kept] = t * people + annotator;
      signals.annotators[kept] = annotator;
      signals.labelNumbers[kept] = t + 1;
      signals.disagrees[kept] = counts[own] === most ? 0 : 1;
      signals.strata[kept] = most === 3 ? 2 : 3;
      kept++;
    }
  }
  return {
    rows: signals.rows.subarray(0, kept),
    annotators: signals.annotators.subarray(0, kept),
    labelNumbers: signals.labelNumbers.subarray(0, kept),
    disagrees: signals.disagrees.subarray(0, kept),
    strata: signals.strata.subarray(0, kept),
    annotatorCount: people,
  };
}

function carelessness(scenario: DriftScenario, t: number): number {
  if (t < CHANGE) return 0;
  if (scenario === 'guessing') return 1;
  if (scenario === 'half') return 0.5;
  if (scenario === 'quarter') return 0.25;
  if (scenario === 'first') return 0.7;
  if (scenario === 'gradual') return Math.min(1, (t - CHANGE) / 400);
  return 0;
}

export interface DriftPerformance {
  annotators: number;
  /** Share that alarmed at any time (stable, harder) or before the change (the others). */
  falseAlarms: number;
  /** Of those silent before the change: labels from it to the alarm; silent ones count as infinitely late. */
  medianDelay: number;
  delay90: number;
  foundWithin500: number;
  /** Share with a p-value below .05; 5 % when nothing changes. */
  lowP: number;
}

/** Runs the chart on `annotators` watched annotators, in groups of 250 beside a fresh cohort each. */
export function driftPerformance(
  scenario: DriftScenario,
  annotators: number,
  seed: number,
  options: Partial<DriftOptions> = {},
): DriftPerformance {
  const random = seededRandom(seed);
  const results: AnnotatorDrift[] = [];
  while (results.length < annotators) {
    const group = Math.min(250, annotators - results.length);
    const signals = simulatedSignals(scenario, group, random);
    const outsideCohort = Uint8Array.from({ length: COHORT + group }, (_, one) => (one < COHORT ? 0 : 1));
    const drift = annotatorDrift(signals, { seed: seed + results.length, outsideCohort, ...options });
    results.push(...drift.slice(COHORT));
  }
  const alarms = results.map((one) => one.worse?.alarm?.labelNumber ?? Number.POSITIVE_INFINITY);
  const calm = scenario === 'stable' || scenario === 'harder';
  const early = alarms.filter((label) => label <= (calm ? LABELS : CHANGE)).length;
  const delays = alarms.filter((label) => label > CHANGE).map((label) => label - CHANGE);
  delays.sort((a, b) => a - b);
  return {
    annotators: results.length,
    falseAlarms: early / results.length,
    medianDelay: delays[delays.length >> 1] ?? Number.POSITIVE_INFINITY,
    delay90: delays[Math.floor(delays.length * 0.9)] ?? Number.POSITIVE_INFINITY,
    foundWithin500: delays.filter((delay) => delay <= 500).length / delays.length,
    lowP: results.filter((one) => one.worse!.pValue < 0.05).length / results.length,
  };
}
