import { normalCdf } from '#lib/statistics/distributions';
import { CHOSE_FIRST, CHOSE_NEITHER, CHOSE_SECOND } from './position-bias';

export interface StraightLining {
  /** Most labels in a row that chose one and the same side. */
  longestRun: number;
  /** Probability of a run this long in as many labels by somebody with the same shares of sides who mixes them freely. */
  longestRunP: number | null;
  /** Wald–Wolfowitz runs test over decisive labels, two-sided: too few runs are streaks, too many are alternation. */
  runs: number;
  runsZ: number | null;
  runsP: number | null;
  /** Least entropy of the choices over any 50 labels in a row, bits; null with fewer. */
  leastEntropyBits: number | null;
  /** A run of 12 or more that is rarer than one in a thousand. */
  flagged: boolean;
}

const LONG_RUN = 12;
const WINDOW = 50;

/**
 * Does an annotator click one side in a row? Takes one annotator's labels in label order.
 *
 * @param sides CHOSE_FIRST, CHOSE_SECOND or CHOSE_NEITHER; a label that chose neither ends a run.
 * @throws RangeError for an unknown side.
 */
export function straightLining(sides: Uint8Array): StraightLining {
  const counts = [0, 0, 0];
  let longestRun = 0;
  let run = 0;
  let runs = 0;
  let lastDecisive = CHOSE_NEITHER;
  for (const [at, side] of sides.entries()) {
    if (side > CHOSE_NEITHER) throw new RangeError(`straightLining: label ${at} has side ${side}`);
    counts[side]!++;
    run = side === CHOSE_NEITHER ? 0 : at > 0 && sides[at - 1] === side ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
    if (side !== CHOSE_NEITHER && side !== lastDecisive) {
      runs++;
      lastDecisive = side;
    }
  }
  const n = sides.length;
  const longestRunP =
    longestRun === 0
      ? null
      : longestRunProbability(n, longestRun, counts[CHOSE_FIRST]! / n, counts[CHOSE_SECOND]! / n);
  const z = runsStatistic(runs, counts[CHOSE_FIRST]!, counts[CHOSE_SECOND]!);
  return {
    longestRun,
    longestRunP,
    runs,
    runsZ: z,
    runsP: z === null ? null : 2 * normalCdf(-Math.abs(z)),
    leastEntropyBits: leastWindowEntropy(sides),
    flagged: longestRun >= LONG_RUN && longestRunP !== null && longestRunP < 0.001,
  };
}

/**
 * Exact probability that n independent labels contain `length` or more of one side in a row, when the sides come with
 * these probabilities (the rest choose neither): forward over the length of the current run.
 *
 * @throws RangeError for a length below 1 or probabilities that do not fit.
 */
export function longestRunProbability(n: number, length: number, first: number, second: number): number {
  if (!(length >= 1)) throw new RangeError(`longestRunProbability: length must be at least 1, got ${length}`);
  if (!(first >= 0 && second >= 0 && first + second <= 1 + 1e-12))
    throw new RangeError(`longestRunProbability: ${first} and ${second} are not shares of a whole`);
  const neither = Math.max(0, 1 - first - second);
  let inFirst = new Float64Array(length);
  let inSecond = new Float64Array(length);
  let idle = 1;
  let reached = 0;
  for (let t = 0; t < n; t++) {
    const nextFirst = new Float64Array(length);
    const nextSecond = new Float64Array(length);
    let firstMass = 0;
    let secondMass = 0;
    for (let k = 1; k < length; k++) {
      firstMass += inFirst[k]!;
      secondMass += inSecond[k]!;
      if (k + 1 < length) {
        nextFirst[k + 1] = inFirst[k]! * first;
        nextSecond[k + 1] = inSecond[k]! * second;
      } else reached += inFirst[k]! * first + inSecond[k]! * second;
    }
    const startFirst = (idle + secondMass) * first;
    const startSecond = (idle + firstMass) * second;
    if (length === 1) reached += startFirst + startSecond;
    else {
      nextFirst[1] = startFirst;
      nextSecond[1] = startSecond;
    }
    idle = (idle + firstMass + secondMass) * neither;
    inFirst = nextFirst;
    inSecond = nextSecond;
  }
  return Math.min(1, reached);
}

/** Standardised number of runs; null when a side is missing or the labels are too few for a normal law (Wald & Wolfowitz 1940). */
function runsStatistic(runs: number, first: number, second: number): number | null {
  const n = first + second;
  if (first === 0 || second === 0 || n < 20) return null;
  const mean = 1 + (2 * first * second) / n;
  const variance = ((mean - 1) * (mean - 2)) / (n - 1);
  return variance > 0 ? (runs - mean) / Math.sqrt(variance) : null;
}

function leastWindowEntropy(sides: Uint8Array): number | null {
  if (sides.length < WINDOW) return null;
  const counts = [0, 0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (const [at, side] of sides.entries()) {
    counts[side]!++;
    if (at >= WINDOW) counts[sides[at - WINDOW]!]!--;
    if (at < WINDOW - 1) continue;
    const entropy = counts.reduce(
      (sum, count) => (count ? sum - (count / WINDOW) * Math.log2(count / WINDOW) : sum),
      0,
    );
    least = Math.min(least, entropy);
  }
  return least;
}
