import type { Queryable } from '#lib/db';

/** Who did it: a person, an API key, or the system itself (worker, start). */
export interface AuditActor {
  kind: 'person' | 'api-key' | 'system';
  id: string | null;
}

export const SYSTEM_ACTOR: AuditActor = { kind: 'system', id: null };

/**
 * Appends to the audit log inside the caller's transaction: what is rolled back leaves no entry, what is committed
 * leaves one. The database chains the hashes.
 *
 * @param action what happened, as `noun.verb` (`training.request`, `annotator.pause`).
 * @param subject what it happened to, as `kind:id`.
 */
export async function recordAudit(
  tx: Queryable,
  entry: { projectId: string | null; actor: AuditActor; action: string; subject: string; data?: unknown },
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_event (project_id, actor_id, actor_kind, action, subject, data) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      entry.projectId,
      entry.actor.id,
      entry.actor.kind,
      entry.action,
      entry.subject,
      JSON.stringify(entry.data ?? {}),
    ],
  );
}
