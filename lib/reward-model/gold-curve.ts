import { normalQuantile } from '#lib/statistics/distributions';
import type { Interval } from '#lib/statistics/estimate';

/** How a score bends with d = √KL: d log d and d² as Gao et al. found them (reinforcement learning, best of n), d³ for a steeper fall. */
export const CURVE_FORMS = ['d log d', 'd²', 'd³'] as const;
export type CurveForm = (typeof CURVE_FORMS)[number];

/** A mean score at a checkpoint, and how far it is from the reference in nats. */
export interface CurvePoint {
  kl: number;
  mean: number;
  /** Standard error of the mean, above 0. */
  se: number;
}

/** score = intercept + alpha d − beta × (d log d, d² or d³), with d = √KL. */
export interface GoldCurve {
  form: CurveForm;
  intercept: number;
  alpha: number;
  beta: number;
  /** Of beta, widened by `dispersion`. */
  betaError: number;
  /** Residual variance over what the standard errors explain, at least 1. */
  dispersion: number;
  /** Weighted sum of squared residuals: what the forms are compared by. */
  residual: number;
  /** Where the curve turns, in nats; null when it does not (beta ≤ 0, or alpha ≤ 0 where that puts the turn at the start). */
  peakKl: number | null;
  /** Covariance of (intercept, alpha, beta), dispersion included; row after row. */
  covariance: number[];
}

/**
 * Fits how a score that the optimiser does not see moves with the distance from the reference: it rises, turns and falls. Gao, Schulman
 * and Hilton 2022 ("Scaling laws for reward model overoptimization") found d(α − βd) for best of n and d(α − β log d) for reinforcement
 * learning, d = √KL; others fall more steeply, hence d(α − βd²). All are linear in α and β, so the fit is weighted least squares.
 *
 * @param points in any order; the intercept takes the place of the score at the reference.
 * @returns null below four points, or when their distances are too much alike to tell three parameters apart.
 * @throws RangeError for a KL below 0 or a standard error that is not above 0.
 */
export function goldCurve(points: readonly CurvePoint[], form: CurveForm): GoldCurve | null {
  for (const { kl, mean, se } of points)
    if (!(kl >= 0) || !Number.isFinite(mean) || !(se > 0))
      throw new RangeError(`goldCurve: needs kl >= 0, a finite mean and se > 0, got ${kl}, ${mean}, ${se}`);
  if (points.length < 4) return null;
  const rows = points.map(({ kl, mean, se }) => ({
    x: [1, ...curveTerms(kl, form)],
    y: mean,
    w: 1 / se ** 2,
  }));
  const normal = new Float64Array(9);
  const right = new Float64Array(3);
  for (const { x, y, w } of rows)
    for (let i = 0; i < 3; i++) {
      right[i]! += w * x[i]! * y;
      for (let j = 0; j < 3; j++) normal[i * 3 + j]! += w * x[i]! * x[j]!;
    }
  const inverse = inverseOfThree(normal);
  if (!inverse) return null;
  const solved = [0, 1, 2].map((i) => [0, 1, 2].reduce((sum, j) => sum + inverse[i * 3 + j]! * right[j]!, 0));
  const [intercept, alpha, beta] = solved as [number, number, number];
  const squares = rows.reduce(
    (sum, { x, y, w }) => sum + w * (y - x[0]! * intercept - x[1]! * alpha - x[2]! * beta) ** 2,
    0,
  );
  const dispersion = rows.length > 3 ? Math.max(1, squares / (rows.length - 3)) : 1;
  return {
    form,
    intercept,
    alpha,
    beta,
    betaError: Math.sqrt(inverse[8]! * dispersion),
    dispersion,
    residual: squares,
    peakKl: beta > 0 ? turnOf(alpha / beta, form) : null,
    covariance: inverse.map((value) => value * dispersion),
  };
}

/** How a model is optimised against the reward. */
export type OptimisationMethod = 'best-of-n' | 'rl';

/** What is expected before a gold score is seen: the form that Gao et al. found for the method first, others not ruled out. */
const EXPECTED: Record<OptimisationMethod, Record<CurveForm, number>> = {
  'best-of-n': { 'd log d': 0.1, 'd²': 0.6, 'd³': 0.3 },
  rl: { 'd log d': 0.5, 'd²': 0.25, 'd³': 0.25 },
};

/** A curve, and how much the data speak for its form: the weights of all forms sum to 1. */
export interface WeighedCurve {
  curve: GoldCurve;
  weight: number;
}

