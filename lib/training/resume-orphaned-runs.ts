import { pool, transaction } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';

/**
 * Puts back into the queue the runs that count as running although nobody holds them: their worker died. Queued runs
 * whose job was lost with it come along. Returns how many.
 */
export async function resumeOrphanedRuns(): Promise<number> {
  const { rows } = await pool().query<{ id: string; priority: number }>(
    `SELECT id, priority FROM training_run WHERE state IN ('RUNNING', 'QUEUED') ORDER BY priority DESC, number`,
  );
  let resumed = 0;
  for (const { id, priority } of rows) {
    await transaction(async (tx) => {
      const lock = await tx.query<{ free: boolean }>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS free',
        [id],
      );
      if (!lock.rows[0]!.free) return;
      await enqueue(tx, 'train-reward-model', { runId: id }, id, { priority });
      resumed++;
    });
  }
  return resumed;
}
