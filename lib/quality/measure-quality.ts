import { performance } from 'node:perf_hooks';
import { pool, type Queryable, transaction } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { clearOldReports } from './clear-old-reports';
import { comparisonSummaries } from './comparison-summaries';
import { readJudgeLabels } from './judge-labels';
import { measurementOf } from './known-batch';
import { liveFigures, storeLiveFigures, waitingPlaces } from './live-figures';
import type { Measurement } from './measurement';
import { METHOD_VERSION, qualityFigures } from './quality-figures';
import { reportParts, type StoredPart } from './report-parts/report-parts';
import { reportSeal } from './report-seal';
import { storeSummaries } from './store-summaries';
import { tellReport } from './tell-report';

export interface MeasuredBatch {
  projectId: string;
  lastSequence: number;
  /** False when this very state had been measured before. */
  added: boolean;
}

/**
 * Measures a batch as it stands and stores the report with the snapshot it is about. Running it twice is harmless: a
 * report is known by batch, last sequence number and method.
 */
export async function measureQuality(batchId: string): Promise<MeasuredBatch | null> {
  const started = performance.now();
  const { projectId, lastSequence } = (await batchState(batchId)) ?? {};
  if (projectId === undefined || lastSequence === undefined) return null;
  const before = await pool().query(
    'SELECT 1 FROM quality_report WHERE batch_id = $1 AND last_sequence = $2 AND method_version = $3',
    [batchId, lastSequence, METHOD_VERSION],
  );
  if (before.rowCount) return { projectId, lastSequence, added: false };
  const batch = { id: batchId, projectId };
  const [humans, judges, waiting] = await Promise.all([
    measurementOf(batch, lastSequence, true),
    readJudgeLabels(projectId, batchId, lastSequence),
    waitingPlaces(batchId),
  ]);
  const measurement = humans.beside(judges);
  const { labels } = measurement;
  const figures = qualityFigures(measurement);
  const parts = [...reportParts(measurement)];
  const measuredMs = Math.round(performance.now() - started);
  await transaction(async (tx) => {
    const snapshotId = await storeSnapshot(tx, batchId, lastSequence, measurement, figures.comparisons);
    const report = await tx.query<{ id: string }>(
      `INSERT INTO quality_report (project_id, batch_id, snapshot_id, last_sequence, method_version, figures, measured_ms, seal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (batch_id, last_sequence, method_version) DO NOTHING RETURNING id`,
      [
        projectId,
        batchId,
        snapshotId,
        lastSequence,
        METHOD_VERSION,
        JSON.stringify(figures),
        measuredMs,
        reportSeal({
          batchId,
          lastSequence,
          methodVersion: METHOD_VERSION,
          snapshotHash: labels.hash,
          figures,
        }),
      ],
    );
    if (!report.rows[0]) return;
    await insertParts(tx, report.rows[0].id, parts);
    await storeLiveFigures(tx, batch, lastSequence, liveFigures(measurement, waiting), measuredMs);
    await clearOldReports(tx, batchId);
    await tellReport(tx, { projectId, batchId, lastSequence }, figures, measurement);
  });
  await storeSummaries(batchId, lastSequence, comparisonSummaries(measurement));
  return { projectId, lastSequence, added: true };
}

/** The snapshot of exactly these labels: made now, or by whoever has measured the same state first. */
async function storeSnapshot(
  tx: Queryable,
  batchId: string,
  lastSequence: number,
  { labels }: Measurement,
  comparisons: number,
): Promise<string> {
  const added = await tx.query<{ id: string }>(
    `INSERT INTO snapshot (batch_id, last_sequence, hash, labels, comparisons, verdicts) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (batch_id, last_sequence) DO NOTHING RETURNING id`,
    [batchId, lastSequence, labels.hash, labels.length, comparisons, labels.verdicts.length],
  );
  if (added.rows[0]) return added.rows[0].id;
  // A statement of its own: the one above may have waited for a snapshot that it was too early to see.
  const known = await tx.query<{ id: string }>(
    'SELECT id FROM snapshot WHERE batch_id = $1 AND last_sequence = $2 AND hash = $3',
    [batchId, lastSequence, labels.hash],
  );
  if (!known.rows[0])
    throw new Error(`batch ${batchId}: the labels up to ${lastSequence} differ from their snapshot`);
  return known.rows[0].id;
}

/**
 * Brings a batch's live figures up to date: what a new label changes, in a fraction of a full measurement's time.
 *
 * @returns how many labels count and up to where, for the choice of what comes next; null for no such batch.
 */
export async function measureLive(batchId: string): Promise<{ labels: number; lastSequence: number } | null> {
  const started = performance.now();
  const state = await batchState(batchId);
  if (!state) return null;
  const batch = { id: batchId, projectId: state.projectId };
  const [measurement, waiting] = await Promise.all([
    measurementOf(batch, state.lastSequence, false),
    waitingPlaces(batchId),
  ]);
  const figures = liveFigures(measurement, waiting);
  const measuredMs = Math.round(performance.now() - started);
  await storeLiveFigures(pool(), batch, state.lastSequence, figures, measuredMs);
  return { labels: figures.labels, lastSequence: state.lastSequence };
}

async function insertParts(tx: Queryable, reportId: string, parts: StoredPart[]): Promise<void> {
  await tx.query(
    'INSERT INTO quality_report_part (report_id, name, key, data) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::jsonb[])',
    [
      reportId,
      parts.map((part) => part.name),
      parts.map((part) => part.key),
      parts.map((part) => JSON.stringify(part.data)),
    ],
  );
}

/** The shared lock waits for a label that is being recorded, so its own measurement is never mistaken for this one. */
async function batchState(batchId: string): Promise<{ projectId: string; lastSequence: number } | null> {
  const { rows } = await transaction((tx) =>
    tx.query<{ project_id: string; last_sequence: number }>(
      'SELECT project_id, last_sequence FROM batch WHERE id = $1 FOR SHARE',
      [batchId],
    ),
  );
  return rows[0] ? { projectId: rows[0].project_id, lastSequence: rows[0].last_sequence } : null;
}

/** Asks for a measurement of every batch whose latest report is behind: at the worker's start, after any accident. */
export async function measureWhatIsBehind(): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT b.id FROM batch b WHERE b.last_sequence > 0 AND NOT EXISTS (
         SELECT 1 FROM quality_report r WHERE r.batch_id = b.id AND r.last_sequence = b.last_sequence AND r.method_version = $1)`,
      [METHOD_VERSION],
    );
    for (const { id } of rows) await enqueue(tx, 'measure-quality', { batchId: id }, id);
    return rows.length;
  });
}
