import { prepared } from '#lib/db';
import type { Role } from '#prisma/generated/enums';
import type { PersonActor } from './actor';

/** A project as its member sees it in lists. */
export interface ProjectOfPerson {
  slug: string;
  name: string;
  description: string;
  simulated: boolean;
  role: Role;
}

/** The projects that a person may enter, by name; a site admin sees all of them. */
export async function projectsOf(person: PersonActor): Promise<ProjectOfPerson[]> {
  const { rows } = await prepared<ProjectOfPerson>(
    `SELECT p.slug, p.name, p.description, p.simulated, CASE WHEN $2 THEN 'ADMIN'::role ELSE m.role END AS role
     FROM project p LEFT JOIN membership m ON m.project_id = p.id AND m.user_id = $1
     WHERE m.user_id IS NOT NULL OR $2 ORDER BY p.name`,
    [person.userId, person.siteAdmin],
  );
  return rows;
}

/** Where someone lands: annotators on their work, leads on "is it good enough", admins on "may I train". */
export function homeOf(project: { slug: string; role: Role }): string {
  const base = `/p/${project.slug}`;
  return project.role === 'ANNOTATOR'
    ? `${base}/annotate`
    : project.role === 'LEAD'
      ? base
      : `${base}/training`;
}
