import type { Interval } from '#lib/statistics/estimate';
import { type ClusteredMean, type ClusteredValue, clusteredMean, MINIMUM_VALUES } from './clustered-mean';
import { humanCeiling } from './human-ceiling';
import { type LengthCorrelation, lengthCorrelation, type ScoredResponse } from './length-correlation';
import { type PreferenceCalibration, preferenceCalibration } from './preference-calibration';
import { preferenceLoss } from './preference-loss';
import { assertPreferencePairs, type PreferencePair } from './preference-pair';
import { momentsOfRewards } from './reward-model-file';

/** A held-out pair; with the single labels behind its target, accuracy can be put beside what people reach. */
export interface HeldOutPair extends PreferencePair {
  /** Labels for A and for B; ties are no side and are left out. */
  labels?: { a: number; b: number };
}

export interface HeldOutReport {
  counts: {
    pairs: number;
    /** Pairs whose target is not 0.5; only these can be right or wrong. */
    decided: number;
    ties: number;
    prompts: number;
    responses: number;
  };
  /** Share of decided pairs that the model orders as the labels do; equal rewards count half. */
  accuracy: ClusteredMean;
  /** The longer response (in characters) taken as the better one; equal lengths count half. */
  longerWins: ClusteredMean;
  length: {
    /** The better of "longer wins" and "shorter wins" on these very pairs: chosen in hindsight, in favour of the baseline. */
    rule: 'longer' | 'shorter' | null;
    accuracy: ClusteredMean;
    /** Model minus rule on the same pairs, in [−1, 1]. */
    difference: ClusteredMean;
    /** Accuracy where the lengths differ by at most `matchedWithin` of the longer. */
    matched: ClusteredMean;
    /** 0.1; more where hardly any lengths are so near, and the nearest tenth of the pairs is taken. Absent in older reports: 0.1. */
    matchedWithin?: number;
    /** Accuracy where the shorter response is the preferred one. */
    shorterPreferred: ClusteredMean;
    /** Mean of the accuracies where the longer and where the shorter response is preferred: 0.5 for any rule of length. */
    balanced: ClusteredMean;
    correlation: LengthCorrelation;
  };
  people: {
    /** Mean over pairs of the share of agreeing label pairs; null without two decided labels on enough pairs. */
    agreement: ClusteredMean;
    /** Mean over the same pairs of the share of labels on the model's side. */
    modelAgreement: ClusteredMean;
    /** Where the accuracy of a perfect model lies; null when people agree no more often than chance. */
    ceiling: Interval | null;
    /** (model − 0.5) / (people − 0.5); 1 is "agrees with a person as often as another person does". */
    parity: number | null;
    /** (model − 0.5) / (ceiling − 0.5) at the upper end of the ceiling, so never flattering. */
    ofCeiling: number | null;
  };
  /** Mean nats per pair under the soft labels; log 2 = 0.693 is a coin. */
  logLoss: ClusteredMean;
  /** null below 200 pairs. */
  calibration: PreferenceCalibration | null;
  /** Quantiles of |reward(A) − reward(B)| and of rewards over distinct responses. */
  margins: Quantiles | null;
  rewards: Quantiles | null;
  /** Mean and standard deviation of rewards over distinct responses: what serving normalises by; null below 30 responses. */
  scale: { mean: number; deviation: number; responses: number } | null;
  /** Decided pairs that the model got wrong, worst loss first. */
  worstErrors: { pair: number; difference: number; target: number; loss: number }[];
}

export interface Quantiles {
  p01: number;
  p25: number;
  p50: number;
  p75: number;
  p99: number;
}

const MATCHED_WITHIN = 0.1;
const NEAREST_AT_LEAST = 100;
const WORST_ERRORS = 20;
const SHARE: Interval = [0, 1];

/**
 * What a reward model is worth on prompts it has never seen, beside the length of the responses and beside people.
 * Figures that too few pairs support are null with a reason.
 *
 * @param pairs held-out pairs; the caller vouches that none of their prompts was trained on.
 * @param rewardsA rewardsB raw reward of each pair's responses.
 */
