import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { tellRunFinished } from './tell-run';

/** Cancels a run: at once while it waits, at the next step while it trains. */
export async function cancelRun(project: { id: string }, actor: AuditActor, number: number): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; state: string; snapshot_hash: string }>(
      'SELECT id, state, snapshot_hash FROM training_run WHERE project_id = $1 AND number = $2 FOR UPDATE',
      [project.id, number],
    );
    const run = rows[0];
    if (!run) throw new ConcordError('not_found', 'There is no such training run.');
    if (run.state === 'RUNNING') {
      await tx.query('UPDATE training_run SET cancel_requested = true WHERE id = $1', [run.id]);
    } else if (run.state === 'BLOCKED' || run.state === 'QUEUED') {
      await tx.query(`UPDATE training_run SET state = 'CANCELLED', ended_at = now() WHERE id = $1`, [run.id]);
      await tx.query(`INSERT INTO training_event (run_id, kind) VALUES ($1, 'cancelled')`, [run.id]);
      const ended = { project_id: project.id, number, snapshot_hash: run.snapshot_hash };
      await tellRunFinished(tx, ended, 'CANCELLED', { model: null, message: null });
    } else {
      throw new ConcordError('conflict', 'This run has ended already.');
    }
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'training.cancel',
      subject: `training-run:${run.id}`,
    });
  });
}
