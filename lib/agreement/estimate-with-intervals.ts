import type { Estimate, Interval, UndefinedReason } from '#lib/statistics/estimate';
import { tInterval } from '#lib/statistics/jackknife';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import type { ErrorWithFreedom } from './annotator-error';

/** An annotator interval needs at least this many annotators who overlap. */
export const MIN_ANNOTATORS = 8;

/** Below this a standard error is rounding noise around an exact zero. */
export const NEGLIGIBLE = 1e-12;

/** A figure and its two errors, before they become intervals. */
export interface FigureWithErrors {
  value: number;
  /** Over items; null when the figure rests on a single one. */
  se: number | null;
  df: number;
  /** Over annotators; null when the figure is undefined without one of them. */
  annotatorError: ErrorWithFreedom | null;
  annotators: number;
  /** Lowest possible value, if there is one. */
  low?: number;
  /** The interval when the units do not differ at all: an error of 0 would claim certainty that few units can't give. */
  withoutVariation: (units: number) => Interval | null;
}

/**
 * The estimate with both intervals: over items ("these annotators, new comparisons") and, from eight annotators on,
 * over annotators ("annotators like these"), cut at 1.
 */
export function estimateWithIntervals(figure: FigureWithErrors): Estimate {
  const { value, se, df, annotatorError, annotators } = figure;
  const range = { low: figure.low ?? Number.NEGATIVE_INFINITY, high: 1 };
  const interval = (error: number, freedom: number, units: number) =>
    error < NEGLIGIBLE ? figure.withoutVariation(units) : tInterval(value, error, freedom, range);
  const estimate: Estimate = {
    value,
    se,
    ci95: se === null ? null : interval(se, df, df + 1),
    ci95Annotators: null,
  };
  if (annotators >= MIN_ANNOTATORS && annotatorError !== null)
    estimate.ci95Annotators = interval(annotatorError.se, annotatorError.df, annotators);
  if (se === null) estimate.reason = 'one_item';
  else if (!estimate.ci95Annotators) estimate.reason = 'too_few_annotators';
  return estimate;
}

/**
 * The Wilson interval of an agreement over so many units, carried over to a coefficient that moves `scale` times as
 * fast as the agreement. Null below two units.
 */
export function carriedInterval(
  value: number,
  agreement: number,
  units: number,
  scale: number,
  level = 0.95,
): Interval | null {
  const wilson = units < 2 ? null : wilsonInterval(agreement * units, units, level);
  if (!wilson) return null;
  return [value + (wilson[0] - agreement) * scale, Math.min(1, value + (wilson[1] - agreement) * scale)];
}

/** A figure that cannot be given. */
export function undefinedEstimate(reason: UndefinedReason): Estimate {
  return { value: null, se: null, ci95: null, ci95Annotators: null, reason };
}
