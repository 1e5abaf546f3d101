import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { prisma } from '#lib/prisma';
import { enqueue } from '#lib/queue/enqueue';
import type { BatchChoice } from './import-batch';
import type { ImportFormat, ImportResult } from './import-file';
import type { ImportProblem } from './import-problems';

/** The largest upload. A million labels with their texts are about a third of it; `concord import` has no limit. */
export const MAX_UPLOAD_BYTES = 1024 ** 3;

const CHUNK_BYTES = 1024 * 1024;

/** What the page asks for. */
export interface ImportRequest {
  fileName: string;
  format: ImportFormat;
  batch: BatchChoice;
  overlap?: number | null;
}

/**
 * Stores an uploaded file and asks the worker to import it, all or nothing: an upload that breaks off leaves no trace.
 *
 * @returns the import's id.
 * @throws too_large; not_found for a batch of another project.
 */
export async function startImport(
  project: { id: string },
  actor: AuditActor,
  request: ImportRequest,
  stream: AsyncIterable<Uint8Array>,
): Promise<string> {
  let started = false;
  return transaction(async (tx) => {
    if (started) throw new ConcordError('unavailable', 'The database was too busy. Upload the file again.');
    started = true;
    const importId = await insertJob(tx, project, actor, request);
    const bytes = await storeChunks(tx, importId, stream);
    await tx.query('UPDATE import_job SET bytes = $2 WHERE id = $1', [importId, bytes]);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'import.start',
      subject: `import:${importId}`,
      data: { fileName: request.fileName, bytes },
    });
    await enqueue(tx, 'import-file', { importId }, importId);
    return importId;
  });
}

async function insertJob(
  tx: Queryable,
  project: { id: string },
  actor: AuditActor,
  request: ImportRequest,
): Promise<string> {
  const batchId = 'id' in request.batch ? request.batch.id : null;
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO import_job (project_id, batch_id, batch_name, overlap, file_name, format, created_by)
     SELECT $1, $2, $3, $4, $5, $6, $7 WHERE $2::uuid IS NULL OR EXISTS (SELECT 1 FROM batch WHERE id = $2 AND project_id = $1)
     RETURNING id`,
    [
      project.id,
      batchId,
      'name' in request.batch ? request.batch.name : null,
      request.overlap ?? null,
      request.fileName,
      request.format,
      actor.id,
    ],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such batch in this project.');
  return rows[0].id;
}

async function storeChunks(
  tx: Queryable,
  importId: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  let bytes = 0;
  let number = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const store = async () => {
    const chunk = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    await tx.query('INSERT INTO import_chunk (import_id, number, bytes) VALUES ($1, $2, $3)', [
      importId,
      number++,
      chunk,
    ]);
  };
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > MAX_UPLOAD_BYTES) {
      throw new ConcordError(
        'too_large',
        `The file is larger than ${MAX_UPLOAD_BYTES / 1024 ** 3} GiB. Split it, or use the command: concord import.`,
      );
    }
    held.push(piece);
    heldBytes += piece.length;
    if (heldBytes >= CHUNK_BYTES) await store();
  }
  if (heldBytes) await store();
  return bytes;
}

/** Where one import stands, for the page. */
export interface ImportState {
  id: string;
  fileName: string;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  bytes: number;
  bytesRead: number;
  rows: number;
  result: ImportResult | null;
  problems: ImportProblem[];
  problemCount: number;
  createdAt: string;
  endedAt: string | null;
}

/** A project's imports, newest first. */
export async function importJobs(projectId: string, limit = 20): Promise<ImportState[]> {
  const jobs = await prisma().importJob.findMany({
    where: { projectId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return jobs.map((job) => ({
    id: job.id,
    fileName: job.fileName,
    state: job.state,
    bytes: Number(job.bytes),
    bytesRead: Number(job.bytesRead),
    rows: job.rows,
    result: job.result as unknown as ImportResult | null,
    problems: job.problems as unknown as ImportProblem[],
    problemCount: job.problemCount,
    createdAt: job.createdAt.toISOString(),
    endedAt: job.endedAt?.toISOString() ?? null,
  }));
}
