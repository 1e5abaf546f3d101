import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import type { Queryable } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { keepOrder } from '#lib/queue/keep-order';
import { judgeBatch, lockProjectNumbers } from './judge-batch';
import { tellRunReleased } from './tell-run';

/**
 * Judges a batch's blocked runs again after a new report or policy. Those that pass are queued; the others get the new
 * decision, so that their reasons stay current. Who has priority is queued first. A run waits for a report that covers what was there when it was asked for.
 *
 * @returns how many runs were released.
 */
export async function releaseBlockedRuns(tx: Queryable, projectId: string, batchId: string): Promise<number> {
  await lockProjectNumbers(tx, projectId);
  const blocked = await tx.query<{
    id: string;
    number: number;
    requested_sequence: number;
    priority: number;
  }>(
    `SELECT id, number, requested_sequence, priority FROM training_run WHERE batch_id = $1 AND state = 'BLOCKED' ORDER BY priority DESC, number FOR UPDATE`,
    [batchId],
  );
  if (!blocked.rows.length) return 0;
  const latest = await tx.query<{ last_sequence: number }>(
    'SELECT max(last_sequence) AS last_sequence FROM quality_report WHERE batch_id = $1',
    [batchId],
  );
  const measured = latest.rows[0]?.last_sequence ?? 0;
  const ready = blocked.rows.filter((run) => run.requested_sequence <= measured);
  if (!ready.length) return 0;
  const decision = await judgeBatch(tx, { projectId, batchId, neededSequence: measured, decidedBy: null });
  const ids = ready.map((run) => run.id);
  await tx.query(
    `UPDATE training_run SET decision_id = $2, decision_passed = $3, snapshot_hash = $4,
            state = CASE WHEN $3 THEN 'QUEUED'::run_state ELSE state END, queued_at = CASE WHEN $3 THEN now() ELSE queued_at END
     WHERE id = ANY($1::uuid[])`,
    [ids, decision.id, decision.passed, decision.snapshotHash],
  );
  if (!decision.passed) return 0;
  for (const run of ready) {
    await tx.query(`INSERT INTO training_event (run_id, kind, data) VALUES ($1, 'released', $2)`, [
      run.id,
      JSON.stringify({ decision: decision.number }),
    ]);
    await recordAudit(tx, {
      projectId,
      actor: SYSTEM_ACTOR,
      action: 'training.release',
      subject: `training-run:${run.id}`,
      data: { run: run.number, decision: decision.number },
    });
    await tellRunReleased(tx, { project_id: projectId, number: run.number }, decision.number);
    await enqueue(tx, 'train-reward-model', { runId: run.id }, run.id, { priority: run.priority });
  }
  await keepOrder(
    tx,
    'train-reward-model',
    ready.map((run) => run.id),
  );
  return ready.length;
}
