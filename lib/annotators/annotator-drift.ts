import { seededRandom } from '#lib/statistics/random';
import { type MaximumDistribution, maximumDistributions, type NullChart } from './alarm-threshold';
import { type BaselineOffset, baselineOffsets } from './baseline-offsets';
import { bernoulliCusum, climbStart, firstAlarm } from './bernoulli-cusum';
import { type CohortOptions, cohortOdds } from './cohort-odds';
import type { ConsensusSignals } from './consensus-signals';
import { type Proportion, proportion } from './proportion';

/** Half of a record is too much to learn from and a tenth too little: a short record's baseline is this share of it. */
export const BASELINE_SHARE = 0.4;
/** Below this many judged labels nothing is monitored: the baseline would be a guess. */
export const LEAST_JUDGED_LABELS = 60;

export interface DriftOptions extends CohortOptions {
  seed: number;
  /** Longest baseline, in judged labels; shorter records use BASELINE_SHARE of themselves. */
  baselineLabels?: number;
  /** Labels between false alarms, on average, when nothing changes. */
  averageRunLength?: number;
  /** Odds ratio of disagreeing that the chart is built to find; the mirrored chart looks for its inverse. */
  oddsRatio?: number;
  /** Simulated labels for the limits; more is slower and steadier. */
  budget?: number;
}

export interface DriftAlarm {
  /** Position in the path, 0-based among monitored labels, at which the limit was reached. */
  pathIndex: number;
  /** The same as a label number of this annotator: 1 is their first label. */
  labelNumber: number;
  /** Row in the columns. */
  row: number;
  /** Estimated start of the change: first label after the path last stood at zero. */
  start: { pathIndex: number; labelNumber: number; row: number };
  /** Judged labels from the estimated start to the end of the record. */
  labelsSince: number;
}

export interface DriftChart {
  /** The statistic after each monitored label. */
  path: Float64Array;
  limit: number;
  alarm: DriftAlarm | null;
  /** Probability of a path this high in a record of this length when nothing changes. */
  pValue: number;
}

export interface AnnotatorDrift {
  annotator: number;
  state: 'stable' | 'drifting' | 'not_enough_labels';
  /** Labels that could be judged: not repeats, and the others agree or the answer is known. */
  judgedLabels: number;
  /** How many of them form the baseline, and what share of the record that is. */
  baselineLabels: number;
  baselineShare: number;
  /** What the baseline says about this annotator against the cohort, in log odds. */
  offset: BaselineOffset;
  /** Row of each monitored label, beside the path. */
  rows: Int32Array;
  /** Chart of "disagrees more than before". Null when there are not enough labels. */
  worse: DriftChart | null;
  /** The mirrored chart, "disagrees less than before": copying, or a machine that answers. Never a reason to block. */
  better: DriftChart | null;
  /** Disagreement before and from the estimated start of the alarmed change (whole record and null when there is none). */
  before: Proportion;
  after: Proportion | null;
  /** What the cohort's labels at those very moments would have led one to expect after the start. */
  expectedAfter: number | null;
}

/**
 * Does an annotator drift? A cohort- and risk-adjusted Bernoulli CUSUM per annotator on "disagrees with the others".
 * logit p_t = cohort's logit in the label's stratum just then + the annotator's own offset, learnt from the baseline and
 * raised to the upper end of its 80 % posterior bound. Harder comparisons for everyone move the cohort, not the chart.
 * The limit is simulated (see `maximumDistributions`) so that a record without change alarms with probability
 * 1 - exp(-labels / averageRunLength). The baseline never moves by itself.
 *
 * A consensus that drifts with its majority is invisible here; only golds see it.
 *
 * @param signals judged labels in label order, from `consensusSignals`.
 * @throws RangeError for options out of range.
 */
