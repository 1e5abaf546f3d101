import { randomBytes } from 'node:crypto';
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { hashPassword } from './password';

/**
 * The way into an installation that signs in with passwords: makes a site admin, or gives one a new password and ends
 * their sessions. Returns the password, which is stored only as its hash.
 */
export async function createSiteAdmin(email: string, name: string): Promise<string> {
  const address = email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address))
    throw new ConcordError('invalid_input', `“${email}” is not an e-mail address.`);
  const password = randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO app_user (email, name, password_hash, site_admin) VALUES ($1, $2, $3, true)
       ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash, site_admin = true, active = true,
         session_generation = app_user.session_generation + 1
       RETURNING id`,
      [address, name, passwordHash],
    );
    await recordAudit(tx, {
      projectId: null,
      actor: SYSTEM_ACTOR,
      action: 'site-admin.create',
      subject: `user:${rows[0]!.id}`,
    });
  });
  return password;
}
