import { type AuditActor, recordAudit } from '#lib/audit';
import { pool, prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** A note from a lead, on the annotator's own pages. */
export interface AnnotatorMessage {
  id: string;
  body: string;
  from: string;
  sentAt: string;
  read: boolean;
}

export async function sendMessage(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; body: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO annotator_message (project_id, annotator_id, body, sent_by)
       SELECT project_id, id, $3, $4 FROM annotator WHERE id = $2 AND project_id = $1 RETURNING id`,
      [project.id, input.annotatorId, input.body, actor.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such annotator in this project.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'annotator.message',
      subject: `annotator:${input.annotatorId}`,
      data: { message: rows[0].id },
    });
  });
}

/** An annotator's notes, newest first. */
export async function messagesTo(annotatorId: number, limit = 20): Promise<AnnotatorMessage[]> {
  const { rows } = await prepared<{
    id: string;
    body: string;
    from: string | null;
    sent_at: Date;
    read: boolean;
  }>(
    `SELECT m.id, m.body, coalesce(u.name, u.email) AS from, m.sent_at, m.read_at IS NOT NULL AS read
     FROM annotator_message m LEFT JOIN app_user u ON u.id = m.sent_by WHERE m.annotator_id = $1 ORDER BY m.sent_at DESC, m.id LIMIT $2`,
    [annotatorId, limit],
  );
  return rows.map(({ sent_at, from, ...row }) => ({
    ...row,
    from: from ?? 'a lead',
    sentAt: sent_at.toISOString(),
  }));
}

/** Notes that the person has not read yet: for a badge. */
export async function unreadMessages(annotatorId: number): Promise<number> {
  const { rows } = await prepared<{ unread: number }>(
    'SELECT count(*)::int AS unread FROM annotator_message WHERE annotator_id = $1 AND read_at IS NULL',
    [annotatorId],
  );
  return rows[0]!.unread;
}

/** The person has read their notes; once is enough. */
export async function markMessagesRead(annotatorId: number): Promise<void> {
  await pool().query(
    'UPDATE annotator_message SET read_at = now() WHERE annotator_id = $1 AND read_at IS NULL',
    [annotatorId],
  );
}
