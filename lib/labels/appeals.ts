import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { type AuditActor, recordAudit } from '#lib/audit';
import { prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { lockAnnotator } from './move-annotator';
import { overrideLocked } from './override-status';

/** A person objects to their pause, retraining or removal. One at a time; a lead answers, and both see it. */
export async function writeAppeal(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; body: string },
): Promise<void> {
  await transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    if (!['PAUSED', 'RETRAINING', 'REMOVED'].includes(annotator.status))
      throw new ConcordError('conflict', 'You may label, so there is nothing to object to.');
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO appeal (project_id, annotator_id, move_id, body)
       VALUES ($1, $2, (SELECT max(id) FROM annotator_move WHERE annotator_id = $2), $3)
       ON CONFLICT (annotator_id) WHERE state = 'OPEN' DO NOTHING RETURNING id`,
      [project.id, annotator.id, input.body],
    );
    if (!rows[0]) throw new ConcordError('conflict', 'You have written already; a lead will answer.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'appeal.write',
      subject: `annotator:${annotator.id}`,
      data: { appeal: rows[0].id },
    });
  });
}

/** An appeal as the lead reads it. */
export interface AppealInList {
  id: string;
  annotatorId: number;
  name: string;
  status: LifeCycleStatus;
  body: string;
  state: 'OPEN' | 'GRANTED' | 'DECLINED';
  createdAt: string;
  /** What it objects to: who or what moved them, on what evidence. */
  against: { cause: string; sentence: string; reason: string } | null;
  answer: string;
  answeredBy: string | null;
  answeredAt: string | null;
}

/** A project's appeals, open ones first, then by when they were written, newest first. */
export async function appealList(projectId: string, limit = 200): Promise<AppealInList[]> {
  const { rows } = await prepared<{
    id: string;
    annotator_id: number;
    name: string;
    status: LifeCycleStatus;
    body: string;
    state: AppealInList['state'];
    created_at: Date;
    cause: string | null;
    sentence: string | null;
    reason: string | null;
    answer: string;
    answered_by: string | null;
    answered_at: Date | null;
  }>(
    `SELECT p.id, p.annotator_id, a.name, a.status, p.body, p.state, p.created_at, m.cause, m.sentence, m.reason, p.answer,
            coalesce(u.name, u.email) AS answered_by, p.answered_at
     FROM appeal p JOIN annotator a ON a.id = p.annotator_id LEFT JOIN annotator_move m ON m.id = p.move_id LEFT JOIN app_user u ON u.id = p.answered_by
     WHERE p.project_id = $1 ORDER BY p.state <> 'OPEN', p.created_at DESC LIMIT $2`,
    [projectId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    annotatorId: row.annotator_id,
    name: row.name,
    status: row.status,
    body: row.body,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    against:
      row.cause === null
        ? null
        : { cause: row.cause, sentence: row.sentence ?? '', reason: row.reason ?? '' },
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }));
}

/**
 * Answers an appeal. Granting it moves the person where the lead says, as a decision of the lead's own that the rules leave
 * alone for a while; declining it leaves them where they are.
 */
export async function answerAppeal(
  project: { id: string },
  actor: AuditActor,
  input: { appealId: string; to: LifeCycleStatus | null; answer: string },
): Promise<void> {
  await transaction(async (tx) => {
    const found = await tx.query<{ annotator_id: number }>(
      'SELECT annotator_id FROM appeal WHERE id = $1 AND project_id = $2',
      [input.appealId, project.id],
    );
    if (!found.rows[0]) throw new ConcordError('not_found', 'There is no such appeal in this project.');
    const annotator = await lockAnnotator(tx, project.id, found.rows[0].annotator_id);
    const { rowCount } = await tx.query(
      `UPDATE appeal SET state = $2::appeal_state, answer = $3, answered_by = $4, answered_at = now() WHERE id = $1 AND state = 'OPEN'`,
      [input.appealId, input.to ? 'GRANTED' : 'DECLINED', input.answer, actor.id],
    );
    if (!rowCount) throw new ConcordError('conflict', 'This appeal was answered meanwhile.');
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: input.to ? 'appeal.grant' : 'appeal.decline',
      subject: `annotator:${annotator.id}`,
      data: { appeal: input.appealId, to: input.to, answer: input.answer },
    });
    if (input.to && annotator.status !== input.to)
      await overrideLocked(tx, annotator, actor, { to: input.to, reason: input.answer });
  });
}
