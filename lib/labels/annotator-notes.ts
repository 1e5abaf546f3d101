import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** What a lead wrote down about an annotator, for other leads. */
export interface AnnotatorNote {
  id: string;
  body: string;
  by: string | null;
  at: string;
}

/** The notes about an annotator, newest first. For leads: the annotator never reads them. */
export async function annotatorNotes(projectId: string, annotatorId: number): Promise<AnnotatorNote[]> {
  const { rows } = await prepared<{ id: string; body: string; by: string | null; at: Date }>(
    `SELECT n.id, n.body, coalesce(u.name, u.email) AS by, n.created_at AS at
     FROM annotator_note n JOIN annotator a ON a.id = n.annotator_id LEFT JOIN app_user u ON u.id = n.created_by
     WHERE n.annotator_id = $2 AND a.project_id = $1 ORDER BY n.created_at DESC, n.id LIMIT 100`,
    [projectId, annotatorId],
  );
  return rows.map(({ at, ...note }) => ({ ...note, at: at.toISOString() }));
}

/** Writes a note down. It can't be changed afterwards; the audit log says that it was written, not what. */
export async function addAnnotatorNote(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; body: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO annotator_note (annotator_id, body, created_by) SELECT id, $3, $4 FROM annotator WHERE id = $2 AND project_id = $1 RETURNING id`,
      [project.id, input.annotatorId, input.body, actor.id],
    );
    if (!rows[0]) throw new ConcordError('not_found', 'There is no such annotator in this project.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'annotator.note',
      subject: `annotator:${input.annotatorId}`,
      data: { note: rows[0].id },
    });
  });
}
