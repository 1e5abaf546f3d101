import { type AuditActor, recordAudit } from '#lib/audit';
import type { Queryable } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { PRESETS } from '#lib/gate/policy';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const MOST_SLUG_CHARACTERS = 60;

/**
 * Makes a project with the default policy, so that its gate holds from the first label on. A person who makes one becomes
 * its admin.
 *
 * @throws invalid_input for an address that can't be one; conflict when it is taken.
 */
export async function createProject(
  tx: Queryable,
  actor: AuditActor,
  { slug, name }: { slug: string; name: string },
): Promise<{ id: string; slug: string; name: string }> {
  if (!SLUG.test(slug) || slug.length > MOST_SLUG_CHARACTERS) {
    throw new ConcordError(
      'invalid_input',
      `“${slug}” can't be a project's address: use small letters, digits and single hyphens, at most ${MOST_SLUG_CHARACTERS}.`,
    );
  }
  if (!name.trim()) throw new ConcordError('invalid_input', 'A project needs a name.');
  const { rows } = await tx.query<{ id: string }>(
    'INSERT INTO project (slug, name) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING RETURNING id',
    [slug, name.trim()],
  );
  if (!rows[0]) throw new ConcordError('conflict', `There is a project “${slug}” already.`);
  const { id } = rows[0];
  const creator = actor.kind === 'person' ? actor.id : null;
  await tx.query(
    `INSERT INTO policy (project_id, version, preset, checks, note, created_by) VALUES ($1, 1, 'preference', $2, 'The default policy.', $3)`,
    [id, JSON.stringify(PRESETS.preference), creator],
  );
  if (creator) {
    await tx.query(`INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, 'ADMIN')`, [
      id,
      creator,
    ]);
  }
  await recordAudit(tx, {
    projectId: id,
    actor,
    action: 'project.create',
    subject: `project:${id}`,
    data: { slug, name: name.trim() },
  });
  return { id, slug, name: name.trim() };
}
