import { type Evaluate, newtonAscent } from './newton-ascent';
import { squaredExtrapolation } from './squared-extrapolation';

export interface CrowdBradleyTerryOptions {
  /** Weight of a virtual source at strength 0 that everyone beats once and loses to once; keeps strengths finite. */
  regularisation?: number;
  tolerance?: number;
  maxSteps?: number;
}

export interface CrowdBradleyTerry {
  /** Strength of each source against the virtual one. */
  strengths: Float64Array;
  /** P(annotator reports what they see the right way round); null without labels, below one half reads upside down. */
  reliability: (number | null)[];
  converged: boolean;
  iterations: number;
  /** Log-likelihood less the penalty. */
  objective: number;
}

/**
 * Crowd-BT (Chen et al. 2013, WSDM): which sources are better, and which annotators can be believed, from decisive labels
 * alone? An annotator r reports the better of two with probability eta_r p + (1 - eta_r)(1 - p). EM on "reported the
 * right way round", squared extrapolation, started at equal strengths and eta = .9.
 *
 * @param annotators annotator of each label; `winners` and `losers` its sources.
 * @throws RangeError for columns of different length or indexes out of range.
 */
export function crowdBradleyTerry(
  annotators: Int32Array,
  winners: Int32Array,
  losers: Int32Array,
  annotatorCount: number,
  sourceCount: number,
  { regularisation = 0.5, tolerance = 1e-6, maxSteps = 5000 }: CrowdBradleyTerryOptions = {},
): CrowdBradleyTerry {
  checkLabels(annotators, winners, losers, annotatorCount, sourceCount);
  const labels = new Int32Array(annotatorCount);
  for (const annotator of annotators) labels[annotator]!++;
  const straight = new Float64Array(sourceCount * sourceCount);
  const believed = new Float64Array(annotatorCount);
  const parameters = new Float64Array(sourceCount + annotatorCount).fill(0.9, sourceCount);
  const step = (from: Float64Array, to: Float64Array): number => {
    straight.fill(0);
    believed.fill(0);
    let objective = 0;
    for (let row = 0; row < winners.length; row++) {
      const [annotator, winner, loser] = [annotators[row]!, winners[row]!, losers[row]!];
      const eta = from[sourceCount + annotator]!;
      const p = sigmoid(from[winner]! - from[loser]!);
      const right = eta * p;
      const likelihood = right + (1 - eta) * (1 - p);
      const share = right / likelihood;
      objective += Math.log(likelihood);
      believed[annotator]! += share;
      straight[winner * sourceCount + loser]! += share;
      straight[loser * sourceCount + winner]! += 1 - share;
    }
    for (let i = 0; i < sourceCount; i++) objective -= regularisation * virtualLoss(from[i]!);
    const strengths = from.slice(0, sourceCount);
    newtonAscent(strengths, believedObjective(straight, sourceCount, regularisation), 20);
    to.set(strengths);
    for (let r = 0; r < annotatorCount; r++)
      to[sourceCount + r] = labels[r] ? believed[r]! / labels[r]! : 0.9;
    return objective;
  };
  const repair = (leap: Float64Array) => {
    for (let k = sourceCount; k < leap.length; k++) leap[k] = Math.min(1 - 1e-9, Math.max(1e-9, leap[k]!));
  };
  const run = squaredExtrapolation(parameters, step, repair, { tolerance, maxSteps });
  return {
    strengths: parameters.slice(0, sourceCount),
    reliability: Array.from(labels, (n, r) => (n ? parameters[sourceCount + r]! : null)),
    converged: run.converged,
    iterations: run.steps,
    objective: step(parameters, new Float64Array(parameters.length)),
  };
}

/** Bradley–Terry log-likelihood of fractional wins, with the virtual source. */
function believedObjective(wins: Float64Array, n: number, regularisation: number): Evaluate {
  return (strengths, gradient, information) => {
    gradient.fill(0);
    information.fill(0);
    let objective = 0;
    for (let i = 0; i < n; i++) {
      const virtual = sigmoid(strengths[i]!);
      objective -= regularisation * virtualLoss(strengths[i]!);
      gradient[i]! += regularisation * (1 - 2 * virtual);
      information[i * n + i]! += 2 * regularisation * virtual * (1 - virtual);
      for (let j = 0; j < i; j++) {
        const won = wins[i * n + j]!;
        const total = won + wins[j * n + i]!;
        if (total === 0) continue;
        const x = strengths[i]! - strengths[j]!;
        const p = sigmoid(x);
        objective += won * x - total * softplus(x);
        gradient[i]! += won - total * p;
        gradient[j]! -= won - total * p;
        const weight = total * p * (1 - p);
        information[i * n + i]! += weight;
        information[j * n + j]! += weight;
        information[i * n + j]! -= weight;
        information[j * n + i]! -= weight;
      }
    }
    return objective;
  };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
/** Minus the log-likelihood of one win and one loss against the virtual source. */
const virtualLoss = (x: number) => softplus(x) + softplus(-x);

function checkLabels(
  annotators: Int32Array,
  winners: Int32Array,
  losers: Int32Array,
  annotatorCount: number,
  sourceCount: number,
): void {
  if (annotators.length !== winners.length || annotators.length !== losers.length)
    throw new RangeError(
      `crowdBradleyTerry: columns differ in length (${annotators.length}, ${winners.length}, ${losers.length})`,
    );
  for (let row = 0; row < winners.length; row++) {
    const [annotator, winner, loser] = [annotators[row]!, winners[row]!, losers[row]!];
    if (!(annotator >= 0 && annotator < annotatorCount))
      throw new RangeError(`crowdBradleyTerry: label ${row} has annotator ${annotator} of ${annotatorCount}`);
    if (!(winner >= 0 && winner < sourceCount && loser >= 0 && loser < sourceCount) || winner === loser)
      throw new RangeError(
        `crowdBradleyTerry: label ${row} compares sources ${winner} and ${loser} of ${sourceCount}`,
      );
  }
}
