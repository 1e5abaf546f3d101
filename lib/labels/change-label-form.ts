import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type LabelForm, readLabelForm } from './label-form';

/**
 * Sets what a project asks about each comparison from now on. Labels stored already keep what they recorded, and pages
 * that are open draw the new form by themselves.
 *
 * @param before the form that the change was made from: someone else's newer one is never overwritten unseen.
 */
export async function changeLabelForm(
  project: { id: string },
  actor: AuditActor,
  before: LabelForm,
  after: LabelForm,
): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ label_form: unknown }>(
      'SELECT label_form FROM project WHERE id = $1 FOR UPDATE',
      [project.id],
    );
    const now = readLabelForm(rows[0]?.label_form);
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      throw new ConcordError(
        'conflict',
        'Somebody else changed the form meanwhile. Reload the page to see it, then make your change again.',
      );
    }
    if (JSON.stringify(now) === JSON.stringify(after)) return;
    await tx.query('UPDATE project SET label_form = $2 WHERE id = $1', [project.id, JSON.stringify(after)]);
    const changed = (Object.keys(after) as (keyof LabelForm)[]).filter(
      (name) => JSON.stringify(now[name]) !== JSON.stringify(after[name]),
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'label-form.change',
      subject: `project:${project.id}`,
      data: Object.fromEntries(changed.map((name) => [name, { from: now[name], to: after[name] }])),
    });
  });
}
