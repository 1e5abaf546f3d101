import { prepared } from '#lib/db';

/** The people of a project with their cohorts, by name. */
export async function annotatorCohorts(
  projectId: string,
): Promise<{ id: number; name: string; cohort: string | null }[]> {
  const { rows } = await prepared<{ id: number; name: string; cohort: string | null }>(
    `SELECT id, name, cohort FROM annotator WHERE project_id = $1 AND kind = 'HUMAN' ORDER BY name, id`,
    [projectId],
  );
  return rows;
}