export function heldOutReport(
  pairs: readonly HeldOutPair[],
  rewardsA: Float64Array,
  rewardsB: Float64Array,
): HeldOutReport {
  assertPreferencePairs(pairs, 'heldOutReport');
  if (rewardsA.length !== pairs.length || rewardsB.length !== pairs.length)
    throw new RangeError(
      `heldOutReport: ${pairs.length} pairs, ${rewardsA.length} and ${rewardsB.length} rewards`,
    );
  if (!rewardsA.every(Number.isFinite) || !rewardsB.every(Number.isFinite))
    throw new RangeError('heldOutReport: every reward must be a finite number');
  const prompts = numbering();
  const responses = numbering();
  const scored = new Map<number, ScoredResponse>();
  const rows = pairs.map((pair, index) => {
    const prompt = prompts.of(pair.promptKey);
    const responseA = responses.of(`${pair.promptKey}\u0000${pair.responseA}`);
    const responseB = responses.of(`${pair.promptKey}\u0000${pair.responseB}`);
    scored.set(responseA, { prompt, length: pair.responseA.length, reward: rewardsA[index]! });
    scored.set(responseB, { prompt, length: pair.responseB.length, reward: rewardsB[index]! });
    return {
      index,
      pair,
      where: { prompt, responseA, responseB },
      difference: rewardsA[index]! - rewardsB[index]!,
      longer: pair.responseA.length - pair.responseB.length,
    };
  });
  type Row = (typeof rows)[number];
  const decided = rows.filter(({ pair }) => pair.target !== 0.5);
  const meanOver = (chosen: readonly Row[], value: (row: Row) => number, bounds: Interval = SHARE) =>
    clusteredMean(
      chosen.map((row): ClusteredValue => ({ ...row.where, value: value(row) })),
      bounds,
    );
  const right = (row: Row) => sided(row.difference, row.pair.target);

  const longerWins = meanOver(decided, (row) => sided(row.longer, row.pair.target));
  const rule = longerWins.value === null ? null : longerWins.value >= 0.5 ? 'longer' : 'shorter';
  const ruleRight = (row: Row) => sided(rule === 'shorter' ? -row.longer : row.longer, row.pair.target);
  const { matched, within } = nearInLength(decided);
  const longerPreferred = ({ longer, pair }: Row) => longer > 0 === pair.target > 0.5;
  const balanced = () => {
    const unequal = decided.filter(({ longer }) => longer !== 0);
    const sides = [unequal.filter(longerPreferred), unequal.filter((row) => !longerPreferred(row))] as const;
    const smaller = Math.min(...sides.map((side) => side.length));
    if (smaller < MINIMUM_VALUES) return meanOver(unequal.slice(0, smaller), right);
    const means = sides.map((side) => side.reduce((sum, row) => sum + right(row), 0) / side.length);
    const centre = (means[0]! + means[1]!) / 2;
    // Linearised, so that the clustered interval of a plain mean is that of the mean of two means.
    return meanOver(unequal, (row) => {
      const side = longerPreferred(row) ? 0 : 1;
      return centre + ((right(row) - means[side]!) * unequal.length) / (2 * sides[side].length);
    });
  };
  const wrong = decided
    .filter((row) => right(row) < 0.5)
    .map(({ index, pair, difference }) => ({
      pair: index,
      difference,
      target: pair.target,
      loss: preferenceLoss(difference, pair.target),
    }))
    .sort((x, y) => y.loss - x.loss || x.pair - y.pair);

  return {
    counts: {
      pairs: pairs.length,
      decided: decided.length,
      ties: pairs.length - decided.length,
      prompts: prompts.count(),
      responses: responses.count(),
    },
    accuracy: meanOver(decided, right),
    longerWins,
    length: {
      rule,
      accuracy: meanOver(decided, ruleRight),
      difference: meanOver(decided, (row) => right(row) - ruleRight(row), [-1, 1]),
      matched: meanOver(matched, right),
      matchedWithin: within,
      shorterPreferred: meanOver(
        decided.filter((row) => row.longer !== 0 && !longerPreferred(row)),
        right,
      ),
      balanced: balanced(),
      correlation: lengthCorrelation([...scored.values()]),
    },
    people: besidePeople(rows, meanOver),
    logLoss: meanOver(rows, ({ difference, pair }) => preferenceLoss(difference, pair.target), [0, Infinity]),
    calibration: preferenceCalibration(
      Float64Array.from(rows, ({ difference }) => difference),
      Float64Array.from(rows, ({ pair }) => pair.target),
      rows.map(({ where }) => where.prompt),
    ),
    margins: quantiles(rows.map(({ difference }) => Math.abs(difference))),
    rewards: quantiles([...scored.values()].map(({ reward }) => reward)),
    scale: rewardScale(Float64Array.from(scored.values(), ({ reward }) => reward)),
    worstErrors: wrong.slice(0, WORST_ERRORS),
  };
}

