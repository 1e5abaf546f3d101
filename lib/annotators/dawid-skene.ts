import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkMirror, type Mirror } from '#lib/agreement/orientation';
import { checkColumns } from '#lib/agreement/without-repeats';
import { codedLabels, posteriorPass } from './confusion-likelihood';
import { type ConfusionTie, confusionUpdate, logPrior } from './confusion-update';
import { squaredExtrapolation } from './squared-extrapolation';

export interface DawidSkeneOptions {
  /**
   * `map` (default) adds Dirichlet pseudo-counts, one on the diagonal of each confusion row and a half elsewhere, so that
   * annotators with few labels do not reach 0 and 1 and convergence is quick; `ml` is Dawid and Skene's own estimate.
   */
  method?: 'map' | 'ml';
  /**
   * For choices between two sides: confusion is the same when A and B change names (A taken for B as often as B for A).
   * Halves the parameters and keeps a habit for one side from passing as a frequent category. Null for other labels.
   */
  mirror?: Mirror | null;
  /** Largest change of a parameter at which it has converged; the posteriors of items are a function of those. */
  tolerance?: number;
  /** Most passes over the labels. */
  maxPasses?: number;
}

export interface DawidSkene {
  /** Passes over the labels. */
  iterations: number;
  converged: boolean;
  largestChange: number;
  logLikelihood: number;
  classPriors: Float64Array;
  /** P(annotator says l | truth is c) at [(annotator × q + c) × q + l]. */
  confusion: Float64Array;
  /** P(truth of the item is c | all labels) at [item × q + c]; an item without labels has the class priors. */
  posteriors: Float64Array;
  /** Probability that a label of the annotator is right, over the class priors; null without labels. */
  accuracy: (number | null)[];
  /** Expected share of right labels lies below that of answering at random: reads the scale upside down, or worse. */
  belowChance: boolean[];
}

/**
 * Dawid & Skene (1979), Appl. Statist. 28:20–28: what is the true category of each item and how does each annotator
 * confuse categories, when nobody knows the truth? EM from vote shares, squared extrapolation, convergence on parameters.
 * All labels count, repeats too. Started from the votes the categories keep their names as long as most annotators are
 * better than chance; those who are not are named in `belowChance`.
 *
 * @throws RangeError for malformed columns, mirror or options.
 */
export function dawidSkene(columns: LabelColumns, options: DawidSkeneOptions = {}): DawidSkene {
  const { method = 'map', mirror = null } = options;
  checkColumns('dawidSkene', columns);
  if (mirror) checkMirror('dawidSkene', mirror, columns.categoryCount);
  return fitConfusion('dawidSkene', columns, mirror ?? 'none', method, options);
}

/**
 * One-coin Dawid–Skene: every annotator is right with one probability and errs evenly. The better choice when annotators
 * have few labels (less than 30 per category).
 *
 * @throws RangeError for malformed columns or options, or a single category.
 */
export function oneCoin(columns: LabelColumns, options: Omit<DawidSkeneOptions, 'mirror'> = {}): DawidSkene {
  checkColumns('oneCoin', columns);
  if (columns.categoryCount < 2)
    throw new RangeError('oneCoin: one category leaves nothing to be wrong about');
  return fitConfusion('oneCoin', columns, 'one coin', options.method ?? 'map', options);
}

function fitConfusion(
  caller: string,
  columns: LabelColumns,
  tie: ConfusionTie,
  method: 'map' | 'ml',
  { tolerance = 1e-6, maxPasses = 2000 }: DawidSkeneOptions,
): DawidSkene {
  if (!(tolerance > 0)) throw new RangeError(`${caller}: tolerance must be positive, got ${tolerance}`);
  if (!(maxPasses >= 1)) throw new RangeError(`${caller}: maxPasses must be at least 1, got ${maxPasses}`);
  const { itemCount, annotatorCount, categoryCount: q } = columns;
  const labels = codedLabels(columns);
  const size = annotatorCount * q * q;
  const update = confusionUpdate(annotatorCount, q, tie, method);
  const counts = new Float64Array(size);
  const classCounts = new Float64Array(q);
  const split = (all: Float64Array) => [all.subarray(0, q), all.subarray(q)] as const;
  const step = (from: Float64Array, to: Float64Array) => {
    const [priors, likelihood] = split(from);
    const objective = posteriorPass(labels, priors, likelihood, counts, classCounts, null);
    update(counts, classCounts, ...split(to));
    return objective + (method === 'map' ? logPrior(priors, likelihood, q, tie) : 0);
  };
  const parameters = new Float64Array(q + size);
  voteShares(labels, counts, classCounts);
  update(counts, classCounts, ...split(parameters));
  const run = squaredExtrapolation(parameters, step, (leap) => repairProbabilities(leap, q), {
    tolerance,
    maxSteps: maxPasses,
  });
  const [priors, likelihood] = split(parameters);
  const posteriors = new Float64Array(itemCount * q);
  const logLikelihood = posteriorPass(labels, priors, likelihood, null, classCounts, posteriors);
  const confusion = new Float64Array(size);
  for (let annotator = 0; annotator < annotatorCount; annotator++)
    for (let c = 0; c < q; c++)
      for (let l = 0; l < q; l++)
        confusion[(annotator * q + c) * q + l] = likelihood[(annotator * q + l) * q + c]!;
  const labelled = new Uint8Array(annotatorCount);
  for (const annotator of columns.annotators) labelled[annotator] = 1;
  const accuracy = Array.from(labelled, (has, annotator) => {
    if (!has) return null;
    let sum = 0;
    for (let c = 0; c < q; c++) sum += priors[c]! * confusion[(annotator * q + c) * q + c]!;
    return sum;
  });
  return {
    iterations: run.steps,
    converged: run.converged,
    largestChange: run.largestChange,
    logLikelihood,
    classPriors: priors.slice(),
    confusion,
    posteriors,
    accuracy,
    belowChance: accuracy.map((value) => value !== null && value < 1 / q),
  };
}

/** The first M-step's counts: each item's true category is what its labels say, in shares. */
function voteShares(
  labels: ReturnType<typeof codedLabels>,
  counts: Float64Array,
  classCounts: Float64Array,
): void {
  const { starts, codes, itemCount, categoryCount: q } = labels;
  const share = new Float64Array(q);
  for (let item = 0; item < itemCount; item++) {
    const size = starts[item + 1]! - starts[item]!;
    if (size === 0) continue;
    share.fill(0);
    for (let at = starts[item]!; at < starts[item + 1]!; at++) share[codes[at]! % q]! += 1 / size;
    for (let c = 0; c < q; c++) classCounts[c]! += share[c]!;
    for (let at = starts[item]!; at < starts[item + 1]!; at++)
      for (let c = 0; c < q; c++) counts[codes[at]! * q + c]! += share[c]!;
  }
}

/** A leap may leave the probabilities: what fell below zero is set just above it, and each set is made to sum to one. */
function repairProbabilities(leap: Float64Array, q: number): void {
  const normalise = (at: (k: number) => number) => {
    let sum = 0;
    for (let k = 0; k < q; k++) {
      if (!(leap[at(k)]! > 1e-12)) leap[at(k)] = leap[at(k)] === 0 ? 0 : 1e-12;
      sum += leap[at(k)]!;
    }
    if (sum > 0) for (let k = 0; k < q; k++) leap[at(k)]! /= sum;
  };
  normalise((k) => k);
  for (let block = q; block < leap.length; block += q * q)
    for (let c = 0; c < q; c++) normalise((l) => block + l * q + c);
}
