import { recordAudit } from '#lib/audit';
import { prepared, type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { endLeases } from '#lib/labels/end-leases';
import { welcomeAnnotator } from '#lib/labels/qualification-attempt';
import type { Role } from '#prisma/generated/enums';
import { auditActor, type MemberActor } from './actor';
import { createInvitation, joinProject } from './invitation';

/** A member as the project's admins see them. */
export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** False: the account is switched off and no session of it lives. */
  active: boolean;
  siteAdmin: boolean;
  /** Whether they have a place among the annotators. */
  labels: boolean;
  joinedAt: string;
}

export async function members(projectId: string): Promise<Member[]> {
  const { rows } = await prepared<{
    user_id: string;
    name: string | null;
    email: string | null;
    role: Role;
    active: boolean;
    site_admin: boolean;
    labels: boolean;
    created_at: Date;
  }>(
    `SELECT m.user_id, u.name, u.email, m.role, u.active, u.site_admin, m.created_at,
            EXISTS (SELECT 1 FROM annotator a WHERE a.project_id = m.project_id AND a.user_id = m.user_id) AS labels
     FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.project_id = $1 ORDER BY u.name, u.email`,
    [projectId],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name ?? row.email ?? 'Someone',
    email: row.email ?? '',
    role: row.role,
    active: row.active,
    siteAdmin: row.site_admin,
    labels: row.labels,
    joinedAt: row.created_at.toISOString(),
  }));
}

/** An invitation that nobody has used yet. */
export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
}

export async function openInvitations(projectId: string): Promise<OpenInvitation[]> {
  const { rows } = await prepared<{
    id: string;
    email: string;
    role: Role;
    created_at: Date;
    expires_at: Date;
  }>(
    `SELECT id, email, role, created_at, expires_at FROM invitation
     WHERE project_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() ORDER BY created_at DESC`,
    [projectId],
  );
  return rows.map(({ created_at, expires_at, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}

/** Invites somebody who is not in the project yet. @returns the token of the link, which can't be shown again. */
export async function inviteMember(
  actor: MemberActor,
  input: { email: string; role: Role },
): Promise<string> {
  const { rowCount } = await prepared(
    `SELECT 1 FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.project_id = $1 AND u.email = $2`,
    [actor.project.id, input.email.toLowerCase()],
  );
  if (rowCount)
    throw new ConcordError('conflict', 'This person is a member already. Change their role instead.');
  return createInvitation(actor, input);
}

export async function revokeInvitation(actor: MemberActor, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE invitation SET revoked_at = now() WHERE id = $1 AND project_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL`,
      [id, actor.project.id],
    );
    if (!rowCount)
      throw new ConcordError('not_found', 'There is no such invitation, or it was used already.');
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'invitation.revoke',
      subject: `invitation:${id}`,
    });
  });
}

interface LockedMember {
  role: Role;
  active: boolean;
  siteAdmin: boolean;
}

/**
 * The member that an act is about. Holds the project, so that two admins who lower each other at the same moment take
 * turns and one of them stays.
 */
async function lockMember(tx: Queryable, actor: MemberActor, userId: string): Promise<LockedMember> {
  if (userId === actor.userId)
    throw new ConcordError('conflict', 'You cannot change your own membership. Ask another admin.');
  await tx.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [actor.project.id]);
  const { rows } = await tx.query<{ role: Role; active: boolean; site_admin: boolean }>(
    `SELECT m.role, u.active, u.site_admin FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE m.project_id = $1 AND m.user_id = $2 FOR UPDATE`,
    [actor.project.id, userId],
  );
  const row = rows[0];
  if (!row) throw new ConcordError('not_found', 'There is no such member in this project.');
  return { role: row.role, active: row.active, siteAdmin: row.site_admin };
}

async function refuseLastAdmin(tx: Queryable, projectId: string, without: string): Promise<void> {
  const { rows } = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE m.project_id = $1 AND m.role = 'ADMIN' AND u.active AND m.user_id <> $2`,
    [projectId, without],
  );
  if (!rows[0]!.n)
    throw new ConcordError('conflict', 'A project needs an admin: make somebody else one first.');
}

/** Gives a member another role, from their next request on. */
export async function changeRole(
  actor: MemberActor,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockMember(tx, actor, userId);
    if (before.role === role) throw new ConcordError('conflict', 'They have this role already.');
    if (before.role === 'ADMIN') await refuseLastAdmin(tx, actor.project.id, userId);
    await joinProject(tx, actor.project.id, userId, role);
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'member.role',
      subject: `user:${userId}`,
      data: { from: before.role, to: role },
    });
  });
}

