import type { ConsensusSignals } from './consensus-signals';

/** One annotator's judged labels, in label order. */
export interface DriftRecord {
  /** Row of each label in the columns. */
  rows: Int32Array;
  /** Which label of the annotator it is, 1 for the first. */
  labelNumbers: Int32Array;
  /** 1 where it disagreed. */
  events: Uint8Array;
  /** Odds that the cohort disagreed just then, in the same stratum. */
  odds: Float64Array;
}

/** The judged labels laid out by annotator: one scan, contiguous columns. */
export function driftRecords(signals: ConsensusSignals, odds: Float64Array): DriftRecord[] {
  const { annotators, annotatorCount } = signals;
  const starts = new Int32Array(annotatorCount + 1);
  for (let at = 0; at < annotators.length; at++) starts[annotators[at]! + 1]!++;
  for (let annotator = 0; annotator < annotatorCount; annotator++)
    starts[annotator + 1]! += starts[annotator]!;
  const next = starts.slice(0, annotatorCount);
  const rows = new Int32Array(annotators.length);
  const labelNumbers = new Int32Array(annotators.length);
  const events = new Uint8Array(annotators.length);
  const sorted = new Float64Array(annotators.length);
  for (let at = 0; at < annotators.length; at++) {
    const to = next[annotators[at]!]!++;
    rows[to] = signals.rows[at]!;
    labelNumbers[to] = signals.labelNumbers[at]!;
    events[to] = signals.disagrees[at]!;
    sorted[to] = odds[at]!;
  }
  return Array.from({ length: annotatorCount }, (_, annotator) => {
    const from = starts[annotator]!;
    const to = starts[annotator + 1]!;
    return {
      rows: rows.subarray(from, to),
      labelNumbers: labelNumbers.subarray(from, to),
      events: events.subarray(from, to),
      odds: sorted.subarray(from, to),
    };
  });
}

/** Part of a record; shares its memory. */
export function partOfRecord(record: DriftRecord, from: number, to = record.rows.length): DriftRecord {
  return {
    rows: record.rows.subarray(from, to),
    labelNumbers: record.labelNumbers.subarray(from, to),
    events: record.events.subarray(from, to),
    odds: record.odds.subarray(from, to),
  };
}

/** How many of the labels disagreed. */
export function countEvents({ events }: DriftRecord): number {
  let count = 0;
  for (let at = 0; at < events.length; at++) count += events[at]!;
  return count;
}

/** Share of the labels that would disagree if the annotator differed from the cohort by this odds ratio; null for none. */
export function expectedShare({ odds }: DriftRecord, ratio: number): number | null {
  if (odds.length === 0) return null;
  let sum = 0;
  for (let at = 0; at < odds.length; at++) sum += (odds[at]! * ratio) / (1 + odds[at]! * ratio);
  return sum / odds.length;
}
