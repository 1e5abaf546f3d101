import type { Queryable } from '#lib/db';
import type { AlertKind } from './alert-kinds';
import { queueAlertMail } from './alert-mail';
import { emitEvent } from './emit-event';
import { projectAddress } from './project-address';

export interface NewAlert {
  projectId: string;
  batchId: string | null;
  kind: AlertKind;
  /** What makes two alerts the same: while it lasts, there is one. */
  cause: string;
  title: string;
  sentence: string;
  /** Where the evidence is, from the project's address on. */
  evidence: string;
}

/** An alert as events tell it. */
export interface ToldAlert {
  id: number;
  title: string;
  sentence: string;
  address: string;
}

/**
 * Raises an alert, unless its cause has one already (open, or resolved by a person who knows of it). Inside the caller's
 * transaction; members who asked for it get an e-mail.
 *
 * @returns the alert when it is new, else null.
 */
export async function raiseAlert(tx: Queryable, alert: NewAlert): Promise<ToldAlert | null> {
  const { projectId, batchId, kind, cause, title, sentence, evidence } = alert;
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO alert (project_id, batch_id, kind, cause, title, sentence, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (project_id, cause) WHERE gone_at IS NULL DO NOTHING RETURNING id`,
    [projectId, batchId, kind, cause, title, sentence, evidence],
  );
  const id = rows[0]?.id;
  if (id === undefined) {
    // The figures of an open alert stay current.
    await tx.query(
      `UPDATE alert SET title = $3, sentence = $4 WHERE project_id = $1 AND cause = $2 AND resolved_at IS NULL AND (title, sentence) IS DISTINCT FROM ($3, $4)`,
      [projectId, cause, title, sentence],
    );
    return null;
  }
  await queueAlertMail(tx, projectId, id, kind);
  const address = await projectAddress(tx, projectId);
  return { id, title, sentence, address: address(evidence) };
}

/** Closes the alerts of causes that are gone: open ones resolve by themselves, silenced ones may be raised again. */
export async function alertsGone(
  tx: Queryable,
  projectId: string,
  causes: string[],
  note: string,
): Promise<void> {
  if (!causes.length) return;
  const { rows } = await tx.query<{
    id: number;
    kind: string;
    title: string;
    sentence: string;
    evidence: string;
    own: boolean;
  }>(
    `UPDATE alert SET gone_at = now(), resolved_at = coalesce(resolved_at, now()),
            resolved_note = CASE WHEN resolved_at IS NULL THEN $3 ELSE resolved_note END
     WHERE project_id = $1 AND cause = ANY($2) AND gone_at IS NULL
     RETURNING id, kind, title, sentence, evidence, resolved_by IS NULL AS own`,
    [projectId, causes, note],
  );
  const ended = rows.filter((row) => row.own);
  if (!ended.length) return;
  const address = await projectAddress(tx, projectId);
  for (const { id, kind, title, sentence, evidence } of ended)
    await emitEvent(tx, {
      projectId,
      type: 'alert.resolved',
      data: { alert: { id, title, sentence, address: address(evidence) }, kind, byPerson: false, note },
    });
}
