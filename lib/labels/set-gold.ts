import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import type { Choice } from '#prisma/generated/enums';
import { recordBatchEvent } from './next-sequence';
import { closeFreePlaces } from './open-places';

interface GoldInput {
  comparisonId: number;
  choice: Choice;
  reason: string;
  /** Only for practice, where its answer is explained: never served as a hidden gold again. */
  practice: boolean;
}

/** Makes a comparison a gold, or changes its answer. Labels that were given before were not answers to a gold. */
export async function setGold(project: { id: string }, actor: AuditActor, input: GoldInput): Promise<void> {
  await transaction((tx) => makeGold(tx, project, actor, input));
}

/** The same inside the caller's transaction. */
export async function makeGold(
  tx: Queryable,
  project: { id: string },
  actor: AuditActor,
  input: GoldInput,
): Promise<void> {
  if (input.choice === 'CANT_JUDGE')
    throw new ConcordError('invalid_input', 'What can’t be judged can’t be a gold.');
  const { rows } = await tx.query<{ batch_id: string; gold_choice: Choice | null }>(
    'SELECT batch_id, gold_choice FROM comparison WHERE id = $1 AND project_id = $2',
    [input.comparisonId, project.id],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such comparison in this project.');
  const sequence = await recordBatchEvent(tx, rows[0].batch_id, {
    kind: 'gold-set',
    data: { comparison: input.comparisonId, choice: input.choice, practice: input.practice },
    actorId: actor.id,
  });
  await tx.query(
    `UPDATE comparison SET gold_choice = $2::choice, gold_reason = $3, gold_sequence = $4, practice = $5 WHERE id = $1`,
    [input.comparisonId, input.choice, input.reason, sequence, input.practice],
  );
  // Golds take no places: they are handed out by a schedule of their own, and practice items not at all.
  await closeFreePlaces(tx, input.comparisonId);
  await recordAudit(tx, {
    projectId: project.id,
    actor,
    action: 'gold.set',
    subject: `comparison:${input.comparisonId}`,
    data: { from: rows[0].gold_choice, to: input.choice, reason: input.reason, practice: input.practice },
  });
  await enqueue(tx, 'measure-quality', { batchId: rows[0].batch_id }, rows[0].batch_id);
}