function rewardScale(rewards: Float64Array): HeldOutReport['scale'] {
  if (rewards.length < MINIMUM_VALUES) return null;
  const moments = momentsOfRewards(rewards, Int32Array.from(rewards.keys()));
  return { ...moments, responses: rewards.length };
}

function besidePeople<Row extends { pair: HeldOutPair; difference: number }>(
  rows: readonly Row[],
  meanOver: (chosen: readonly Row[], value: (row: Row) => number) => ClusteredMean,
): HeldOutReport['people'] {
  const doubled = rows.filter(({ pair: { labels } }) => labels && labels.a + labels.b >= 2);
  const agreement = meanOver(doubled, ({ pair }) => {
    const { a, b } = pair.labels!;
    return (a * (a - 1) + b * (b - 1)) / ((a + b) * (a + b - 1));
  });
  const modelAgreement = meanOver(doubled, ({ pair, difference }) => {
    const { a, b } = pair.labels!;
    return difference === 0 ? 0.5 : (difference > 0 ? a : b) / (a + b);
  });
  const ceiling = agreement.value === null ? null : humanCeiling(agreement.value);
  if (ceiling === null || agreement.value === null || modelAgreement.value === null)
    return { agreement, modelAgreement, ceiling: null, parity: null, ofCeiling: null };
  const gained = modelAgreement.value - 0.5;
  return {
    agreement,
    modelAgreement,
    ceiling,
    parity: gained / (agreement.value - 0.5),
    ofCeiling: gained / (ceiling[1] - 0.5),
  };
}

/** The pairs whose lengths differ by at most 10 %; where those are too few, the tenth of the pairs whose lengths are nearest. */
function nearInLength<Row extends { pair: HeldOutPair; longer: number }>(decided: readonly Row[]) {
  const apart = ({ pair, longer }: Row) =>
    Math.abs(longer) / Math.max(1, pair.responseA.length, pair.responseB.length);
  const matched = decided.filter((row) => apart(row) <= MATCHED_WITHIN);
  const tenth = Math.max(NEAREST_AT_LEAST, Math.ceil(decided.length / 10));
  if (matched.length >= MINIMUM_VALUES || decided.length < 4 * tenth)
    return { matched, within: MATCHED_WITHIN };
  const limit = decided.map(apart).sort((x, y) => x - y)[tenth - 1]!;
  return { matched: decided.filter((row) => apart(row) <= limit), within: limit };
}

/** 1 when the sign of `difference` (A minus B) is the side that the target prefers, 0 when not, a half when 0. */
function sided(difference: number, target: number): number {
  return difference === 0 ? 0.5 : Number(difference > 0 === target > 0.5);
}

function quantiles(values: number[]): Quantiles | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(sorted.length - 1, below + 1);
    return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
  };
  return { p01: at(0.01), p25: at(0.25), p50: at(0.5), p75: at(0.75), p99: at(0.99) };
}

function numbering() {
  const numbers = new Map<string, number>();
  return {
    of(key: string) {
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    },
    count: () => numbers.size,
  };
}