export function annotatorDrift(signals: ConsensusSignals, options: DriftOptions): AnnotatorDrift[] {
  const { baselineLabels = 200, averageRunLength = 40_000, oddsRatio = 2.5, seed, budget } = options;
  if (!(baselineLabels >= 1))
    throw new RangeError(`annotatorDrift: baselineLabels must be positive, got ${baselineLabels}`);
  if (!(averageRunLength > 0))
    throw new RangeError(`annotatorDrift: averageRunLength must be positive, got ${averageRunLength}`);
  if (!(oddsRatio > 1)) throw new RangeError(`annotatorDrift: oddsRatio must exceed 1, got ${oddsRatio}`);
  const odds = cohortOdds(signals, options);
  const records = recordsByAnnotator(signals);
  const lengths = records.map(({ length }) =>
    length < LEAST_JUDGED_LABELS ? length : Math.min(baselineLabels, Math.round(BASELINE_SHARE * length)),
  );
  const offsets = baselineOffsets(
    records.map((record, annotator) =>
      Float64Array.from(record.subarray(0, lengths[annotator]!), (at) => odds[at]!),
    ),
    Int32Array.from(records, (record, annotator) =>
      countEvents(signals, record.subarray(0, lengths[annotator]!)),
    ),
  );
  const watched = records.flatMap((record, annotator) =>
    record.length >= LEAST_JUDGED_LABELS ? [annotator] : [],
  );
  const nulls = (sign: 1 | -1): NullChart[] =>
    watched.map((annotator) => {
      const monitored = records[annotator]!.subarray(lengths[annotator]!);
      const { mean, sd } = offsets[annotator]!;
      return {
        odds: Float64Array.from(monitored, (at) => odds[at]!),
        mean,
        sd,
        assumed: mean + sign * UPPER_80 * sd,
      };
    });
  const random = seededRandom(seed);
  const worseNulls = nulls(1);
  const betterNulls = nulls(-1);
  const worseMaxima = maximumDistributions(worseNulls, oddsRatio, random, budget);
  const betterMaxima = maximumDistributions(betterNulls, 1 / oddsRatio, random, budget);
  const results: AnnotatorDrift[] = records.map((record, annotator) => ({
    annotator,
    state: 'not_enough_labels',
    judgedLabels: record.length,
    baselineLabels: lengths[annotator]!,
    baselineShare: record.length === 0 ? 0 : lengths[annotator]! / record.length,
    offset: offsets[annotator]!,
    rows: new Int32Array(0),
    worse: null,
    better: null,
    before: proportion(countEvents(signals, record), record.length),
    after: null,
    expectedAfter: null,
  }));
  watched.forEach((annotator, index) => {
    const record = records[annotator]!;
    const from = lengths[annotator]!;
    const draw = (chart: NullChart, ratio: number, maxima: MaximumDistribution) =>
      driftChart(signals, record, from, chart, ratio, maxima, averageRunLength);
    const result = results[annotator]!;
    result.worse = draw(worseNulls[index]!, oddsRatio, worseMaxima[index]!);
    result.better = draw(betterNulls[index]!, 1 / oddsRatio, betterMaxima[index]!);
    result.rows = Int32Array.from(record.subarray(from), (at) => signals.rows[at]!);
    result.state = result.worse.alarm ? 'drifting' : 'stable';
    const alarm = result.worse.alarm ?? result.better.alarm;
    if (!alarm) return;
    const start = from + alarm.start.pathIndex;
    const after = record.subarray(start);
    result.before = proportion(countEvents(signals, record.subarray(0, start)), start);
    result.after = proportion(countEvents(signals, after), after.length);
    const ratio = Math.exp(offsets[annotator]!.mean);
    result.expectedAfter =
      after.reduce((sum, at) => sum + (odds[at]! * ratio) / (1 + odds[at]! * ratio), 0) / after.length;
  });
  return results;
}

/** Standard normal quantile of .8: the bound is one-sided. */
const UPPER_80 = 0.8416212335729143;

function driftChart(
  signals: ConsensusSignals,
  record: Int32Array,
  from: number,
  chart: NullChart,
  oddsRatio: number,
  maxima: MaximumDistribution,
  averageRunLength: number,
): DriftChart {
  const monitored = record.subarray(from);
  const ratio = Math.exp(chart.assumed);
  const events = Uint8Array.from(monitored, (at) => signals.disagrees[at]!);
  const path = bernoulliCusum(
    events,
    chart.odds.map((o) => o * ratio),
    oddsRatio,
  );
  const limit = maxima.quantile(-Math.expm1(-monitored.length / averageRunLength));
  const at = firstAlarm(path, limit);
  const highest = path.reduce((most, value) => Math.max(most, value), 0);
  const place = (pathIndex: number) => ({
    pathIndex,
    labelNumber: signals.labelNumbers[monitored[pathIndex]!]!,
    row: signals.rows[monitored[pathIndex]!]!,
  });
  const start = at === null ? null : climbStart(path, at);
  return {
    path,
    limit,
    pValue: Math.min(1, maxima.exceedance(highest)),
    alarm:
      at === null ? null : { ...place(at), start: place(start!), labelsSince: monitored.length - start! },
  };
}

/** Signal positions of each annotator, in label order. */
function recordsByAnnotator(signals: ConsensusSignals): Int32Array[] {
  const lengths = new Int32Array(signals.annotatorCount);
  for (let at = 0; at < signals.annotators.length; at++) lengths[signals.annotators[at]!]!++;
  const records = Array.from(lengths, (length) => new Int32Array(length));
  lengths.fill(0);
  for (let at = 0; at < signals.annotators.length; at++) {
    const annotator = signals.annotators[at]!;
    records[annotator]![lengths[annotator]!++] = at;
  }
  return records;
}

function countEvents(signals: ConsensusSignals, record: Int32Array): number {
  let count = 0;
  for (let index = 0; index < record.length; index++) count += signals.disagrees[record[index]!]!;
  return count;
}