/** Gives a lead or admin a place among the annotators, so that they can label too. */
export async function giveAnnotatorPlace(actor: MemberActor, userId: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `INSERT INTO annotator (project_id, user_id, name)
       SELECT m.project_id, u.id, coalesce(u.name, u.email) FROM membership m JOIN app_user u ON u.id = m.user_id
       WHERE m.project_id = $1 AND m.user_id = $2 ON CONFLICT (project_id, user_id) DO NOTHING RETURNING id`,
      [actor.project.id, userId],
    );
    if (!rows[0])
      throw new ConcordError(
        'conflict',
        'They are not a member of this project, or they label in it already.',
      );
    await welcomeAnnotator(tx, actor.project.id, rows[0].id);
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'member.label',
      subject: `user:${userId}`,
    });
  });
}

/** Takes somebody out of the project, from their next request on. Their labels stay. */
export async function removeMember(actor: MemberActor, userId: string): Promise<void> {
  await transaction(async (tx) => {
    const { role } = await lockMember(tx, actor, userId);
    if (role === 'ADMIN') await refuseLastAdmin(tx, actor.project.id, userId);
    await tx.query('DELETE FROM membership WHERE project_id = $1 AND user_id = $2', [
      actor.project.id,
      userId,
    ]);
    await releaseLeases(tx, userId, actor.project.id);
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'member.remove',
      subject: `user:${userId}`,
      data: { role },
    });
  });
}

/**
 * Switches an account off, ends its sessions, and gives its leases back; or switches it on again, with a fresh sign-in.
 * An account belongs to the whole installation: a project's admin may do this only to somebody who is in no other project.
 */
export async function setAccountActive(
  actor: MemberActor,
  { userId, active }: { userId: string; active: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    const member = await lockMember(tx, actor, userId);
    if (!actor.siteAdmin) await refuseBeyondProject(tx, actor.project.id, userId, member);
    if (member.active === active)
      throw new ConcordError(
        'conflict',
        active ? 'The account is active already.' : 'The account is off already.',
      );
    if (!active && member.role === 'ADMIN') await refuseLastAdmin(tx, actor.project.id, userId);
    await tx.query(
      'UPDATE app_user SET active = $2, session_generation = session_generation + 1 WHERE id = $1',
      [userId, active],
    );
    if (!active) await releaseLeases(tx, userId, null);
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: active ? 'member.activate' : 'member.deactivate',
      subject: `user:${userId}`,
    });
  });
}

async function refuseBeyondProject(
  tx: Queryable,
  projectId: string,
  userId: string,
  member: LockedMember,
): Promise<void> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM membership WHERE user_id = $1 AND project_id <> $2 LIMIT 1',
    [userId, projectId],
  );
  if (rowCount || member.siteAdmin)
    throw new ConcordError(
      'forbidden',
      'This account is used beyond this project. Remove the member from the project, or ask a site admin.',
    );
}

/** Comparisons on the desk of somebody who is gone are free for others at once, not when their leases end. */
async function releaseLeases(tx: Queryable, userId: string, projectId: string | null): Promise<void> {
  await endLeases(
    tx,
    'RELEASED',
    's.annotator_id IN (SELECT a.id FROM annotator a WHERE a.user_id = $2 AND ($3::uuid IS NULL OR a.project_id = $3))',
    [userId, projectId],
  );
}
