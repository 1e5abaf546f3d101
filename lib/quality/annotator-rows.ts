import { annotatorAgreement } from '#lib/agreement/annotator-agreement';
import type { AnnotatorDrift } from '#lib/annotators/annotator-drift';
import { batchDrift } from '#lib/annotators/batch-drift';
import { goldAccuracy } from '#lib/annotators/gold-accuracy';
import { CHOSE_FIRST } from '#lib/annotators/position-bias';
import type { Proportion } from '#lib/annotators/proportion';
import type { FunnelRate } from '#lib/annotators/rate-funnel';
import { selfConsistency } from '#lib/annotators/self-consistency';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import { median } from '#lib/statistics/quantile';
import { type AnnotatorHabits, annotatorHabits } from './annotator-habits';
import type { AnnotatorRow, StoredDrift, StoredHabit, StoredImprovement, StoredShare } from './annotator-row';
import type { BatchFacts } from './batch-facts';
import { CATEGORIES } from './choice-codes';
import type { LabelTable } from './label-table';
import type { Measurement } from './measurement';
import type { BatchLabels } from './read-batch-labels';

const DRIFT_SEED = 1;
/** Simulated labels for the control limits: steady to about a tenth, and quick enough to follow every label. */
const DRIFT_BUDGET = 2e6;
const POINTS_DRAWN = 240;

export interface AnnotatorMeasures {
  /** In the order of the table, then those without a label that counts. */
  rows: AnnotatorRow[];
  habits: AnnotatorHabits;
  /** Entries of the table of each annotator. */
  own: number[][];
  gold: StoredShare;
  selfConsistency: StoredShare;
}

/** Everything a report says about single annotators, and the pool's gold accuracy and self-consistency. */
export function annotatorMeasures(measurement: Measurement): AnnotatorMeasures {
  const { table, labels, facts, golds, tally, pairs, consensus: model } = measurement;
  const { stored } = table;
  const agreements = annotatorAgreement(tally, pairs);
  const gold = goldAccuracy(stored, golds);
  const self = selfConsistency(stored, table.swapped);
  const drift = batchDrift(stored, { gold: golds, seed: DRIFT_SEED, budget: DRIFT_BUDGET }).annotators;
  const own = ownRows(table);
  const habits = annotatorHabits(measurement, own);
  const rows = table.annotatorIds.map((annotatorId, a): AnnotatorRow => {
    const { name, status, skips } = facts.annotators.get(annotatorId)!;
    const agreement = agreements[a]!;
    const mine = own[a]!;
    const last = mine.at(-1);
    const active = mine.map((row) => labels.activeMs[table.rows[row]!]!).filter((ms) => ms >= 0);
    return {
      annotatorId,
      name,
      status,
      labels: mine.length,
      excludedLabels: labels.excludedBy.get(annotatorId) ?? 0,
      overlapItems: agreement.overlapItems,
      agreement: {
        value: agreement.agreement,
        count: agreement.agreeingPairs,
        of: agreement.pairs,
        ci95: agreement.agreementInterval,
      },
      kappa: agreement.kappa,
      reliability: model.accuracy[a] ?? null,
      belowChance: model.belowChance[a] ?? false,
      gold: storedShare(gold[a]!),
      selfConsistency: storedShare(self.annotators[a]!.all),
      leftRate: storedHabit(habits.left.annotators[a]!),
      longerRate: storedHabit(habits.longer.annotators[a]!),
      formattedRate: storedHabit(habits.formatted.annotators[a]!),
      tieRate: storedHabit(habits.ties.annotators[a]!),
      constant: constantInWords(habits.constant[a]!),
      streaks: habits.runs[a]!.flagged,
      medianActiveMs: median(active),
      tooFast: { ...storedShare(habits.speed[a]!.tooFast), flagged: habits.speed[a]!.flagged },
      skips,
      drift: storedDrift(drift[a]!, table, labels, mine),
      lastLabelAt: last === undefined ? null : timeOf(labels, table.rows[last]!),
    };
  });
  rows.push(...withoutLabels(table, labels, facts));
  return {
    rows,
    habits,
    own,
    gold: pooled(gold.map(storedShare)),
    selfConsistency: storedShare(self.pool.all),
  };
}

const NOTHING: StoredShare = { value: null, count: 0, of: 0, ci95: null };
const NO_HABIT: StoredHabit = { ...NOTHING, qValue: null, flagged: false };

const storedHabit = ({ rate, qValue, flagged }: FunnelRate): StoredHabit => ({
  ...storedShare(rate),
  qValue,
  flagged,
});

function constantInWords(constant: AnnotatorHabits['constant'][number]): string | null {
  if (!constant) return null;
  if ('side' in constant)
    return `always chooses the ${constant.side === CHOSE_FIRST ? 'left' : 'right'} side`;
  return `always answers ${CHOICE_WORDS[CATEGORIES[constant.choice]!]}`;
}

