import type { FlaggedAnnotator, QualityFigures } from '#lib/gate/quality-figures';
import type { AnnotatorRow } from './annotator-row';
import type { BatchFacts } from './batch-facts';
import type { LabelTable } from './label-table';
import type { BatchLabels } from './read-batch-labels';

/**
 * The labels that count against the flagged share: of a drifting annotator those from the estimated start on, of a
 * removed one all, of a paused one all, unless a lead has set some of them aside (and by that kept the rest).
 */
export function flaggedLabels(
  rows: AnnotatorRow[],
  table: LabelTable,
  labels: BatchLabels,
  facts: BatchFacts,
): QualityFigures['flagged'] {
  const annotators = rows.flatMap((row) => flaggedAnnotator(row, table, labels, facts) ?? []);
  const count = annotators.reduce((sum, a) => sum + a.labels, 0);
  annotators.sort((a, b) => b.labels - a.labels);
  return { count, of: labels.length, value: labels.length ? count / labels.length : null, annotators };
}

function flaggedAnnotator(
  row: AnnotatorRow,
  table: LabelTable,
  labels: BatchLabels,
  facts: BatchFacts,
): FlaggedAnnotator | null {
  const { reviewed } = facts.annotators.get(row.annotatorId)!;
  const drifting = row.drift.state === 'drifting' && row.drift.startSequence !== null;
  const all = row.status === 'REMOVED' || (row.status === 'PAUSED' && !reviewed);
  if (!drifting && !all) return null;
  const fromSequence = all && !(drifting && row.status === 'PAUSED') ? 0 : row.drift.startSequence!;
  const annotator = table.annotatorIds.indexOf(row.annotatorId);
  let count = 0;
  let first = -1;
  for (let at = 0; at < table.stored.annotators.length; at++) {
    const source = table.rows[at]!;
    if (table.stored.annotators[at] !== annotator || labels.sequence[source]! < fromSequence) continue;
    if (first < 0) first = source;
    count++;
  }
  return {
    annotatorId: row.annotatorId,
    name: row.name,
    cause: row.status === 'REMOVED' ? 'removed' : drifting ? 'drifting' : 'paused',
    labels: count,
    fromSequence: first < 0 ? fromSequence : labels.sequence[first]!,
    since: first < 0 ? null : new Date(labels.labelledAtMs[first]!).toISOString(),
  };
}
