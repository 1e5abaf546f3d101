import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { ConcordError } from '#lib/errors';
import {
  asMember,
  authorizePerson,
  authorizeRole,
  findPerson,
  type MemberActor,
  type PersonActor,
  placeInProject,
} from './actor';
import { PATH_HEADER } from './page-policy';
import {
  type ProjectPermission,
  type PublicPermission,
  permissionRule,
  type SitePermission,
} from './permissions';
import { sessionClaims } from './session-claims';

const claims = cache(sessionClaims);

/** Whether this request comes with a session, before anybody has looked whether it still holds. */
export const hasSession = async (): Promise<boolean> => (await claims()) !== null;

/** The signed-in person of this request, read from the database once per request; null without a valid session. */
export const sessionPerson = cache(async (): Promise<PersonActor | null> => {
  const session = await claims();
  return session && findPerson(session.userId, session.generation);
});

/** Once per request, whatever the layout and the page ask for. */
const place = cache(placeInProject);

/**
 * The road into a page. Without a session it leads to the sign-in page and back; without the right it shows "forbidden";
 * a project of others looks like none.
 */
export async function pageActor(permission: PublicPermission): Promise<PersonActor | null>;
export async function pageActor(permission: SitePermission): Promise<PersonActor>;
export async function pageActor(permission: ProjectPermission, slug: string): Promise<MemberActor>;
export async function pageActor(
  permission: PublicPermission | SitePermission | ProjectPermission,
  slug?: string,
): Promise<PersonActor | MemberActor | null> {
  const rule = permissionRule(permission);
  const session = await claims();
  // Asked together, in one message; what comes of the second counts only where the first lets the session in.
  const [person, project] = await Promise.all([
    sessionPerson(),
    session && slug !== undefined ? place(session.userId, slug) : undefined,
  ]);
  if (rule.scope === 'public') return person;
  if (!person) {
    const path = (await headers()).get(PATH_HEADER) ?? '/';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  try {
    if (rule.scope === 'site') return authorizePerson(person, permission);
    return authorizeRole(asMember(person, project), permission);
  } catch (refusal) {
    if (refusal instanceof ConcordError && refusal.code === 'not_found') notFound();
    if (refusal instanceof ConcordError && refusal.code === 'forbidden') forbidden();
    throw refusal;
  }
}
