import { normalCdf } from '#lib/statistics/distributions';
import { jackknifeError } from '#lib/statistics/jackknife';
import { annotatorDegreesOfFreedom } from './annotator-degrees-of-freedom';
import type { AnnotatorInfluences } from './annotator-influences';

/** A standard error and its degrees of freedom. */
export interface ErrorWithFreedom {
  se: number;
  df: number;
}

/**
 * The error of "annotators like these, on comparisons like these", for a t interval.
 *
 * Leaving an annotator out also takes labels off their comparisons, so the delete-one-annotator jackknife counts what
 * the labels of a comparison have in common once for each of them. As with two-way clustered errors (Cameron, Gelbach
 * & Miller 2011) the parts are therefore added and what is in both is taken off: annotators + comparisons − labels,
 * where the labels' part is what the annotators' part would be if labels were all that varied. Never below the error
 * over comparisons, which is right when the annotators do not differ.
 *
 * @param item error over comparisons, of the same figure.
 * @returns null when the figure is undefined without one of the annotators, or has no error over comparisons.
 */
export function annotatorError(
  { replicates, labelSquares, kept, workloads }: AnnotatorInfluences,
  item: { se: number | null; df: number },
): ErrorWithFreedom | null {
  const jackknife = jackknifeError(replicates);
  if (jackknife === null || item.se === null) return null;
  const annotators = replicates.length;
  const whole = jackknife * jackknife;
  let labels = 0;
  for (let a = 0; a < annotators; a++) labels += labelSquares[a]! / (kept[a]! * kept[a]!);
  labels *= (annotators - 1) / annotators;
  const items = item.se * item.se;
  const between = Math.max(0, whole - labels);
  const variance = items + between;
  const spread = whole * Math.sqrt(2 / annotatorDegreesOfFreedom(workloads));
  const uncertainty = rectifiedVariance(between, spread) + (2 * items * items) / item.df;
  return { se: Math.sqrt(variance), df: uncertainty > 0 ? (2 * variance * variance) / uncertainty : item.df };
}

/** Variance of max(0, X) for X normal with this mean and standard deviation. */
function rectifiedVariance(mean: number, sd: number): number {
  if (sd === 0) return 0;
  const r = mean / sd;
  const below = normalCdf(r);
  const density = Math.exp((-r * r) / 2) / Math.sqrt(2 * Math.PI);
  return sd * sd * ((r * r + 1) * below + r * density - (r * below + density) ** 2);
}
