import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { lockProjectNumbers } from './judge-batch';

/** The longest that a waiver may wait for its use. */
export const LONGEST_WAIVER_DAYS = 30;
/** A reason that others can weigh takes a sentence. */
export const SHORTEST_REASON = 20;

/**
 * A lead asks that one blocked run may train on exactly the snapshot that its decision judged, in spite of what the gate
 * said. Nothing trains by this alone: an admin, another person, has to sign (`signWaiver`).
 *
 * @returns the waiver's number in the project.
 */
export async function requestWaiver(
  project: { id: string },
  actor: AuditActor,
  input: { run: number; reason: string; days: number },
): Promise<number> {
  const reason = input.reason.trim();
  if (reason.length < SHORTEST_REASON)
    throw new ConcordError('invalid_input', 'Give a reason that others can weigh: at least a sentence.');
  if (!(input.days >= 1 && input.days <= LONGEST_WAIVER_DAYS))
    throw new ConcordError('invalid_input', `A waiver is valid for 1 to ${LONGEST_WAIVER_DAYS} days.`);
  return transaction(async (tx) => {
    await lockProjectNumbers(tx, project.id);
    const { rows } = await tx.query<{
      id: string;
      batch_id: string;
      state: string;
      decision_id: string;
      snapshot_hash: string;
      measured: boolean;
      open: boolean;
    }>(
      `SELECT r.id, r.batch_id, r.state, r.decision_id, r.snapshot_hash, d.report_id IS NOT NULL AND d.last_sequence >= r.requested_sequence AS measured,
              EXISTS (SELECT 1 FROM waiver w WHERE w.run_id = r.id AND w.revoked_at IS NULL) AS open
       FROM training_run r JOIN gate_decision d ON d.id = r.decision_id WHERE r.project_id = $1 AND r.number = $2 FOR UPDATE OF r`,
      [project.id, input.run],
    );
    const run = rows[0];
    if (!run) throw new ConcordError('not_found', 'There is no such training run.');
    if (run.state !== 'BLOCKED') throw new ConcordError('conflict', 'The gate does not hold this run.');
    if (run.open) throw new ConcordError('conflict', 'There is a waiver for this run already.');
    if (!run.measured)
      throw new ConcordError(
        'conflict',
        'The labels of this run are still being measured. A waiver names what it waives: wait for the report.',
      );
    const added = await tx.query<{ id: string; number: number }>(
      `INSERT INTO waiver (number, project_id, batch_id, run_id, decision_id, snapshot_hash, reason, expires_at, requested_by)
       SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, now() + make_interval(days => $7), $8 FROM waiver WHERE project_id = $1
       RETURNING id, number`,
      [project.id, run.batch_id, run.id, run.decision_id, run.snapshot_hash, reason, input.days, actor.id],
    );
    const waiver = added.rows[0]!;
    await tx.query(`INSERT INTO training_event (run_id, kind, data) VALUES ($1, 'waiver-requested', $2)`, [
      run.id,
      JSON.stringify({ waiver: waiver.number }),
    ]);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'waiver.request',
      subject: `waiver:${waiver.id}`,
      data: { waiver: waiver.number, run: input.run, snapshot: run.snapshot_hash, reason, days: input.days },
    });
    return waiver.number;
  });
}
