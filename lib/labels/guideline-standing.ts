import { prepared } from '#lib/db';

/** Whether an annotator has read the version in force. */
export interface Acknowledgement {
  annotatorId: number;
  name: string;
  /** When they said so; null while they have not. */
  at: string | null;
  /** The newest version that they did acknowledge; null for none. */
  lastRead: number | null;
}

/** Everyone who may label now and signs in here, who has not read a version first. Models and imported annotators read nothing. */
export async function acknowledgements(projectId: string, number: number): Promise<Acknowledgement[]> {
  const { rows } = await prepared<{
    id: number;
    name: string;
    at: Date | null;
    last_read: number | null;
  }>(
    `SELECT a.id, a.name, k.at, (SELECT max(v.number) FROM guideline_acknowledgement o JOIN guideline_version v ON v.id = o.guideline_id WHERE o.annotator_id = a.id) AS last_read
     FROM annotator a LEFT JOIN guideline_version g ON g.project_id = a.project_id AND g.number = $2
     LEFT JOIN guideline_acknowledgement k ON k.guideline_id = g.id AND k.annotator_id = a.id
     WHERE a.project_id = $1 AND a.kind = 'HUMAN' AND a.user_id IS NOT NULL AND a.status <> 'REMOVED'
     ORDER BY k.at IS NOT NULL, k.at DESC, a.name`,
    [projectId, number],
  );
  return rows.map(({ id, name, at, last_read }) => ({
    annotatorId: id,
    name,
    at: at?.toISOString() ?? null,
    lastRead: last_read,
  }));
}
