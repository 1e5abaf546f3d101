import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '#lib/audit';
import { pool, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { prisma } from '#lib/prisma';
import { auditActor, type KeyActor, type MemberActor } from './actor';
import { API_KEY_PERMISSIONS, type Permission } from './permissions';

// 256 random bits: a plain SHA-256 is enough, there is nothing to guess.
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** Makes a key and returns it; it can't be shown again, only its hash is stored. */
export async function createApiKey(
  actor: MemberActor,
  input: { name: string; permissions: Permission[]; expiresAt: Date | null },
): Promise<{ id: string; key: string }> {
  const refused = input.permissions.filter((p) => !API_KEY_PERMISSIONS.includes(p));
  if (refused.length)
    throw new ConcordError('invalid_input', `An API key cannot carry ${refused.join(', ')}.`);
  const key = `concord_${randomBytes(32).toString('base64url')}`;
  const prefix = key.slice(0, 14);
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO api_key (project_id, name, prefix, key_hash, permissions, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [actor.project.id, input.name, prefix, hashOf(key), input.permissions, actor.userId, input.expiresAt],
    );
    const id = rows[0]!.id;
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'api-key.create',
      subject: `api-key:${id}`,
      data: { name: input.name, permissions: input.permissions },
    });
    return { id, key };
  });
}

export async function revokeApiKey(actor: MemberActor, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE api_key SET revoked_at = now() WHERE id = $1 AND project_id = $2 AND revoked_at IS NULL`,
      [id, actor.project.id],
    );
    if (!rowCount) throw new ConcordError('not_found', 'There is no such key, or it is revoked already.');
    await recordAudit(tx, {
      projectId: actor.project.id,
      actor: auditActor(actor),
      action: 'api-key.revoke',
      subject: `api-key:${id}`,
    });
  });
}

/** The keys of a project, newest first; never the keys themselves. */
export function apiKeys(projectId: string) {
  return prisma().apiKey.findMany({
    where: { projectId },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      name: true,
      prefix: true,
      permissions: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
    },
  });
}

/**
 * Who an `Authorization` header speaks for: `Bearer KEY`, or `Basic` with the key as password (for clients that can
 * only put credentials into a URL). Null when there is none; an unknown, revoked or expired key is refused.
 */
export async function keyActorFrom(authorization: string | null): Promise<KeyActor | null> {
  if (!authorization) return null;
  const key = keyIn(authorization);
  if (!key) throw new ConcordError('not_signed_in', 'Send the API key as "Authorization: Bearer KEY".');
  // `last_used_at` is written at most once a minute: a busy key must not turn every read into a write.
  const { rows } = await pool().query<{
    id: string;
    name: string;
    permissions: string[];
    project_id: string;
    slug: string;
    project_name: string;
    simulated: boolean;
    stale: boolean;
  }>({
    name: 'api-key',
    text: `SELECT k.id, k.name, k.permissions, k.project_id, p.slug, p.name AS project_name, p.simulated,
                  coalesce(k.last_used_at < now() - interval '1 minute', true) AS stale
           FROM api_key k JOIN project p ON p.id = k.project_id
           WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
    values: [hashOf(key)],
  });
  const found = rows[0];
  if (!found) throw new ConcordError('not_signed_in', 'This API key is unknown, expired or revoked.');
  if (found.stale) await pool().query('UPDATE api_key SET last_used_at = now() WHERE id = $1', [found.id]);
  return {
    kind: 'api-key',
    keyId: found.id,
    keyName: found.name,
    permissions: found.permissions,
    project: { id: found.project_id, slug: found.slug, name: found.project_name, simulated: found.simulated },
  };
}

function keyIn(authorization: string): string | null {
  const [scheme, value] = authorization.split(/\s+/, 2);
  if (!scheme || !value) return null;
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return null;
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return password || user || null;
}
