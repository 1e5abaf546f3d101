import { seededRandom } from '#lib/statistics/random';
import { maximumDistributions } from './alarm-threshold';
import { type BaselineOffset, baselineOffsets } from './baseline-offsets';
import { type CohortOptions, cohortOdds } from './cohort-odds';
import type { ConsensusSignals } from './consensus-signals';
import { type DriftChart, driftChart } from './drift-chart';
import { countEvents, type DriftRecord, driftRecords, expectedShare, partOfRecord } from './drift-record';
import { falseDiscoveryRates } from './false-discovery';
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
  /** Row of each monitored label, beside the path; and which label of the annotator it is, 1 for the first. */
  rows: Int32Array;
  labelNumbers: Int32Array;
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
  const { baselineLabels = 200, averageRunLength = 40_000, oddsRatio = 2.5, seed, budget = 8e6 } = options;
  if (!(baselineLabels >= 1))
    throw new RangeError(`annotatorDrift: baselineLabels must be positive, got ${baselineLabels}`);
  if (!(averageRunLength > 0))
    throw new RangeError(`annotatorDrift: averageRunLength must be positive, got ${averageRunLength}`);
  if (!(oddsRatio > 1)) throw new RangeError(`annotatorDrift: oddsRatio must exceed 1, got ${oddsRatio}`);
  const records = driftRecords(signals, cohortOdds(signals, options));
  const lengths = records.map(({ rows: { length } }) =>
    length < LEAST_JUDGED_LABELS ? length : Math.min(baselineLabels, Math.round(BASELINE_SHARE * length)),
  );
  const offsets = baselineOffsets(
    records.map((record, annotator) => partOfRecord(record, 0, lengths[annotator]!)),
  );
  const results = records.map(
    (record, annotator): AnnotatorDrift => ({
      annotator,
      state: 'not_enough_labels',
      judgedLabels: record.rows.length,
      baselineLabels: lengths[annotator]!,
      baselineShare: record.rows.length === 0 ? 0 : lengths[annotator]! / record.rows.length,
      offset: offsets[annotator]!,
      rows: new Int32Array(0),
      labelNumbers: new Int32Array(0),
      worse: null,
      better: null,
      before: proportion(countEvents(record), record.rows.length),
      after: null,
      expectedAfter: null,
    }),
  );
  const watched = results.filter((result) => result.judgedLabels >= LEAST_JUDGED_LABELS);
  const monitored = watched.map(({ annotator }) => partOfRecord(records[annotator]!, lengths[annotator]!));
  const nulls = watched.map(({ offset }, index) => ({
    odds: monitored[index]!.odds,
    ...offset,
    upper: offset.mean + UPPER_80 * offset.sd,
    lower: offset.mean - UPPER_80 * offset.sd,
  }));
  const maxima = maximumDistributions(nulls, oddsRatio, seededRandom(seed), budget);
  const charts = (side: 'worse' | 'better'): DriftChart[] => {
    const drawn = maxima[side].map((distribution, index) => {
      const { odds, upper, lower } = nulls[index]!;
      const falseAlarm = -Math.expm1(-odds.length / averageRunLength);
      const assumed = Math.exp(side === 'worse' ? upper : lower);
      const ratio = side === 'worse' ? oddsRatio : 1 / oddsRatio;
      return driftChart(monitored[index]!, assumed, ratio, distribution, falseAlarm);
    });
    const qValues = falseDiscoveryRates(drawn.map((chart) => chart.pValue));
    return drawn.map((chart, index) => ({ ...chart, qValue: qValues[index]! }));
  };
  const worse = charts('worse');
  const better = charts('better');
  for (const [index, result] of watched.entries()) {
    result.worse = worse[index]!;
    result.better = better[index]!;
    result.rows = monitored[index]!.rows;
    result.labelNumbers = monitored[index]!.labelNumbers;
    result.state = worse[index]!.alarm ? 'drifting' : 'stable';
    addRates(result, records[result.annotator]!);
  }
  return results;
}

/** Standard normal quantile of .8: the bound is one-sided. */
const UPPER_80 = 0.8416212335729143;

/** Disagreement on either side of the alarmed change's start, and what the cohort's labels would have led one to expect. */
function addRates(result: AnnotatorDrift, record: DriftRecord): void {
  const alarm = result.worse?.alarm ?? result.better?.alarm;
  if (!alarm) return;
  const start = result.baselineLabels + alarm.start.pathIndex;
  const after = partOfRecord(record, start);
  result.before = proportion(countEvents(partOfRecord(record, 0, start)), start);
  result.after = proportion(countEvents(after), after.rows.length);
  result.expectedAfter = expectedShare(after, Math.exp(result.offset.mean));
}