const CHOICE_WORDS = { A: 'A', B: 'B', TIE: '“tie”', BOTH_BAD: '“both bad”' } as const;

/** Annotators whose labels are all set aside: they stay in the table, so that the labels can be brought back. */
function withoutLabels(table: LabelTable, labels: BatchLabels, facts: BatchFacts): AnnotatorRow[] {
  const present = new Set(table.annotatorIds);
  return [...labels.excludedBy]
    .filter(([annotatorId]) => !present.has(annotatorId))
    .map(([annotatorId, excludedLabels]) => ({
      annotatorId,
      ...facts.annotators.get(annotatorId)!,
      reliability: null,
      belowChance: false,
      longerRate: NO_HABIT,
      formattedRate: NO_HABIT,
      constant: null,
      streaks: false,
      tooFast: { ...NOTHING, flagged: false },
      labels: 0,
      excludedLabels,
      overlapItems: 0,
      agreement: NOTHING,
      kappa: null,
      gold: NOTHING,
      selfConsistency: NOTHING,
      leftRate: NO_HABIT,
      tieRate: NO_HABIT,
      medianActiveMs: null,
      drift: {
        state: 'not_enough_labels',
        judgedLabels: 0,
        path: [],
        limit: null,
        alarmLabel: null,
        startLabel: null,
        startSequence: null,
        startAt: null,
        alarmAt: null,
        labelsSince: 0,
        before: null,
        after: null,
        better: null,
      },
      lastLabelAt: null,
    }));
}

function ownRows({ stored }: LabelTable): number[][] {
  const rows: number[][] = Array.from({ length: stored.annotatorCount }, () => []);
  for (let row = 0; row < stored.annotators.length; row++) rows[stored.annotators[row]!]!.push(row);
  return rows;
}

const storedShare = (p: Proportion): StoredShare => ({
  value: p.value,
  count: p.count,
  of: p.n,
  ci95: p.ci95,
});

function pooled(shares: StoredShare[]): StoredShare {
  const count = shares.reduce((sum, s) => sum + s.count, 0);
  const of = shares.reduce((sum, s) => sum + s.of, 0);
  return { value: of ? count / of : null, count, of, ci95: wilsonInterval(count, of) };
}

const timeOf = (labels: BatchLabels, row: number): string =>
  new Date(labels.labelledAtMs[row]!).toISOString();

function storedDrift(
  drift: AnnotatorDrift,
  table: LabelTable,
  labels: BatchLabels,
  mine: number[],
): StoredDrift {
  const chart = drift.worse;
  const alarm = chart?.alarm ?? null;
  const start = alarm && table.rows[alarm.start.row]!;
  const since = (from: number) => mine.filter((row) => table.rows[row]! >= from).length;
  return {
    state: drift.state,
    judgedLabels: drift.judgedLabels,
    path: chart ? thinned(chart.path, drift.labelNumbers) : [],
    limit: chart?.limit ?? null,
    alarmLabel: alarm?.labelNumber ?? null,
    startLabel: alarm?.start.labelNumber ?? null,
    startSequence: start === null ? null : labels.sequence[start]!,
    startAt: start === null ? null : timeOf(labels, start),
    alarmAt: alarm ? timeOf(labels, table.rows[alarm.row]!) : null,
    labelsSince: start === null ? 0 : since(start),
    before: storedShare(drift.before),
    after: drift.after && storedShare(drift.after),
    better: improvement(drift, table, labels, since),
  };
}

function improvement(
  { better }: AnnotatorDrift,
  table: LabelTable,
  labels: BatchLabels,
  since: (row: number) => number,
): StoredImprovement | null {
  const alarm = better?.alarm;
  if (!alarm) return null;
  const start = table.rows[alarm.start.row]!;
  return {
    alarmLabel: alarm.labelNumber,
    startLabel: alarm.start.labelNumber,
    startAt: timeOf(labels, start),
    labelsSince: since(start),
  };
}

/** At most POINTS_DRAWN points, the highest of each stretch, so that no peak is lost; by the annotator's own label numbers. */
function thinned(path: Float64Array, labelNumbers: Int32Array): { label: number; value: number }[] {
  const stretch = Math.max(1, Math.ceil(path.length / POINTS_DRAWN));
  const points: { label: number; value: number }[] = [];
  for (let from = 0; from < path.length; from += stretch) {
    let best = from;
    for (let i = from; i < Math.min(path.length, from + stretch); i++) if (path[i]! > path[best]!) best = i;
    points.push({ label: labelNumbers[best]!, value: path[best]! });
  }
  return points;
}
