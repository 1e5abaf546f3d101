import type { AuditActor } from '#lib/audit';
import { pool, type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import {
  type ImportFormat,
  type ImportProgress,
  type ImportRefusal,
  type ImportResult,
  importFile,
} from './import-file';

const PROGRESS_MS = 500;

interface Job {
  project_id: string;
  batch_id: string | null;
  batch_name: string | null;
  overlap: number | null;
  file_name: string;
  format: ImportFormat;
  actor_id: string | null;
  actor_kind: AuditActor['kind'];
}

/** Another worker holds the import, or it has ended: nothing to do. */
class NotOurs extends Error {}

/**
 * Imports an uploaded file. Running it twice, one after the other or at once, imports it once: the end of the import is
 * recorded in the import's own transaction. A refused file ends as FAILED with its problems; anything unexpected is
 * thrown after it is recorded.
 */
export async function runImport(importId: string): Promise<void> {
  const { rows } = await pool().query<Job>(
    `UPDATE import_job SET state = 'RUNNING', bytes_read = 0, rows = 0 WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') AND ${IS_FREE}
     RETURNING project_id, batch_id, batch_name, overlap, file_name, format, created_by AS actor_id,
       CASE WHEN created_by IS NULL THEN 'system' WHEN EXISTS (SELECT 1 FROM app_user u WHERE u.id = created_by) THEN 'person' ELSE 'api-key' END AS actor_kind`,
    [importId],
  );
  const job = rows[0];
  if (!job) return;
  // Beside the import's own connection, which is in the middle of a COPY; workers import few files at a time.
  const beside = pool();
  const progress = new ProgressWriter(beside, importId);
  try {
    await importFile({
      projectId: job.project_id,
      batch: job.batch_id ? { id: job.batch_id } : { name: job.batch_name! },
      overlap: job.overlap,
      source: storedBytes(beside, importId),
      format: job.format,
      fileName: job.file_name,
      actor: { kind: job.actor_kind, id: job.actor_id },
      onProgress: (state) => progress.report(state),
      begin: (tx) => claim(tx, importId),
      finish: async (tx, result) => {
        // The progress must not wait for the row that this transaction locks next.
        await progress.end();
        await succeed(tx, importId, result);
      },
    });
  } catch (error) {
    await progress.end();
    if (error instanceof NotOurs) return;
    await fail(importId, error);
    if (!(error instanceof ConcordError)) throw error;
  }
}

// Held by the importing transaction, and by nobody when its worker died.
const LOCK = 'pg_try_advisory_xact_lock(hashtextextended($1::text, 2))';
const IS_FREE = `(SELECT ${LOCK})`;

async function claim(tx: Queryable, importId: string): Promise<void> {
  const lock = await tx.query<{ free: boolean }>(`SELECT ${LOCK} AS free`, [importId]);
  if (!lock.rows[0]!.free) throw new NotOurs();
  const { rowCount } = await tx.query(`SELECT 1 FROM import_job WHERE id = $1 AND state = 'RUNNING'`, [
    importId,
  ]);
  if (!rowCount) throw new NotOurs();
}

async function succeed(tx: Queryable, importId: string, result: ImportResult): Promise<void> {
  await tx.query(
    `UPDATE import_job SET state = 'SUCCEEDED', result = $2, rows = $3, bytes_read = bytes, batch_id = $4, ended_at = clock_timestamp() WHERE id = $1`,
    [importId, JSON.stringify(result), result.rows, result.batch.id],
  );
  await tx.query('DELETE FROM import_chunk WHERE import_id = $1', [importId]);
}

async function fail(importId: string, error: unknown): Promise<void> {
  const expected = error instanceof ConcordError;
  const { problems, problemCount } = ((expected && error.details) || {
    problems: [
      {
        line: 0,
        field: null,
        reason: expected ? error.message : 'Something went wrong on the server. Nothing was imported.',
      },
    ],
    problemCount: 1,
  }) as ImportRefusal;
  await transaction(async (tx) => {
    await tx.query(
      `UPDATE import_job SET state = 'FAILED', problems = $2, problem_count = $3, ended_at = now() WHERE id = $1 AND state = 'RUNNING'`,
      [importId, JSON.stringify(problems), problemCount],
    );
    await tx.query('DELETE FROM import_chunk WHERE import_id = $1', [importId]);
  });
}

async function* storedBytes(db: Queryable, importId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number++) {
    const { rows } = await db.query<{ bytes: Buffer }>(
      'SELECT bytes FROM import_chunk WHERE import_id = $1 AND number = $2',
      [importId, number],
    );
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}

/** Writes how far an import is, outside its transaction, so that open pages see it; at most twice a second. */
class ProgressWriter {
  #writing: Promise<unknown> | null = null;
  #writtenAt = 0;
  #ended = false;
  readonly #db: Queryable;
  readonly #importId: string;

  constructor(db: Queryable, importId: string) {
    this.#db = db;
    this.#importId = importId;
  }

  report({ bytesRead, rows }: ImportProgress): void {
    if (this.#ended || this.#writing || Date.now() - this.#writtenAt < PROGRESS_MS) return;
    this.#writtenAt = Date.now();
    this.#writing = this.#db
      .query(`UPDATE import_job SET bytes_read = $2, rows = $3 WHERE id = $1 AND state = 'RUNNING'`, [
        this.#importId,
        bytesRead,
        rows,
      ])
      // Progress that cannot be written is not worth an import.
      .catch(() => {})
      .finally(() => {
        this.#writing = null;
      });
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#writing;
  }
}

/** Puts back into the queue the imports that nobody works on although they have not ended: their worker died. */
export async function resumeOrphanedImports(): Promise<number> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM import_job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY created_at`,
  );
  let resumed = 0;
  for (const { id } of rows) {
    await transaction(async (tx) => {
      const lock = await tx.query<{ free: boolean }>(`SELECT ${LOCK} AS free`, [id]);
      if (!lock.rows[0]!.free) return;
      await enqueue(tx, 'import-file', { importId: id }, id);
      resumed++;
    });
  }
  return resumed;
}
