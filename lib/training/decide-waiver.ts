import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

export interface LockedWaiver {
  id: string;
  number: number;
  run_id: string;
  decision_id: string;
  requested_by: string;
  signed_by: string | null;
  revoked_at: Date | null;
  expired: boolean;
  used: boolean;
}

/** The waiver's row, locked: what is decided about it is decided in turn. */
export async function lockWaiver(tx: Queryable, projectId: string, number: number): Promise<LockedWaiver> {
  const { rows } = await tx.query<LockedWaiver>(
    `SELECT w.*, w.expires_at <= clock_timestamp() AS expired, EXISTS (SELECT 1 FROM gate_decision d WHERE d.waiver_id = w.id) AS used
     FROM waiver w WHERE w.project_id = $1 AND w.number = $2 FOR UPDATE`,
    [projectId, number],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such waiver.');
  return rows[0];
}

/** The admin's signature, of another person than the lead who asked. From now on the run may be trained by it. */
export async function signWaiver(
  project: { id: string },
  actor: AuditActor,
  input: { waiver: number },
): Promise<void> {
  await transaction(async (tx) => {
    const waiver = await lockWaiver(tx, project.id, input.waiver);
    if (waiver.revoked_at) throw new ConcordError('conflict', 'This waiver was revoked.');
    if (waiver.signed_by) throw new ConcordError('conflict', 'This waiver is signed already.');
    if (waiver.expired) throw new ConcordError('conflict', 'This waiver has run out.');
    if (waiver.requested_by === actor.id)
      throw new ConcordError('forbidden', 'You asked for this waiver. Somebody else has to sign it.');
    await tx.query('UPDATE waiver SET signed_by = $2, signed_at = now() WHERE id = $1', [
      waiver.id,
      actor.id,
    ]);
    await note(tx, project.id, actor, waiver, 'waiver.sign', 'waiver-signed', {});
  });
}

/** Takes a waiver back before it is used: by whoever may ask for one or sign one. */
export async function revokeWaiver(
  project: { id: string },
  actor: AuditActor,
  input: { waiver: number; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const waiver = await lockWaiver(tx, project.id, input.waiver);
    if (waiver.revoked_at) throw new ConcordError('conflict', 'This waiver was revoked already.');
    if (waiver.used)
      throw new ConcordError('conflict', 'A run was trained by this waiver: it stays as it is.');
    await tx.query(
      'UPDATE waiver SET revoked_by = $2, revoked_at = now(), revoke_reason = $3 WHERE id = $1',
      [waiver.id, actor.id, input.reason],
    );
    await note(tx, project.id, actor, waiver, 'waiver.revoke', 'waiver-revoked', { reason: input.reason });
  });
}

async function note(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  waiver: LockedWaiver,
  action: string,
  kind: string,
  data: object,
): Promise<void> {
  await tx.query('INSERT INTO training_event (run_id, kind, data) VALUES ($1, $2, $3)', [
    waiver.run_id,
    kind,
    JSON.stringify({ waiver: waiver.number }),
  ]);
  await recordAudit(tx, {
    projectId,
    actor,
    action,
    subject: `waiver:${waiver.id}`,
    data: { waiver: waiver.number, ...data },
  });
}
