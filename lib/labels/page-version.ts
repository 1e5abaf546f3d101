import { prepared } from '#lib/db';

/**
 * Tells whether what a labelling page was drawn with still holds: it changes with a new guideline version and with a
 * change of the label form.
 */
export async function pageVersion(projectId: string): Promise<string> {
  const { rows } = await prepared<{ version: string }>(
    `SELECT concat((SELECT max(number) FROM guideline_version g WHERE g.project_id = p.id), '.', md5(p.label_form::text)) AS version
     FROM project p WHERE p.id = $1`,
    [projectId],
  );
  return rows[0]?.version ?? '';
}
