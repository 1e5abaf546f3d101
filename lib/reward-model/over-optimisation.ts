import { normalQuantile } from '#lib/statistics/distributions';
import type { Interval } from '#lib/statistics/estimate';
import { oneSidedEvidence } from '#lib/statistics/one-sided-evidence';
import {
  type GoldCurve,
  goldCurves,
  type OptimisationMethod,
  peakInterval,
  type WeighedCurve,
} from './gold-curve';

/** A mean over the responses of a checkpoint. */
export interface CheckpointMean {
  mean: number;
  /** Standard error; above 0. */
  se: number;
}

/** One state of a model that is optimised against a reward model. */
export interface OptimisationPoint {
  step: number;
  /** Kullback–Leibler divergence from the reference, nats. */
  kl: number;
  /** Reward of the watched model, standard deviations of its training responses. */
  proxy: CheckpointMean;
  /** A score that the optimiser does not see: people, or a reward model that is held back. */
  gold: CheckpointMean | null;
  /** Reward by fits on disjoint groups of annotators, and how far they differ from each other on a response. */
  secondOpinion: CheckpointMean | null;
  disagreement: CheckpointMean | null;
  /** Natural logarithm of characters. */
  logLength: CheckpointMean | null;
  /** Share of three-word sequences that the response has had already. */
  repetition: CheckpointMean | null;
}

export type WarningSign = 'gold' | 'second opinion' | 'disagreement' | 'length' | 'repetition';

export interface OptimisationWarning {
  /** Place of the checkpoint in the series. */
  at: number;
  sign: WarningSign;
  /** What was measured there: the KL at the estimated turn for the two curves, else the change since the first checkpoint. */
  value: number;
}

export interface OverOptimisation {
  /** The curve is of the gold score where there is one, else of the second opinion. */
  judge: 'gold' | 'second opinion' | null;
  curve: GoldCurve | null;
  /** Nats at the turn, 95 %; high is Infinity when it may not turn at all; null when nothing can be said. */
  peakCi95: Interval | null;
  /** How much the evidence says that the curve turns: an e-value, warns from 1/rate on. */
  evidence: number;
  /** The first checkpoint that asks to stop; it stands, whatever comes after. */
  warning: OptimisationWarning | null;
}

export interface OverOptimisationOptions {
  method: OptimisationMethod;
  /** Most that a series of a model whose gold never turns is warned about, however many checkpoints it has. */
  falseAlarmRate?: number;
}

/** Level of the one-sided lower bound of the turn at which the warning is given: rather a little early than late. */
const POSITION_LEVEL = 0.8;
/** Weight of the forms of curve whose lower bound must be reached: those that the data have not ruled out agree. */
const AGREED = 0.75;
/** With fewer checkpoints a turn is read into any curve: the first steps of every optimisation are its steepest. */
const LEAST_CHECKPOINTS = 8;
/** Changes that may pass, by convention: a quarter of a deviation of spread, twice the length, one word sequence in seven. */
const TOLERATED = { disagreement: 0.25, length: Math.log(2), repetition: 0.15 };
/** Shares of the false-alarm rate, without a gold score. */
const SHARES = { 'second opinion': 0.4, disagreement: 0.2, length: 0.2, repetition: 0.2 };

/**
 * Should this optimisation stop? A reward model is only a proxy: pressed on, its reward goes on rising while what people want falls.
 *
 * With a gold score the turn of its curve is estimated at every checkpoint, and a warning is given as soon as both hold: the curve bends
 * down beyond doubt (an e-value that is good at every look, so that a series without a bend is warned about with probability at
 * most `falseAlarmRate`), and the next checkpoint, as far from this one as this from the last, would reach the lower bound of the turn, in
 * the forms of curve that the data speak for.
 * The top is flat: at half the KL of the turn, nine tenths of the gain are there, so early is cheap and late is not. Without gold
 * the second opinions take its place, and three signs are added, each against a tolerance: the second opinions part, responses grow
 * longer, or more repetitive. The rate is shared out among the four, and each share over the looks (6/π²k²).
 *
 * @param points in the order of the steps. Throws RangeError when a step or a distance is not in order or not finite.
 */
