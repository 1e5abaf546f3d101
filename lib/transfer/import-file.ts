import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { type AddedCounts, addStaged } from './add-staged';
import { compareStaged } from './compare-staged';
import { csvRecords } from './csv-records';
import { type BatchChoice, type ImportBatch, importBatch } from './import-batch';
import { type ImportProblem, ImportProblems } from './import-problems';
import { jsonLines } from './json-lines';
import { KNOWN_FIELDS, readRow } from './read-row';
import { RESPONSES_FIELDS, readResponses } from './response-pairs';
import { type NumberedRow, stageRows } from './stage-rows';

export type ImportFormat = 'jsonl' | 'csv';

export interface ImportProgress {
  bytesRead: number;
  rows: number;
}

export interface ImportOptions {
  /** The project, or what finds or makes it in the import's own transaction: a refused file makes none. */
  projectId: string | ((tx: Queryable) => Promise<string>);
  batch: BatchChoice;
  /** Labels wanted per new comparison; null takes the batch's own. */
  overlap?: number | null;
  source: AsyncIterable<Uint8Array>;
  format: ImportFormat;
  fileName: string;
  actor: AuditActor;
  /** How the labels came: from a file, or by the API, which has no file. */
  origin?: 'IMPORT' | 'API';
  /** Called for every chunk of the file; must not throw. */
  onProgress?: (progress: ImportProgress) => void;
  /** Called in the import's own transaction, first and last: what it writes is there exactly if the import is. */
  begin?: (tx: Queryable) => Promise<void>;
  finish?: (tx: Queryable, result: ImportResult) => Promise<void>;
}

export interface ImportResult {
  batch: { id: string; number: number; name: string };
  rows: number;
  comparisons: { added: number; unchanged: number };
  labels: { added: number; unchanged: number };
  annotators: { added: number };
  sources: { added: number };
  /** Fields of the file that nothing was made of, so that a misspelt one is seen. */
  ignoredFields: string[];
}

/** What `ConcordError.details` holds when a file is refused. */
export interface ImportRefusal {
  /** The first few hundred, by line. */
  problems: ImportProblem[];
  problemCount: number;
}

/**
 * Imports one file, all or nothing: comparisons, and labels with the ids of their annotators. Importing it again changes
 * nothing; a line that contradicts what is there, or another line, is a problem, and with any problem the whole file is
 * refused.
 *
 * @throws invalid_input with `ImportRefusal` as details; not_found or conflict for the batch.
 */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  let started = false;
  return transaction(async (tx) => {
    // The stream can be read once, so this transaction can't be tried again as a whole; its second half can.
    if (started)
      throw new ConcordError('unavailable', 'The database was too busy for this import. Start it again.');
    started = true;
    await options.begin?.(tx);
    const problems = new ImportProblems();
    const reading = new Reading(options, problems);
    await stageRows(tx, reading.rows());
    if (reading.records === 0 && problems.count === 0) problems.add(1, null, 'The file holds no rows.');
    const result = await untilNoDeadlock(tx, () => addFile(tx, options, reading, problems));
    await options.finish?.(tx, result);
    return result;
  });
}

async function addFile(
  tx: Queryable,
  options: ImportOptions,
  reading: Reading,
  problems: ImportProblems,
): Promise<ImportResult> {
  const { fileName, actor } = options;
  const projectId = typeof options.projectId === 'string' ? options.projectId : await options.projectId(tx);
  // Imports into one project take turns: the second sees all of the first, and neither waits for the other's rows.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [projectId]);
  const batch = await importBatch(tx, projectId, options.batch, options.overlap ?? null);
  await compareStaged(tx, projectId, batch, problems);
  if (problems.count) throw refusal(problems);
  const added = await addStaged(
    tx,
    projectId,
    batch,
    options.overlap ?? batch.overlap,
    options.origin ?? 'IMPORT',
  );
  const result = await importResult(tx, batch, added, reading);
  if (added.comparisons || added.labels)
    await enqueue(tx, 'measure-quality', { batchId: batch.id }, batch.id);
  if (added.comparisons || added.labels) {
    const data = { fileName, ...result };
    const action = options.origin === 'API' ? 'label.post' : 'import.file';
    await recordAudit(tx, { projectId, actor, action, subject: `batch:${batch.id}`, data });
  }
  return result;
}

function refusal(problems: ImportProblems): ConcordError {
  const details: ImportRefusal = { problems: problems.first(), problemCount: problems.count };
  const what = problems.count === 1 ? 'One problem' : `${problems.count} problems`;
  return new ConcordError('invalid_input', `${what} in this file. Nothing was imported.`, details);
}

async function importResult(
  tx: Queryable,
  { id, number, name }: ImportBatch,
  added: AddedCounts,
  reading: Reading,
): Promise<ImportResult> {
  const { rows } = await tx.query<{ items: number }>('SELECT count(*)::int AS items FROM import_item');
  return {
    batch: { id, number, name },
    rows: reading.records,
    comparisons: { added: added.comparisons, unchanged: rows[0]!.items - added.comparisons },
    labels: { added: added.labels, unchanged: reading.labels - added.labels },
    annotators: { added: added.annotators },
    sources: { added: added.sources },
    ignoredFields: [...reading.ignoredFields].sort(),
  };
}

const MOST_IGNORED_FIELDS = 50;

// A power of two, above the pairs that one line can make: exact fractions, in the line's own order.
const PARTS_OF_A_LINE = 4096;

/** One pass over the file: counts what goes by and turns records into rows; what can't be one becomes a problem. */
class Reading {
  bytes = 0;
  records = 0;
  labels = 0;
  readonly ignoredFields = new Set<string>();
  readonly #options: ImportOptions;
  readonly #problems: ImportProblems;

  constructor(options: ImportOptions, problems: ImportProblems) {
    this.#options = options;
    this.#problems = problems;
  }

  async *rows(): AsyncGenerator<NumberedRow> {
    const records = this.#options.format === 'csv' ? csvRecords : jsonLines;
    for await (const { line, record } of records(this.#chunks(), this.#problems)) {
      this.records++;
      const known = 'responses' in record ? RESPONSES_FIELDS : KNOWN_FIELDS;
      for (const name in record) {
        if (!known.has(name) && this.ignoredFields.size < MOST_IGNORED_FIELDS) this.ignoredFields.add(name);
      }
      const read = 'responses' in record ? readResponses(record) : readRow(record);
      const rows = Array.isArray(read) ? read : [read];
      for (const [part, row] of rows.entries()) {
        if (!('externalId' in row)) {
          this.#problems.add(line, row.field, row.reason);
          continue;
        }
        if (row.label) this.labels++;
        yield { line: line + part / PARTS_OF_A_LINE, row };
      }
    }
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#options.source) {
      this.bytes += chunk.length;
      yield chunk;
      this.#options.onProgress?.({ bytesRead: this.bytes, rows: this.records });
    }
  }
}

const ATTEMPTS = 5;
const DEADLOCK = '40P01';

/** Tries `work` again from a savepoint when the server broke a deadlock with label forms at its expense. */
async function untilNoDeadlock<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await tx.query('SAVEPOINT import');
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === ATTEMPTS) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT import');
    }
  }
}
