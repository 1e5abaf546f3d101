import { normalCdf } from '#lib/statistics/distributions';
import type { Interval } from '#lib/statistics/estimate';
import { falseDiscoveryRates } from './false-discovery';

/** An annotator's decisive choices between two responses, and what the responses differ in. */
export interface DecisiveChoices {
  annotators: Int32Array;
  annotatorCount: number;
  /** 1 when the first response was chosen. */
  choseFirst: Uint8Array;
  /** What may sway the choice: ln(length of first / length of second), marks of formatting in first less second. */
  difference: Float64Array;
  /** Log odds that the others choose the first: its quality, as far as they can tell. See `consensusLogits`. */
  offset: Float64Array;
}

export interface PreferenceSlope {
  /** Log odds of choosing the first per unit of difference, quality held fixed; drawn towards the crew's mean. */
  slope: number | null;
  se: number | null;
  ci95: Interval | null;
  /** The annotator's own data alone. */
  ownSlope: number | null;
  ownSe: number | null;
  labels: number;
  /** Two-sided p-value of the own slope, and its Benjamini–Hochberg q-value. */
  pValue: number | null;
  qValue: number | null;
  reason?: 'too_few_labels' | 'no_variation' | 'not_converged';
}

export interface PreferenceSlopes {
  annotators: PreferenceSlope[];
  /** Mean of the crew and spread between annotators, in log odds per unit; null with nobody to estimate them from. */
  crewSlope: number | null;
  crewSe: number | null;
  spread: number | null;
}

/** Fewer decisive labels than this give no slope worth a row. */
const LEAST_LABELS = 20;

/**
 * Do annotators favour longer, or more formatted, responses beyond what the others see in them? Per annotator the slope
 * of a logistic regression on the difference, with the others' opinion as a fixed offset; Firth's (1993) penalty keeps it
 * finite when the data separate. Partial pooling: slopes are drawn towards the crew's mean by their reliability (spread
 * after DerSimonian & Laird 1986, corrections after Morris 1983). For lengths in logarithms `oddsRatioPerDoubling` turns a slope into words.
 *
 * @throws RangeError for columns of different length, a value that is not finite or an annotator out of range.
 */
export function preferenceSlopes(choices: DecisiveChoices): PreferenceSlopes {
  const { annotators, annotatorCount, choseFirst, difference, offset } = choices;
  const rows: number[][] = Array.from({ length: annotatorCount }, () => []);
  for (let row = 0; row < annotators.length; row++) {
    const own = rows[annotators[row]!];
    if (!own)
      throw new RangeError(
        `preferenceSlopes: label ${row} has annotator ${annotators[row]} of ${annotatorCount}`,
      );
    if (!Number.isFinite(difference[row]) || !Number.isFinite(offset[row]) || choseFirst[row] === undefined)
      throw new RangeError(`preferenceSlopes: label ${row} lacks a difference, an offset or a choice`);
    own.push(row);
  }
  const fits = rows.map((own) => firthSlope(own, choices));
  const known = fits.flatMap((fit) =>
    fit.slope === null ? [] : [{ slope: fit.slope, variance: fit.se! ** 2 }],
  );
  const crew = crewOf(known);
  const pValues = fits.map(({ slope, se }) =>
    slope === null ? null : 2 * normalCdf(-Math.abs(slope / se!)),
  );
  const qValues = falseDiscoveryRates(pValues);
  return {
    annotators: fits.map((fit, annotator): PreferenceSlope => {
      const shared = {
        ownSlope: fit.slope,
        ownSe: fit.se,
        labels: rows[annotator]!.length,
        pValue: pValues[annotator]!,
        qValue: qValues[annotator]!,
      };
      if (fit.slope === null || !crew)
        return { slope: null, se: null, ci95: null, ...shared, reason: fit.reason };
      const { slope, se } = pooled(fit.slope, fit.se!, crew, known.length);
      return { slope, se, ci95: [slope - 1.959963984540054 * se, slope + 1.959963984540054 * se], ...shared };
    }),
    crewSlope: crew?.mean ?? null,
    crewSe: crew?.se ?? null,
    spread: crew ? Math.sqrt(crew.variance) : null,
  };
}

