import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { moveInQueue } from '#lib/queue/move-in-queue';

/** Lets a waiting run go before others, or takes that back: 0 as asked for, up to 9. What trains already goes on. */
export async function prioritiseRun(
  project: { id: string },
  actor: AuditActor,
  input: { number: number; priority: number },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; state: string }>(
      'SELECT id, state FROM training_run WHERE project_id = $1 AND number = $2 FOR UPDATE',
      [project.id, input.number],
    );
    const run = rows[0];
    if (!run) throw new ConcordError('not_found', 'There is no such training run.');
    if (run.state !== 'BLOCKED' && run.state !== 'QUEUED')
      throw new ConcordError('conflict', 'Only a run that waits can go before others.');
    await tx.query('UPDATE training_run SET priority = $2 WHERE id = $1', [run.id, input.priority]);
    await moveInQueue(tx, 'train-reward-model', run.id, input.priority);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'training.prioritise',
      subject: `training-run:${run.id}`,
      data: { run: input.number, priority: input.priority },
    });
  });
}
