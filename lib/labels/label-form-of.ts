import { type Queryable, reads } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type LabelForm, readLabelForm } from './label-form';

/** The label form that a project has set. */
export async function labelFormOf(projectId: string, db: Queryable = reads): Promise<LabelForm> {
  const { rows } = await db.query<{ label_form: unknown }>({
    // Asked with every label, so prepared once per connection.
    name: 'label-form',
    text: 'SELECT label_form FROM project WHERE id = $1',
    values: [projectId],
  });
  return readLabelForm(rows[0]?.label_form);
}

/** The actor's place in the crew; leads and admins have one only if they were given it. */
export function ownAnnotatorId(actor: { annotatorId: number | null }): number {
  if (actor.annotatorId === null) {
    throw new ConcordError(
      'forbidden',
      'You do not label in this project. An admin can give you a place among its annotators.',
    );
  }
  return actor.annotatorId;
}
