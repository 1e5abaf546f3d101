import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import type { BatchSettings } from './batch-settings';

/** Makes an empty batch with the project's next number. Returns that number. */
export async function createBatch(
  project: { id: string },
  actor: AuditActor,
  settings: BatchSettings,
): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; number: number }>(
      `INSERT INTO batch (project_id, number, name, overlap) SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM batch WHERE project_id = $1 RETURNING id, number`,
      [project.id, settings.name, settings.overlap],
    );
    const { id, number } = rows[0]!;
    await writeSettings(tx, id, settings);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'batch.create',
      subject: `batch:${id}`,
      data: { ...settings },
    });
    return number;
  });
}

/** Changes how a batch is handed out. Labels that were given, and comparisons on somebody’s desk, stay as they are. */
export async function changeBatch(
  project: { id: string },
  actor: AuditActor,
  batchId: string,
  settings: BatchSettings,
): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.query(
      `SELECT name, status, priority, overlap, lease_seconds, gold_rate, repeat_rate, adaptive, most_overlap, certainty, label_budget, cohorts, cohort_overlap
       FROM batch WHERE id = $1 AND project_id = $2 FOR NO KEY UPDATE`,
      [batchId, project.id],
    );
    if (!before.rows[0]) throw new ConcordError('not_found', 'There is no such batch in this project.');
    await writeSettings(tx, batchId, settings);
    if (settings.overlapForAll) await giveAllPlaces(tx, batchId, settings.overlap);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'batch.change',
      subject: `batch:${batchId}`,
      data: { before: before.rows[0], after: settings },
    });
    // No figure changes, but the count of places that wait may.
    await enqueue(tx, 'measure-quality', { batchId }, batchId);
  });
}

async function writeSettings(tx: Queryable, batchId: string, settings: BatchSettings): Promise<void> {
  await tx.query(
    `UPDATE batch SET name = $2, status = $3::batch_status, priority = $4, overlap = $5, lease_seconds = $6, gold_rate = $7, repeat_rate = $8,
            adaptive = $9, most_overlap = $10, certainty = $11, label_budget = $12, cohorts = $13, cohort_overlap = $14, places_version = places_version + 1
     WHERE id = $1`,
    [
      batchId,
      settings.name,
      settings.status,
      settings.priority,
      settings.overlap,
      settings.leaseMinutes * 60,
      settings.goldPercent / 100,
      settings.repeatPercent / 100,
      settings.adaptive,
      settings.mostOverlap,
      settings.certaintyPercent / 100,
      settings.labelBudget,
      settings.cohorts,
      settings.cohortOverlap && JSON.stringify(settings.cohortOverlap),
    ],
  );
}

/** Never fewer places than are taken: what was asked for and came stays. */
async function giveAllPlaces(tx: Queryable, batchId: string, overlap: number): Promise<void> {
  await tx.query(
    `UPDATE comparison SET places = greatest(places_taken, places_refilled, $2)
     WHERE batch_id = $1 AND gold_choice IS NULL AND cohort_places IS NULL AND places <> greatest(places_taken, places_refilled, $2)`,
    [batchId, overlap],
  );
}
