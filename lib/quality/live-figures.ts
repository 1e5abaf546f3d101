import { krippendorffAlpha, swapInvariantAlpha } from '#lib/agreement/krippendorff-alpha';
import { pairwiseAgreement, percentAgreement } from '#lib/agreement/percent-agreement';
import { prepared, type Queryable } from '#lib/db';
import type { QualityFigures } from '#lib/gate/quality-figures';
import type { Estimate } from '#lib/statistics/estimate';
import { MIRROR } from './label-table';
import type { Measurement } from './measurement';
import { labelsByGuideline, labelsPerDay } from './timeline';

/** What each new label changes and a page shows at once; the full report follows. */
export interface LiveFigures {
  labels: number;
  repeats: number;
  excludedLabels: number;
  annotators: number;
  /** Comparisons with a label, and those with two annotators' labels. */
  comparisons: number;
  comparisonsWithOverlap: number;
  /** Comparisons of the batch, labelled or not, and places that wait for a label. */
  batchComparisons: number;
  waiting: number;
  swapInvariantAlpha: Estimate;
  percentAgreement: Estimate;
  pairwiseAgreement: Estimate;
  krippendorffAlpha: Estimate;
  labelsPerDay: QualityFigures['labelsPerDay'];
  /** By number of the guideline version; labels whose version is not known are in none. */
  labelsByGuideline: Record<string, number>;
}

/** Figures from the labels and from the places of the batch. The same functions as the report's, on the same labels. */
export function liveFigures(
  { labels, facts, table, aligned, tally }: Measurement,
  waiting: number,
): LiveFigures {
  return {
    labels: labels.length,
    repeats: aligned.repeats,
    excludedLabels: labels.excluded,
    annotators: table.stored.annotatorCount,
    comparisons: table.stored.itemCount,
    comparisonsWithOverlap: tally.total[tally.layout.pairable]!,
    batchComparisons: facts.comparisons.size,
    waiting,
    swapInvariantAlpha: swapInvariantAlpha(tally, MIRROR),
    percentAgreement: percentAgreement(tally),
    pairwiseAgreement: pairwiseAgreement(tally),
    krippendorffAlpha: krippendorffAlpha(tally),
    labelsPerDay: labelsPerDay(labels),
    labelsByGuideline: labelsByGuideline(labels),
  };
}

/** Places of a batch that wait for a label. */
export async function waitingPlaces(batchId: string): Promise<number> {
  const { rows } = await prepared<{ waiting: number }>(
    'SELECT coalesce(sum(places - places_taken), 0)::int AS waiting FROM comparison WHERE batch_id = $1 AND places_taken < places AND gold_choice IS NULL',
    [batchId],
  );
  return rows[0]!.waiting;
}

/** Writes them over the batch's earlier ones; an older measurement never replaces a newer one. */
export async function storeLiveFigures(
  tx: Queryable,
  batch: { id: string; projectId: string },
  lastSequence: number,
  figures: LiveFigures,
  measuredMs: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO live_figures AS f (batch_id, project_id, last_sequence, figures, measured_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (batch_id) DO UPDATE SET last_sequence = excluded.last_sequence, figures = excluded.figures,
       measured_at = now(), measured_ms = excluded.measured_ms
     WHERE f.last_sequence <= excluded.last_sequence AND (f.last_sequence, f.figures) IS DISTINCT FROM (excluded.last_sequence, excluded.figures)`,
    [batch.id, batch.projectId, lastSequence, JSON.stringify(figures), measuredMs],
  );
}

/** The live figures of a batch, and which of its changes they know. */
export interface LatestLiveFigures {
  figures: LiveFigures;
  lastSequence: number;
  measuredAt: string;
}

/** The live figures of a batch; null before the first measurement. */
export async function latestLiveFigures(batchId: string): Promise<LatestLiveFigures | null> {
  const { rows } = await prepared<{ figures: LiveFigures; last_sequence: number; measured_at: Date }>(
    'SELECT figures, last_sequence, measured_at FROM live_figures WHERE batch_id = $1',
    [batchId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    figures: row.figures,
    lastSequence: row.last_sequence,
    measuredAt: row.measured_at.toISOString(),
  };
}
