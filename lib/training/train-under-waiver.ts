import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { lockWaiver } from './decide-waiver';
import { lockProjectNumbers } from './judge-batch';

/**
 * Uses a signed waiver: stores a decision of the kind WAIVER that repeats word for word what the gate said, and queues
 * the run with it, on exactly the snapshot that was waived. Labels that came later are not in it. PostgreSQL refuses the
 * decision without two signers and the run once the waiver has run out.
 */
export async function trainUnderWaiver(
  project: { id: string },
  actor: AuditActor,
  input: { waiver: number },
): Promise<{ run: number }> {
  return transaction(async (tx) => {
    await lockProjectNumbers(tx, project.id);
    const waiver = await lockWaiver(tx, project.id, input.waiver);
    if (waiver.revoked_at) throw new ConcordError('conflict', 'This waiver was revoked.');
    if (!waiver.signed_by) throw new ConcordError('conflict', 'This waiver is not signed yet.');
    if (waiver.used) throw new ConcordError('conflict', 'This waiver was used already.');
    if (waiver.expired) throw new ConcordError('conflict', 'This waiver has run out.');
    const runs = await tx.query<{ number: number; state: string; priority: number }>(
      'SELECT number, state, priority FROM training_run WHERE id = $1 FOR UPDATE',
      [waiver.run_id],
    );
    const run = runs.rows[0]!;
    if (run.state !== 'BLOCKED')
      throw new ConcordError('conflict', 'The gate does not hold this run any more.');
    const decided = await tx.query<{ id: string; number: number; snapshot_hash: string }>(
      `INSERT INTO gate_decision (number, project_id, batch_id, report_id, policy_id, kind, verdict, passed, snapshot_hash, last_sequence, checks, would_take, decided_by, waiver_id)
       SELECT (SELECT max(number) + 1 FROM gate_decision WHERE project_id = $1), project_id, batch_id, report_id, policy_id, 'WAIVER', verdict, true,
              snapshot_hash, last_sequence, checks, would_take, $3, $4
       FROM gate_decision WHERE id = $2 RETURNING id, number, snapshot_hash`,
      [project.id, waiver.decision_id, actor.id, waiver.id],
    );
    const decision = decided.rows[0]!;
    await tx.query(
      `UPDATE training_run SET decision_id = $2, decision_passed = true, snapshot_hash = $3, state = 'QUEUED', queued_at = now() WHERE id = $1`,
      [waiver.run_id, decision.id, decision.snapshot_hash],
    );
    await tx.query(`INSERT INTO training_event (run_id, kind, data) VALUES ($1, 'waived', $2)`, [
      waiver.run_id,
      JSON.stringify({ decision: decision.number, waiver: waiver.number }),
    ]);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'waiver.use',
      subject: `training-run:${waiver.run_id}`,
      data: {
        run: run.number,
        waiver: waiver.number,
        decision: decision.number,
        snapshot: decision.snapshot_hash,
      },
    });
    await enqueue(tx, 'train-reward-model', { runId: waiver.run_id }, waiver.run_id, {
      priority: run.priority,
    });
    return { run: run.number };
  });
}