export function overOptimisation(
  points: readonly OptimisationPoint[],
  { method, falseAlarmRate = 0.05 }: OverOptimisationOptions,
): OverOptimisation {
  points.forEach(({ step, kl }, i) => {
    if (!(kl >= 0 && kl < Infinity) || (i > 0 && !(step > points[i - 1]!.step)))
      throw new RangeError(`overOptimisation: checkpoint ${i} (step ${step}, ${kl} nats) is out of order`);
  });
  const judge = judgeOf(points);
  let warning: OptimisationWarning | null = null;
  for (let at = 0; at < points.length && warning === null; at++)
    warning = warningAt(points.slice(0, at + 1), judge, method, falseAlarmRate);
  const curves = judge ? goldCurves(curvePoints(points, judge), method) : [];
  return {
    judge,
    curve: curves[0]?.curve ?? null,
    peakCi95: likelyPeak(curves),
    evidence: evidenceOfTurn(curves),
    warning,
  };
}

/** Gold where at least four checkpoints have it: a single human look is no curve. */
function judgeOf(points: readonly OptimisationPoint[]): 'gold' | 'second opinion' | null {
  const has = (key: 'gold' | 'secondOpinion') => points.filter((point) => point[key] !== null).length;
  if (has('gold') >= 4) return 'gold';
  return has('secondOpinion') >= 4 ? 'second opinion' : null;
}

const curvePoints = (points: readonly OptimisationPoint[], judge: 'gold' | 'second opinion') =>
  points.flatMap((point) => {
    const score = judge === 'gold' ? point.gold : point.secondOpinion;
    return score ? [{ kl: point.kl, ...score }] : [];
  });

function warningAt(
  seen: readonly OptimisationPoint[],
  judge: OverOptimisation['judge'],
  method: OptimisationMethod,
  rate: number,
): OptimisationWarning | null {
  const at = seen.length - 1;
  const share = judge === 'gold' ? 1 : SHARES['second opinion'];
  const judged = judge ? curvePoints(seen, judge) : [];
  const curves = judged.length >= LEAST_CHECKPOINTS ? goldCurves(judged, method) : [];
  const peakKl = curves[0]?.curve.peakKl ?? null;
  if (judge && peakKl !== null && turnIsNear(curves, seen, rate * share))
    return { at, sign: judge, value: peakKl };
  if (judge === 'gold') return null;
  const signs = [
    ['disagreement', 'disagreement'],
    ['length', 'logLength'],
    ['repetition', 'repetition'],
  ] as const;
  for (const [sign, key] of signs) {
    const level = (rate * SHARES[sign] * 6) / (Math.PI * Math.max(1, at)) ** 2;
    const change = changeSince(seen[0]![key], seen[at]![key]);
    const proxy = changeSince(seen[0]!.proxy, seen[at]!.proxy);
    if (!change || !proxy || proxy.mean <= 0) continue;
    if (change.mean - normalQuantile(1 - level) * change.se > TOLERATED[sign])
      return { at, sign, value: change.mean };
  }
  return null;
}

function turnIsNear(
  curves: readonly WeighedCurve[],
  seen: readonly OptimisationPoint[],
  rate: number,
): boolean {
  if (evidenceOfTurn(curves) < 1 / rate) return false;
  const [now, before] = [seen[seen.length - 1]!.kl, seen[seen.length - 2]!.kl];
  const next = now + Math.max(0, now - before);
  const near = curves.filter(({ curve }) => {
    const low = curve.beta > 0 ? peakInterval(curve, 2 * POSITION_LEVEL - 1)?.[0] : undefined;
    return low !== undefined && next >= low;
  });
  return near.reduce((sum, { weight }) => sum + weight, 0) >= AGREED;
}

/** The mean of e-values is one: evidence that the score bends down, whichever form the bend has. */
function evidenceOfTurn(curves: readonly WeighedCurve[]): number {
  if (curves.length === 0) return 1;
  return (
    curves.reduce((sum, { curve }) => sum + oneSidedEvidence(curve.beta, curve.betaError), 0) / curves.length
  );
}

/** From the lowest to the highest turn that any form with a weight of at least a tenth allows. */
function likelyPeak(curves: readonly WeighedCurve[]): Interval | null {
  const intervals = curves.filter(({ weight }) => weight >= 0.1).map(({ curve }) => peakInterval(curve));
  const known = intervals.filter((interval) => interval !== null);
  if (known.length === 0) return null;
  const high =
    known.length < intervals.length ? Number.POSITIVE_INFINITY : Math.max(...known.map((each) => each[1]));
  return [Math.min(...known.map((each) => each[0])), high];
}

function changeSince(first: CheckpointMean | null, now: CheckpointMean | null): CheckpointMean | null {
  if (!first || !now || first === now) return null;
  return { mean: now.mean - first.mean, se: Math.hypot(first.se, now.se) };
}
