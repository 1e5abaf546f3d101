import type { AuditActor } from '#lib/audit';
import { prepared } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { Role } from '#prisma/generated/enums';
import { type Permission, permissionRule, roleMay } from './permissions';

export interface ProjectOfActor {
  id: string;
  slug: string;
  name: string;
  simulated: boolean;
}

/** A signed-in person, as the database has them now: never what a token remembers. */
export interface PersonActor {
  kind: 'person';
  userId: string;
  name: string;
  email: string;
  siteAdmin: boolean;
}

/** A person inside one project. */
export interface MemberActor extends PersonActor {
  project: ProjectOfActor;
  role: Role;
  annotatorId: number | null;
}

/** A program with a key of one project. */
export interface KeyActor {
  kind: 'api-key';
  keyId: string;
  keyName: string;
  permissions: readonly string[];
  project: ProjectOfActor;
}

export type ProjectActor = MemberActor | KeyActor;

export const auditActor = (actor: PersonActor | KeyActor): AuditActor =>
  actor.kind === 'person' ? { kind: 'person', id: actor.userId } : { kind: 'api-key', id: actor.keyId };

const NOT_SIGNED_IN = 'Sign in first.';

/** The person behind a session, if the account is still active and the session has not been ended. */
export async function findPerson(userId: string, sessionGeneration: number): Promise<PersonActor | null> {
  const { rows } = await prepared<{
    id: string;
    name: string | null;
    email: string | null;
    active: boolean;
    site_admin: boolean;
    session_generation: number;
  }>('SELECT id, name, email, active, site_admin, session_generation FROM app_user WHERE id = $1', [userId]);
  const user = rows[0];
  if (!user?.active || user.session_generation !== sessionGeneration) return null;
  return {
    kind: 'person',
    userId: user.id,
    name: user.name ?? user.email ?? 'Someone',
    email: user.email ?? '',
    siteAdmin: user.site_admin,
  };
}

type PlaceRow = ProjectOfActor & { member_role: Role | null; annotator_id: number | null };

/** A project with somebody's place in it, whoever that is; undefined where there is no such project. */
export async function placeInProject(userId: string, slug: string): Promise<PlaceRow | undefined> {
  const { rows } = await prepared<PlaceRow>(
    `SELECT p.id, p.slug, p.name, p.simulated, m.role AS member_role, a.id AS annotator_id
     FROM project p LEFT JOIN membership m ON m.project_id = p.id AND m.user_id = $2 LEFT JOIN annotator a ON a.project_id = p.id AND a.user_id = $2
     WHERE p.slug = $1`,
    [slug, userId],
  );
  return rows[0];
}

/** The person in that place; null where there is no such project or the person is not in it. */
export function asMember(person: PersonActor, project: PlaceRow | undefined): MemberActor | null {
  const role = person.siteAdmin ? 'ADMIN' : (project?.member_role ?? null);
  if (!project || !role) return null;
  const { member_role: _, annotator_id: annotatorId, ...rest } = project;
  return { ...person, project: rest, role, annotatorId };
}

/**
 * Checks a place in a project for one permission. A project that the person is not in answers "not found", so that its
 * existence is not given away.
 */
export function authorizeRole(member: MemberActor | null, permission: Permission): MemberActor {
  if (!member) {
    throw new ConcordError('not_found', 'There is no such project, or you are not a member of it.');
  }
  if (!roleMay(member.role, permission)) {
    throw new ConcordError(
      'forbidden',
      'Your role in this project does not allow this. Ask an admin of the project.',
    );
  }
  return member;
}

/** The person's place in a project, for one permission. */
export const authorizeMember = async (
  person: PersonActor,
  slug: string,
  permission: Permission,
): Promise<MemberActor> =>
  authorizeRole(asMember(person, await placeInProject(person.userId, slug)), permission);

/** Checks a key's permission and its project. */
export function authorizeKey(key: KeyActor, slug: string | undefined, permission: Permission): KeyActor {
  if (slug !== undefined && slug !== key.project.slug) {
    throw new ConcordError('not_found', 'There is no such project, or this API key is not for it.');
  }
  if (!permissionRule(permission).apiKey || !key.permissions.includes(permission)) {
    throw new ConcordError('forbidden', `This API key does not carry the permission ${permission}.`);
  }
  return key;
}

/** Refuses when there is no session, or a site permission is missing. */
export function authorizePerson(person: PersonActor | null, permission: Permission): PersonActor {
  if (!person) throw new ConcordError('not_signed_in', NOT_SIGNED_IN);
  if (permissionRule(permission).siteAdmin && !person.siteAdmin) {
    throw new ConcordError('forbidden', 'Only a site admin can do this.');
  }
  return person;
}
