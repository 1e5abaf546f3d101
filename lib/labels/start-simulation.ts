import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';

/** Lets the simulated annotators of a demo project label what waits in a batch. Refused in every real project. */
export async function startSimulation(
  project: { id: string; simulated: boolean },
  actor: AuditActor,
  batchId: string,
): Promise<number> {
  if (!project.simulated)
    throw new ConcordError('forbidden', 'Only a demo project has simulated annotators.');
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ waiting: number; last_sequence: number }>(
      `SELECT coalesce(sum(c.places - c.places_taken) FILTER (WHERE c.gold_choice IS NULL), 0)::int AS waiting, b.last_sequence
       FROM batch b LEFT JOIN comparison c ON c.batch_id = b.id WHERE b.id = $1 AND b.project_id = $2 GROUP BY b.id`,
      [batchId, project.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such batch in this project.');
    if (!rows[0].waiting)
      throw new ConcordError('conflict', 'Nothing waits for a label. Collect overlap first.');
    await enqueue(tx, 'simulate-labels', { batchId, seed: rows[0].last_sequence }, batchId);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'simulation.start',
      subject: `batch:${batchId}`,
    });
    return rows[0].waiting;
  });
}
