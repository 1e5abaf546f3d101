import { type AuditActor, recordAudit } from '#lib/audit';
import { pool, prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { ALERT_KIND_NAMES, type AlertKind } from './alert-kinds';
import { emitEvent } from './emit-event';
import { projectAddress } from './project-address';

/** An alert as its page shows it. */
export interface AlertRow {
  id: number;
  kind: AlertKind;
  title: string;
  sentence: string;
  evidence: string;
  batch: string | null;
  raisedAt: string;
  resolvedAt: string | null;
  /** Null where nobody resolved it: it is open, or its cause went away. */
  resolvedBy: string | null;
  note: string;
  /** Resolved by a person while its cause lasts: it stays silent until the cause has gone and come again. */
  causeLasts: boolean;
}

export interface AlertFilter {
  state?: 'open' | 'resolved';
  kind?: AlertKind;
}

/** The alerts of a project, newest first; `before` is the last id seen (keyset). */
export async function alerts(
  projectId: string,
  filter: AlertFilter,
  limit: number,
  before?: number,
): Promise<AlertRow[]> {
  const { rows } = await prepared<{
    id: number;
    kind: AlertKind;
    title: string;
    sentence: string;
    evidence: string;
    batch: string | null;
    raised_at: Date;
    resolved_at: Date | null;
    resolved_by: string | null;
    resolved_note: string;
    cause_lasts: boolean;
  }>(
    `SELECT a.id, a.kind, a.title, a.sentence, a.evidence, b.name AS batch, a.raised_at, a.resolved_at, coalesce(u.name, u.email) AS resolved_by,
            a.resolved_note, a.gone_at IS NULL AS cause_lasts
     FROM alert a LEFT JOIN batch b ON b.id = a.batch_id LEFT JOIN app_user u ON u.id = a.resolved_by
     WHERE a.project_id = $1 AND ($2::text IS NULL OR ($2 = 'open') = (a.resolved_at IS NULL)) AND ($3::text IS NULL OR a.kind = $3)
       AND ($4::bigint IS NULL OR a.id < $4)
     ORDER BY a.id DESC LIMIT $5`,
    [projectId, filter.state ?? null, filter.kind ?? null, before ?? null, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    sentence: row.sentence,
    evidence: row.evidence,
    batch: row.batch,
    raisedAt: row.raised_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
    note: row.resolved_note,
    causeLasts: row.cause_lasts,
  }));
}

/** How many alerts of a project wait for a person: the number on the bell. */
export async function openAlerts(projectId: string): Promise<number> {
  const { rows } = await prepared<{ n: number }>(
    'SELECT count(*)::int AS n FROM alert WHERE project_id = $1 AND resolved_at IS NULL',
    [projectId],
  );
  return rows[0]!.n;
}

/** Resolves an open alert, with a note that stands in its history. */
export async function resolveAlert(
  project: { id: string },
  actor: AuditActor,
  input: { id: number; note: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ kind: string; title: string; sentence: string; evidence: string }>(
      `UPDATE alert SET resolved_at = now(), resolved_by = $3, resolved_note = $4
       WHERE project_id = $1 AND id = $2 AND resolved_at IS NULL RETURNING kind, title, sentence, evidence`,
      [project.id, input.id, actor.id, input.note],
    );
    const alert = rows[0];
    if (!alert) throw new ConcordError('conflict', 'There is no such alert, or it is resolved already.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'alert.resolve',
      subject: `alert:${input.id}`,
      data: { title: alert.title, note: input.note },
    });
    const { kind, title, sentence, evidence } = alert;
    const address = (await projectAddress(tx, project.id))(evidence);
    await emitEvent(tx, {
      projectId: project.id,
      type: 'alert.resolved',
      data: { alert: { id: input.id, title, sentence, address }, kind, byPerson: true, note: input.note },
    });
  });
}

/** The kinds that a member gets by e-mail; all of them until they choose. */
export async function mailedKinds(projectId: string, userId: string): Promise<AlertKind[]> {
  const { rows } = await prepared<{ mailed: AlertKind[] }>(
    'SELECT mailed FROM alert_preference WHERE project_id = $1 AND user_id = $2',
    [projectId, userId],
  );
  return rows[0]?.mailed ?? [...ALERT_KIND_NAMES];
}

export async function chooseMailedKinds(
  projectId: string,
  userId: string,
  kinds: AlertKind[],
): Promise<void> {
  await pool().query(
    `INSERT INTO alert_preference (project_id, user_id, mailed) VALUES ($1, $2, $3)
     ON CONFLICT (project_id, user_id) DO UPDATE SET mailed = excluded.mailed`,
    [projectId, userId, kinds],
  );
}
