import { type AuditActor, recordAudit } from '#lib/audit';
import { transaction } from '#lib/db';
import { annotatorNumbers } from './adjudication-detail';
import { lockAdjudication } from './decide-adjudication';

/** Who "Annotator 1, 2, 3" of an adjudication are. Looking behind the numbers is an act of its own, and audited. */
export async function revealAnnotators(
  project: { id: string },
  actor: AuditActor,
  input: { adjudicationId: string; reason: string },
): Promise<{ who: number; annotatorId: number; name: string }[]> {
  return transaction(async (tx) => {
    const found = await lockAdjudication(tx, project.id, input.adjudicationId);
    const { rows } = await tx.query<{ id: number; name: string }>(
      `SELECT DISTINCT a.id, a.name FROM label l JOIN annotator a ON a.id = l.annotator_id WHERE l.comparison_id = $1`,
      [found.comparison_id],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'adjudication.reveal',
      subject: `adjudication:${found.id}`,
      data: { comparison: found.comparison_id, annotators: rows.map((row) => row.id), reason: input.reason },
    });
    const numbers = annotatorNumbers(
      found.id,
      rows.map((row) => row.id),
    );
    return rows
      .map((row) => ({ who: numbers.get(row.id)!, annotatorId: row.id, name: row.name }))
      .sort((x, y) => x.who - y.who);
  });
}
