import { transaction } from '#lib/db';
import { auditActor, type PersonActor } from './actor';
import { createProject } from './create-project';

/** A site admin's new project, with them as its admin. @returns its address. */
export async function newProject(
  actor: PersonActor,
  input: { slug: string; name: string; description: string },
): Promise<string> {
  return transaction(async (tx) => {
    const { id, slug } = await createProject(tx, auditActor(actor), input);
    if (input.description)
      await tx.query('UPDATE project SET description = $2 WHERE id = $1', [id, input.description]);
    return slug;
  });
}
