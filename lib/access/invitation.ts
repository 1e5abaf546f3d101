import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { welcomeAnnotator } from '#lib/labels/qualification-attempt';
import { prisma } from '#lib/prisma';
import type { Role } from '#prisma/generated/enums';
import { auditActor, type MemberActor, type PersonActor } from './actor';
import { hashPassword } from './password';

const VALID_DAYS = 14;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const NO_INVITATION = 'This invitation is unknown, used, revoked or expired. Ask for a new one.';

/** Invites an address into the actor's project and returns the token of its link, which can't be shown again. */
export async function createInvitation(
  actor: MemberActor,
  input: { email: string; role: Role },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO invitation (project_id, email, role, token_hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING id`,
      [actor.project.id, input.email.toLowerCase(), input.role, hashOf(token), actor.userId, VALID_DAYS],
    );
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'invitation.create',
      subject: `invitation:${rows[0]!.id}`,
      data: input,
    });
  });
  return token;
}

/** The open invitation behind a link, or null. */
export async function findInvitation(token: string) {
  const found = await prisma().invitation.findUnique({
    where: { tokenHash: hashOf(token) },
    select: {
      id: true,
      email: true,
      role: true,
      expiresAt: true,
      acceptedAt: true,
      revokedAt: true,
      project: { select: { slug: true, name: true } },
    },
  });
  if (!found || found.acceptedAt || found.revokedAt || found.expiresAt < new Date()) return null;
  return found;
}

/**
 * Accepts an invitation once. A signed-in person joins with their account, whose address must be the invited one;
 * otherwise an account is made for the address with the given name and password.
 */
export async function acceptInvitation(
  token: string,
  by: { person: PersonActor } | { name: string; password: string },
): Promise<{ slug: string; email: string }> {
  const passwordHash = 'password' in by ? await hashPassword(by.password) : null;
  return transaction(async (tx) => {
    const { rows } = await tx.query<{
      id: string;
      project_id: string;
      email: string;
      role: Role;
      slug: string;
    }>(
      `SELECT i.id, i.project_id, i.email, i.role, p.slug FROM invitation i JOIN project p ON p.id = i.project_id
       WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() FOR UPDATE OF i`,
      [hashOf(token)],
    );
    const invitation = rows[0];
    if (!invitation) throw new ConcordError('gone', NO_INVITATION);
    const userId =
      'person' in by
        ? personOf(by.person, invitation.email)
        : await newUser(tx, invitation.email, by.name, passwordHash!);
    await joinProject(tx, invitation.project_id, userId, invitation.role);
    await tx.query('UPDATE invitation SET accepted_at = now(), accepted_by = $2 WHERE id = $1', [
      invitation.id,
      userId,
    ]);
    await recordAudit(tx, {
      projectId: invitation.project_id,
      actor: { kind: 'person', id: userId },
      action: 'invitation.accept',
      subject: `invitation:${invitation.id}`,
      data: { role: invitation.role },
    });
    return { slug: invitation.slug, email: invitation.email };
  });
}

function personOf(person: PersonActor, email: string): string {
  if (person.email !== email) {
    throw new ConcordError(
      'forbidden',
      'This invitation is for another address. Sign out, then open the link again.',
    );
  }
  return person.userId;
}

async function newUser(tx: Queryable, email: string, name: string, passwordHash: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO app_user (email, name, password_hash) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id`,
    [email, name, passwordHash],
  );
  if (!rows[0])
    throw new ConcordError(
      'conflict',
      'There is an account with this address. Sign in first, then open the link again.',
    );
  return rows[0].id;
}

/** Makes someone a member with a role (or changes it); annotators also get their place in the project's crew. */
export async function joinProject(
  tx: Queryable,
  projectId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await tx.query(
    `INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3)
     ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role`,
    [projectId, userId, role],
  );
  if (role !== 'ANNOTATOR') return;
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO annotator (project_id, user_id, name) SELECT $1, id, coalesce(name, email) FROM app_user WHERE id = $2
     ON CONFLICT (project_id, user_id) DO NOTHING RETURNING id`,
    [projectId, userId],
  );
  if (rows[0]) await welcomeAnnotator(tx, projectId, rows[0].id);
}
