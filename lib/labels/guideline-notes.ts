import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

/** What adjudications taught about the guideline. */
export interface GuidelineNote {
  id: string;
  body: string;
  by: string | null;
  createdAt: string;
  adjudicationId: string | null;
}

/** Notes that no version has taken up yet, oldest first. */
export async function openGuidelineNotes(projectId: string, limit = 100): Promise<GuidelineNote[]> {
  const { rows } = await prepared<{
    id: string;
    body: string;
    by: string | null;
    created_at: Date;
    adjudication_id: string | null;
  }>(
    `SELECT n.id, n.body, coalesce(u.name, u.email) AS by, n.created_at, n.adjudication_id
     FROM guideline_note n LEFT JOIN app_user u ON u.id = n.created_by
     WHERE n.project_id = $1 AND n.closed_at IS NULL ORDER BY n.created_at, n.id LIMIT $2`,
    [projectId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    by: row.by,
    createdAt: row.created_at.toISOString(),
    adjudicationId: row.adjudication_id,
  }));
}

/** Closes a note: the version in force has taken it up, or it is set down without one. */
export async function closeGuidelineNote(
  project: { id: string },
  actor: AuditActor,
  input: { noteId: string; workedIn: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ worked_into: number | null }>(
      `UPDATE guideline_note SET closed_at = now(), closed_by = $3,
              worked_into = CASE WHEN $4 THEN (SELECT max(number) FROM guideline_version WHERE project_id = $2) END
       WHERE id = $1 AND project_id = $2 AND closed_at IS NULL RETURNING worked_into`,
      [input.noteId, project.id, actor.id, input.workedIn],
    );
    if (!rows[0]) throw new ConcordError('conflict', 'This note was closed already.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: input.workedIn ? 'guideline-note.work-in' : 'guideline-note.set-down',
      subject: `guideline-note:${input.noteId}`,
      data: { version: rows[0].worked_into },
    });
  });
}
