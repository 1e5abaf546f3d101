import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { type VerdictInput, verdictProblem } from './adjudication-rules';
import { recordBatchEvent } from './next-sequence';
import { closeFreePlaces } from './open-places';
import { makeGold } from './set-gold';

export interface LockedAdjudication {
  id: string;
  batch_id: string;
  comparison_id: number;
  state: 'OPEN' | 'DECIDED' | 'DISMISSED';
  verdict: string | null;
  decided_by: string | null;
}

/**
 * Gives the verdict on an open adjudication, all or nothing: with the gold and the guideline note that come of it. It
 * takes the batch's next sequence number, because from there on training follows it.
 *
 * @throws conflict when somebody else was quicker, with who and what; forbidden on a comparison that the actor labelled.
 */
export async function decideAdjudication(
  project: { id: string },
  actor: AuditActor,
  input: VerdictInput,
): Promise<{ sequence: number }> {
  const problem = verdictProblem(input);
  if (problem) throw new ConcordError('invalid_input', problem);
  return transaction(async (tx) => {
    const open = await lockOpen(tx, project.id, actor, input.adjudicationId);
    const sequence = await recordBatchEvent(tx, open.batch_id, {
      kind: 'adjudication-decided',
      data: { comparison: open.comparison_id, verdict: input.verdict, cause: input.cause },
      actorId: actor.id,
    });
    await tx.query(
      `UPDATE adjudication SET state = 'DECIDED', verdict = $2::choice, cause = $3::adjudication_cause, note = $4, waits_for_labels = NULL,
              decided_by = $5, decided_at = now(), decided_sequence = $6 WHERE id = $1`,
      [open.id, input.verdict, input.cause, input.note, actor.id, sequence],
    );
    // More labels on a settled comparison would cost work and change nothing.
    await closeFreePlaces(tx, open.comparison_id);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'adjudication.decide',
      subject: `adjudication:${open.id}`,
      data: {
        comparison: open.comparison_id,
        verdict: input.verdict,
        cause: input.cause,
        note: input.note,
        sequence,
      },
    });
    if (input.goldReason !== undefined)
      await makeGold(tx, project, actor, {
        comparisonId: open.comparison_id,
        choice: input.verdict,
        reason: input.goldReason,
        practice: false,
      });
    if (input.guidelineNote !== undefined) await addNote(tx, project.id, actor, open, input.guidelineNote);
    await enqueue(tx, 'measure-quality', { batchId: open.batch_id }, open.batch_id);
    return { sequence };
  });
}

/** Closes an adjudication without a verdict: the labels stand as they are. */
export async function dismissAdjudication(
  project: { id: string },
  actor: AuditActor,
  input: { adjudicationId: string; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const open = await lockOpen(tx, project.id, actor, input.adjudicationId);
    const sequence = await recordBatchEvent(tx, open.batch_id, {
      kind: 'adjudication-dismissed',
      data: { comparison: open.comparison_id },
      actorId: actor.id,
    });
    await tx.query(
      `UPDATE adjudication SET state = 'DISMISSED', note = $2, waits_for_labels = NULL, decided_by = $3, decided_at = now(), decided_sequence = $4 WHERE id = $1`,
      [open.id, input.reason, actor.id, sequence],
    );
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'adjudication.dismiss',
      subject: `adjudication:${open.id}`,
      data: { comparison: open.comparison_id, reason: input.reason },
    });
    await enqueue(tx, 'measure-quality', { batchId: open.batch_id }, open.batch_id);
  });
}

/**
 * Takes a verdict back: from the next sequence number on the labels count again where it stood. A gold that came of it
 * stays one, and so do notes; they were acts of their own.
 */
export async function withdrawVerdict(
  project: { id: string },
  actor: AuditActor,
  input: { adjudicationId: string; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const found = await lockAdjudication(tx, project.id, input.adjudicationId);
    if (found.state !== 'DECIDED')
      throw new ConcordError('conflict', 'There is no verdict to take back here.');
    const sequence = await recordBatchEvent(tx, found.batch_id, {
      kind: 'verdict-withdrawn',
      data: { comparison: found.comparison_id },
      actorId: actor.id,
    });
    const { rowCount } = await tx.query(
      'UPDATE adjudication SET withdrawn_sequence = $2 WHERE id = $1 AND withdrawn_sequence IS NULL',
      [found.id, sequence],
    );
    if (!rowCount) throw new ConcordError('conflict', 'This verdict was taken back already.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'adjudication.withdraw',
      subject: `adjudication:${found.id}`,
      data: { comparison: found.comparison_id, verdict: found.verdict, reason: input.reason },
    });
    await enqueue(tx, 'measure-quality', { batchId: found.batch_id }, found.batch_id);
  });
}

export async function lockAdjudication(
  tx: Queryable,
  projectId: string,
  id: string,
): Promise<LockedAdjudication> {
  const { rows } = await tx.query<LockedAdjudication>(
    `SELECT j.id, j.batch_id, j.comparison_id, j.state, j.verdict, j.decided_by
     FROM adjudication j JOIN batch b ON b.id = j.batch_id WHERE j.id = $1 AND b.project_id = $2 FOR UPDATE OF j`,
    [id, projectId],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such adjudication in this project.');
  return rows[0];
}

/** Locks an open adjudication for somebody who may decide on it: two who do so at once take turns, and the second is told. */
export async function lockOpen(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  id: string,
): Promise<LockedAdjudication> {
  const found = await lockAdjudication(tx, projectId, id);
  if (found.state !== 'OPEN') {
    // Asked now, not joined above: a row that was waited for is read anew, what was joined to it is not.
    const names = await tx.query<{ name: string | null }>('SELECT name FROM app_user WHERE id = $1', [
      found.decided_by,
    ]);
    const who = names.rows[0]?.name ?? 'Somebody';
    const what = found.state === 'DECIDED' ? 'has decided' : 'has dismissed';
    throw new ConcordError(
      'conflict',
      `${who} ${what} this adjudication meanwhile. Nothing of yours was saved.`,
      {
        state: found.state,
        verdict: found.verdict,
      },
    );
  }
  const own = await tx.query(
    'SELECT 1 FROM label l JOIN annotator a ON a.id = l.annotator_id WHERE l.comparison_id = $1 AND a.user_id = $2 LIMIT 1',
    [found.comparison_id, actor.id],
  );
  if (own.rowCount)
    throw new ConcordError(
      'forbidden',
      'You labelled this comparison yourself, so somebody else has to decide.',
    );
  return found;
}

async function addNote(
  tx: Queryable,
  projectId: string,
  actor: AuditActor,
  about: LockedAdjudication,
  body: string,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'INSERT INTO guideline_note (project_id, comparison_id, adjudication_id, body, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [projectId, about.comparison_id, about.id, body, actor.id],
  );
  await recordAudit(tx, {
    projectId,
    actor,
    action: 'guideline-note.add',
    subject: `guideline-note:${rows[0]!.id}`,
    data: { comparison: about.comparison_id },
  });
}