/** Every form that can be fitted, the likeliest first; what is expected of the method, times the likelihood of the data. */
export function goldCurves(points: readonly CurvePoint[], method: OptimisationMethod): WeighedCurve[] {
  const fitted = CURVE_FORMS.flatMap((form) => goldCurve(points, form) ?? []);
  const best = fitted.reduce<GoldCurve | null>(
    (top, each) => (top && top.residual <= each.residual ? top : each),
    null,
  );
  if (!best) return [];
  // The errors are as wide as the best fit shows them to be.
  const weighed = fitted.map((curve) => ({
    curve,
    weight: EXPECTED[method][curve.form] * Math.exp((best.residual - curve.residual) / (2 * best.dispersion)),
  }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed
    .map(({ curve, weight }) => ({ curve, weight: weight / total }))
    .sort((x, y) => y.weight - x.weight);
}

/** The curve's score at a distance. */
export function curveAt(curve: GoldCurve, kl: number): number {
  const [first, second] = curveTerms(kl, curve.form);
  return curve.intercept + curve.alpha * first! + curve.beta * second!;
}

/** Standard error of the curve at a distance: of where the mean lies, not of one checkpoint. */
export function curveError(curve: GoldCurve, kl: number): number {
  const x = [1, ...curveTerms(kl, curve.form)];
  let variance = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) variance += x[i]! * x[j]! * curve.covariance[i * 3 + j]!;
  return Math.sqrt(Math.max(0, variance));
}

/**
 * Where the turn lies, with a two-sided interval by Fieller's theorem: the turn is a function of α/β, a ratio of two estimates.
 *
 * @returns [low, high] in nats, high Infinity when the data cannot say that it turns at all; null when they say nothing about where.
 */
export function peakInterval(curve: GoldCurve, level = 0.95): Interval | null {
  const z = normalQuantile((1 + level) / 2);
  const { alpha, beta, covariance } = curve;
  const [varianceA, covarianceAB, varianceB] = [covariance[4]!, covariance[5]!, covariance[8]!];
  // alpha − r beta is normal for the true ratio r: the ratios that it does not rule out.
  const a = beta ** 2 - z ** 2 * varianceB;
  const b = alpha * beta - z ** 2 * covarianceAB;
  const c = alpha ** 2 - z ** 2 * varianceA;
  const root = b ** 2 - a * c;
  if (root < 0) return null;
  const ends = [(b - Math.sqrt(root)) / a, (b + Math.sqrt(root)) / a].sort((x, y) => x - y) as [
    number,
    number,
  ];
  if (a > 0 && beta > 0) return [turnOf(ends[0], curve.form), turnOf(ends[1], curve.form)];
  // beta may be 0: the ratios outside the two ends remain; of those that are turns, the ones beyond the upper end.
  return a < 0 && ends[1] > 0 ? [turnOf(ends[1], curve.form), Number.POSITIVE_INFINITY] : null;
}

/** KL of the better of n samples from one distribution: an upper bound when samples repeat. Source: Gao et al. 2022. */
export function bestOfNKl(n: number): number {
  if (!(n >= 1)) throw new RangeError(`bestOfNKl: n must be at least 1, got ${n}`);
  return Math.log(n) - (n - 1) / n;
}

function curveTerms(kl: number, form: CurveForm): number[] {
  const d = Math.sqrt(kl);
  if (form === 'd²') return [d, -d * d];
  if (form === 'd³') return [d, -d * d * d];
  return [d, d === 0 ? 0 : -d * Math.log(d)];
}

/** Nats at the turn, of the ratio alpha/beta; 0 where the curve falls from the start. */
function turnOf(ratio: number, form: CurveForm): number {
  if (form === 'd²') return (Math.max(0, ratio) / 2) ** 2;
  if (form === 'd³') return Math.max(0, ratio) / 3;
  return Math.exp(ratio - 1) ** 2;
}

function inverseOfThree(m: Float64Array): number[] | null {
  const [a, b, c, , e, f, , , i] = m as unknown as number[];
  const determinant = a! * (e! * i! - f! * f!) - b! * (b! * i! - f! * c!) + c! * (b! * f! - e! * c!);
  // Beside the product of the diagonal, which a determinant never exceeds.
  if (!(determinant > 1e-10 * a! * e! * i!)) return null;
  const cofactors = [
    e! * i! - f! * f!,
    c! * f! - b! * i!,
    b! * f! - c! * e!,
    c! * f! - b! * i!,
    a! * i! - c! * c!,
    b! * c! - a! * f!,
    b! * f! - c! * e!,
    b! * c! - a! * f!,
    a! * e! - b! * b!,
  ];
  return cofactors.map((value) => value / determinant);
}
