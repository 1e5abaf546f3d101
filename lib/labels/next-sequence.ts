import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';

/**
 * Takes the batch's next sequence number, holding its row until the transaction ends: numbers appear in commit order, so
 * "all labels up to s" never changes afterwards. (An autoincrement would hand out 7 and 8 and commit 8 first.)
 */
export async function nextSequence(tx: Queryable, batchId: string, take = 1): Promise<number> {
  const { rows } = await tx.query<{ last_sequence: number }>(
    'UPDATE batch SET last_sequence = last_sequence + $2 WHERE id = $1 RETURNING last_sequence',
    [batchId, take],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such batch.');
  return rows[0].last_sequence;
}

/** Stamps something that changes what a measurement would say, other than a label. */
export async function recordBatchEvent(
  tx: Queryable,
  batchId: string,
  event: { kind: string; data: unknown; actorId: string | null },
): Promise<number> {
  const sequence = await nextSequence(tx, batchId);
  await tx.query(
    'INSERT INTO batch_event (batch_id, sequence, kind, data, actor_id) VALUES ($1, $2, $3, $4, $5)',
    [batchId, sequence, event.kind, JSON.stringify(event.data), event.actorId],
  );
  return sequence;
}
