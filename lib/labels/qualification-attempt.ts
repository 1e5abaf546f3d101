import type { RuleId } from '#lib/annotators/life-cycle-move';
import { type AuditActor, SYSTEM_ACTOR } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { rulesInForce } from './life-cycle-rules-of';
import { lockAnnotator, moveAnnotator } from './move-annotator';

const HOUR_MS = 3_600_000;

/** Whether a person may begin another qualification round by themselves. */
export interface RetryAnswer {
  /** Null: not after a round that was not passed. */
  attemptsLeft: number | null;
  /** When the wait is over (ISO 8601); null when there is nothing to wait for. */
  from: string | null;
  /** Why not now, in a sentence for the person; null when they may. */
  refusal: string | null;
}

/** What stands between a person and another round, as of `now`. */
export async function retryAnswer(
  db: Queryable,
  projectId: string,
  annotatorId: number,
  now: Date = new Date(),
): Promise<RetryAnswer> {
  const { rows } = await db.query<{
    rule: RuleId | null;
    at: Date;
    attempts: number;
    golds: number;
  }>(
    `SELECT m.rule, m.created_at AS at,
            (SELECT count(*)::int FROM annotator_move q WHERE q.annotator_id = $2 AND q.to_status = 'QUALIFYING') AS attempts,
            (SELECT count(*)::int FROM comparison c JOIN batch b ON b.id = c.batch_id
             WHERE c.project_id = $1 AND b.status = 'OPEN' AND c.gold_choice IS NOT NULL AND NOT c.practice
               AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = c.id AND l.annotator_id = $2)) AS golds
     FROM annotator a JOIN LATERAL (SELECT rule, created_at FROM annotator_move WHERE annotator_id = a.id ORDER BY id DESC LIMIT 1) m ON true
     WHERE a.id = $2 AND a.status = 'PAUSED'`,
    [projectId, annotatorId],
  );
  const last = rows[0];
  if (last?.rule !== 'fail-qualification')
    return { attemptsLeft: null, from: null, refusal: 'There is no qualification round to repeat.' };
  const { rules } = await rulesInForce(projectId, db);
  // Who was put into their first round by hand has no line for it.
  const attemptsLeft = Math.max(0, rules.qualification.attempts - Math.max(1, last.attempts));
  const from = new Date(last.at.getTime() + rules.qualification.cooldownHours * HOUR_MS);
  const waits = from > now;
  const refusal =
    attemptsLeft === 0
      ? 'You have used every attempt. A lead can give you another one.'
      : waits
        ? 'The next attempt begins after a pause.'
        : last.golds < rules.qualification.minimumGolds
          ? 'There are not enough comparisons left for another round. A lead can help.'
          : null;
  return { attemptsLeft, from: waits && attemptsLeft > 0 ? from.toISOString() : null, refusal };
}

/** The person begins another round: only new golds count in it. */
export async function beginAttempt(
  project: { id: string },
  actor: AuditActor,
  annotatorId: number,
  now: Date = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, annotatorId);
    const { refusal } = await retryAnswer(tx, project.id, annotatorId, now);
    if (refusal) throw new ConcordError('conflict', refusal);
    await moveAnnotator(tx, annotator, 'QUALIFYING', {
      cause: 'person',
      actor,
      reason: 'You have begun another qualification round.',
      restartsEvidence: true,
    });
  });
}

/** Puts a new annotator into their first round, where the project's rules ask for one. Inside the caller's transaction. */
export async function welcomeAnnotator(tx: Queryable, projectId: string, annotatorId: number): Promise<void> {
  const { version, rules } = await rulesInForce(projectId, tx);
  if (rules.qualification.mode === 'off') return;
  const annotator = await lockAnnotator(tx, projectId, annotatorId);
  await moveAnnotator(tx, annotator, 'QUALIFYING', {
    cause: 'join',
    actor: SYSTEM_ACTOR,
    rulesVersion: version,
    reason: 'You begin with a short qualification round.',
    restartsEvidence: true,
  });
}
