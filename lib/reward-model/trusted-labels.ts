import { dawidSkene } from '#lib/annotators/dawid-skene';

/** Single choices as columns: on which pair, whose, and what: SIDE_A, TIE or SIDE_B. Each annotator once per pair. */
export interface ChoiceColumns {
  pairs: Int32Array;
  annotators: Int32Array;
  choices: Uint8Array;
  pairCount: number;
  annotatorCount: number;
}

export const SIDE_A = 0;
export const TIE = 1;
export const SIDE_B = 2;
const CHOICES = 3;
/** What a choice says about A, by its code. */
const VALUES = [1, 0.5, 0];

/**
 * How single labels become the soft label of a pair: `posterior`, the probability that A is better, given who said what and
 * how often each of them is right (Dawid & Skene); `weights`, the share of votes for A, each vote weighing 1 − 2e, e how
 * often its annotator takes the wrong side; `uniform`, the plain share of votes.
 */
export type LabelTrust = 'posterior' | 'weights' | 'uniform';

export interface TrustedLabels {
  /** P(A is better) of each pair, a tie half; 0.5 where nothing counts. */
  targets: Float64Array;
  /** How much each pair counts: 1 with `posterior`, the votes or the sum of their weights else; 0 without any. */
  weights: Float64Array;
  /** By annotator: how often they take the wrong side when there is one, in [0, 1]; null without labels. */
  errors: (number | null)[];
  /** By annotator: what a vote of theirs weighs, 1 − 2e, never below 0; 0 without labels. */
  annotatorWeights: Float64Array;
  /** What was done: `uniform`, whatever was asked for, where too few comparisons have two labels to tell who is right how often. */
  used: LabelTrust;
}

/** Share of the labels that must stand beside another one on their comparison; below, error rates are guesses. */
const LEAST_OVERLAPPING = 0.5;

/**
 * Soft labels from single ones. The error rates come from one fit of Dawid and Skene's model in which A and B may change
 * names, so a habit of one side is an error and not a taste; they are given with `uniform` too, which does not use them. Where
 * comparisons have one label each, nobody can be told right from wrong: then every label counts the same.
 *
 * @param ties `half` keeps a tie as half a vote for each side; `leave-out` drops it before anything is counted.
 * @throws RangeError for columns of different lengths or an index outside its range.
 */
export function trustedLabels(
  columns: ChoiceColumns,
  { trust, ties }: { trust: LabelTrust; ties: 'half' | 'leave-out' },
): TrustedLabels {
  const kept = ties === 'half' ? columns : withoutTies(columns);
  const { pairs, annotators, choices, pairCount, annotatorCount } = kept;
  const votes = new Float64Array(pairCount);
  for (const pair of pairs) votes[pair]! += 1;
  if (pairs.length === 0)
    return {
      targets: new Float64Array(pairCount).fill(0.5),
      weights: votes,
      errors: new Array<null>(annotatorCount).fill(null),
      annotatorWeights: new Float64Array(annotatorCount),
      used: 'uniform',
    };
  let overlapping = 0;
  for (const pair of pairs) if (votes[pair]! > 1) overlapping++;
  if (overlapping / pairs.length < LEAST_OVERLAPPING)
    return {
      ...weighed(kept, null),
      errors: new Array<null>(annotatorCount).fill(null),
      annotatorWeights: new Float64Array(annotatorCount).fill(1),
      used: 'uniform',
    };
  const fit = dawidSkene(
    {
      items: pairs,
      annotators,
      choices,
      itemCount: pairCount,
      annotatorCount,
      categoryCount: CHOICES,
    },
    { mirror: Uint8Array.of(SIDE_B, TIE, SIDE_A) },
  );
  const errors = fit.accuracy.map((accuracy, annotator) => {
    if (accuracy === null) return null;
    const said = (truth: number, choice: number) =>
      fit.confusion[(annotator * CHOICES + truth) * CHOICES + choice]!;
    const wrong = said(SIDE_A, SIDE_B) + said(SIDE_B, SIDE_A);
    const right = said(SIDE_A, SIDE_A) + said(SIDE_B, SIDE_B);
    return wrong + right === 0 ? 0.5 : wrong / (wrong + right);
  });
  const annotatorWeights = Float64Array.from(errors, (e) => (e === null ? 0 : Math.max(0, 1 - 2 * e)));
  if (trust === 'posterior') {
    const at = (pair: number, choice: number) => fit.posteriors[pair * CHOICES + choice]!;
    const targets = votes.map((n, pair) => (n === 0 ? 0.5 : at(pair, SIDE_A) + at(pair, TIE) / 2));
    return { targets, weights: votes.map((n) => Number(n > 0)), errors, annotatorWeights, used: trust };
  }
  return {
    ...weighed(kept, trust === 'uniform' ? null : annotatorWeights),
    errors,
    annotatorWeights,
    used: trust,
  };
}

/** Shares of votes for A, each vote with its annotator's weight, or 1. */
function weighed(
  { pairs, annotators, choices, pairCount }: ChoiceColumns,
  annotatorWeights: Float64Array | null,
): Pick<TrustedLabels, 'targets' | 'weights'> {
  const sums = new Float64Array(pairCount);
  const weights = new Float64Array(pairCount);
  pairs.forEach((pair, i) => {
    const weight = annotatorWeights ? annotatorWeights[annotators[i]!]! : 1;
    sums[pair]! += weight * VALUES[choices[i]!]!;
    weights[pair]! += weight;
  });
  const targets = sums.map((sum, pair) => (weights[pair] === 0 ? 0.5 : sum / weights[pair]!));
  return { targets, weights };
}

function withoutTies(columns: ChoiceColumns): ChoiceColumns {
  const keep = Int32Array.from(columns.choices.keys()).filter((i) => columns.choices[i] !== TIE);
  return {
    ...columns,
    pairs: keep.map((i) => columns.pairs[i]!),
    annotators: keep.map((i) => columns.annotators[i]!),
    choices: Uint8Array.from(keep, (i) => columns.choices[i]!),
  };
}