/** How many times the odds grow when the first response is twice as long, from a slope on the natural logarithm of lengths. */
export function oddsRatioPerDoubling(slope: number): number {
  return Math.exp(slope * Math.LN2);
}

/**
 * Log odds that others choose the first response, from the other annotators' decisive labels on the item, half a vote
 * added to each side; 0 where nobody else decided.
 *
 * @param items item of each decisive label.
 */
export function consensusLogits(items: Int32Array, choseFirst: Uint8Array, itemCount: number): Float64Array {
  const first = new Float64Array(itemCount);
  const total = new Float64Array(itemCount);
  for (let row = 0; row < items.length; row++) {
    first[items[row]!]! += choseFirst[row]!;
    total[items[row]!]!++;
  }
  return Float64Array.from(items, (item, row) => {
    const others = first[item]! - choseFirst[row]!;
    return Math.log((others + 0.5) / (total[item]! - 1 - others + 0.5));
  });
}

/**
 * One annotator drawn towards the crew, with Morris's (1983) corrections: less pull and more error because mean and
 * spread of a small crew are estimated too. Up to three annotators are left as they are.
 */
function pooled(slope: number, se: number, crew: { mean: number; variance: number }, size: number) {
  if (size <= 3) return { slope, se };
  const pull = (((size - 3) / (size - 1)) * se ** 2) / (se ** 2 + crew.variance);
  const distance = slope - crew.mean;
  const variance = se ** 2 * (1 - (pull * (size - 1)) / size) + (2 / (size - 3)) * (pull * distance) ** 2;
  return { slope: slope - pull * distance, se: Math.sqrt(variance) };
}

interface Fit {
  slope: number | null;
  se: number | null;
  reason?: PreferenceSlope['reason'];
}

function firthSlope(rows: number[], { choseFirst, difference, offset }: DecisiveChoices): Fit {
  if (rows.length < LEAST_LABELS) return { slope: null, se: null, reason: 'too_few_labels' };
  if (rows.every((row) => difference[row] === 0)) return { slope: null, se: null, reason: 'no_variation' };
  let slope = 0;
  for (let step = 0; step < 100; step++) {
    let score = 0;
    let information = 0;
    let skew = 0;
    for (const row of rows) {
      const d = difference[row]!;
      const p = 1 / (1 + Math.exp(-offset[row]! - slope * d));
      score += (choseFirst[row]! - p) * d;
      information += p * (1 - p) * d * d;
      skew += p * (1 - p) * (1 - 2 * p) * d * d * d;
    }
    // Firth: half the derivative of the logarithm of the information is added to the score.
    const move = (score + skew / (2 * information)) / information;
    slope += Math.max(-2, Math.min(2, move));
    if (Math.abs(move) < 1e-10) return { slope, se: 1 / Math.sqrt(information) };
  }
  return { slope: null, se: null, reason: 'not_converged' };
}

function crewOf(
  fits: { slope: number; variance: number }[],
): { mean: number; se: number; variance: number } | null {
  if (fits.length === 0) return null;
  const weigh = (spread: number) => {
    let weights = 0;
    let weighted = 0;
    for (const fit of fits) {
      weights += 1 / (fit.variance + spread);
      weighted += fit.slope / (fit.variance + spread);
    }
    return { mean: weighted / weights, weights };
  };
  const fixed = weigh(0);
  const squares = fits.reduce((sum, fit) => sum + 1 / fit.variance ** 2, 0);
  const heterogeneity = fits.reduce((sum, fit) => sum + (fit.slope - fixed.mean) ** 2 / fit.variance, 0);
  const denominator = fixed.weights - squares / fixed.weights;
  const variance = denominator > 0 ? Math.max(0, (heterogeneity - (fits.length - 1)) / denominator) : 0;
  const { mean, weights } = weigh(variance);
  return { mean, se: Math.sqrt(1 / weights), variance };
}
