import { randomBytes } from 'node:crypto';
import { hashPassword } from '#lib/access/password';
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';

export interface MadeAccounts {
  emails: string[];
  password: string;
}

/**
 * Makes accounts for simulated annotators in the configured database, each with a place in the project's crew. Their
 * names and addresses say what they are. Those that are there from an earlier run get the new password.
 */
export async function makeAccounts(slug: string, count: number): Promise<MadeAccounts> {
  const password = randomBytes(18).toString('base64url');
  // One hash for all: they are one program's accounts, and hashing is slow on purpose.
  const hash = await hashPassword(password);
  return transaction(async (tx) => {
    const project = await tx.query<{ id: string }>('SELECT id FROM project WHERE slug = $1', [slug]);
    if (!project.rows[0])
      throw new ConcordError('not_found', `There is no project ${slug} in this database.`);
    const projectId = project.rows[0].id;
    const { rows } = await tx.query<{ email: string }>(
      `WITH wanted AS (
         SELECT 'simulated-' || lpad(n::text, 4, '0') || '@simulation.invalid' AS email, 'Simulated ' || n AS name FROM generate_series(1, $2::int) n
       ), people AS (
         INSERT INTO app_user (email, name, password_hash) SELECT email, name, $3 FROM wanted
         ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash, active = true RETURNING id, email, name
       ), members AS (
         INSERT INTO membership (project_id, user_id, role) SELECT $1, id, 'ANNOTATOR' FROM people ON CONFLICT DO NOTHING
       ), crew AS (
         INSERT INTO annotator (project_id, user_id, name) SELECT $1, id, name FROM people ON CONFLICT DO NOTHING
       )
       SELECT email FROM people ORDER BY email`,
      [projectId, count, hash],
    );
    await recordAudit(tx, {
      projectId,
      actor: SYSTEM_ACTOR,
      action: 'simulation.accounts',
      subject: `project:${projectId}`,
      data: { count },
    });
    return { emails: rows.map((row) => row.email), password };
  });
}
