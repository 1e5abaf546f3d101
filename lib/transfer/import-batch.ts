import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** The batch that a file goes into: one that is there, or the first of this name, made if there is none. */
export type BatchChoice = { id: string } | { name: string };

export interface ImportBatch {
  id: string;
  number: number;
  name: string;
  overlap: number;
  status: 'OPEN' | 'CLOSED';
}

const DEFAULT_OVERLAP = 2;
const COLUMNS = 'id, number, name, overlap, status';

/**
 * Finds or makes the batch. The caller holds the project's import lock, so that two imports make one batch of a name.
 *
 * @param overlap labels wanted per comparison in a batch that is made.
 */
export async function importBatch(
  tx: Queryable,
  projectId: string,
  choice: BatchChoice,
  overlap: number | null,
): Promise<ImportBatch> {
  const [column, value] = 'id' in choice ? ['id', choice.id] : ['name', choice.name];
  const found = await tx.query<ImportBatch>(
    `SELECT ${COLUMNS} FROM batch WHERE project_id = $1 AND ${column} = $2 ORDER BY number LIMIT 1`,
    [projectId, value],
  );
  const batch = found.rows[0];
  if (batch?.status === 'CLOSED') {
    throw new ConcordError(
      'conflict',
      `The batch “${batch.name}” is closed. Open it, or import into another.`,
    );
  }
  if (batch) return batch;
  if ('id' in choice) throw new ConcordError('not_found', 'There is no such batch in this project.');
  const made = await tx.query<ImportBatch>(
    `INSERT INTO batch (project_id, number, name, overlap)
     SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM batch WHERE project_id = $1 RETURNING ${COLUMNS}`,
    [projectId, choice.name, overlap ?? DEFAULT_OVERLAP],
  );
  return made.rows[0]!;
}
