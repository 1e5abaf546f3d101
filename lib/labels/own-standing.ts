import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { pool, prepared } from '#lib/db';
import { type AnnotatorMessage, messagesTo } from './annotator-messages';
import { rulesInForce } from './life-cycle-rules-of';
import { type OwnFeedback, ownFeedback } from './own-feedback';
import { type RetryAnswer, retryAnswer } from './qualification-attempt';

/** Where a person stands in a project, for their own eyes: no figures on golds, nobody else's labels. */
export interface OwnStanding {
  status: LifeCycleStatus;
  reason: string;
  since: string;
  /** Whether a person or a rule decided it. */
  decidedBy: 'lead' | 'rule' | 'you' | null;
  retry: RetryAnswer;
  mayAppeal: boolean;
  appeals: { body: string; state: 'OPEN' | 'GRANTED' | 'DECLINED'; createdAt: string; answer: string }[];
  messages: AnnotatorMessage[];
  feedback: OwnFeedback | null;
  goldsPerBlock: number;
  practiceItems: number;
}

const BY: Record<string, OwnStanding['decidedBy']> = {
  lead: 'lead',
  rule: 'rule',
  join: 'rule',
  person: 'you',
};

export async function ownStanding(projectId: string, annotatorId: number): Promise<OwnStanding> {
  const { rules } = await rulesInForce(projectId);
  const { goldsPerBlock } = rules.feedback;
  const [found, appeals, retry, messages, feedback] = await Promise.all([
    prepared<{
      status: LifeCycleStatus;
      status_reason: string;
      status_at: Date;
      cause: string | null;
      practice: number;
    }>(
      `SELECT a.status, a.status_reason, a.status_at, (SELECT cause FROM annotator_move WHERE annotator_id = a.id ORDER BY id DESC LIMIT 1) AS cause,
              (SELECT count(*)::int FROM comparison c WHERE c.project_id = a.project_id AND c.gold_choice IS NOT NULL AND c.practice) AS practice
       FROM annotator a WHERE a.id = $1 AND a.project_id = $2`,
      [annotatorId, projectId],
    ),
    prepared<{ body: string; state: 'OPEN' | 'GRANTED' | 'DECLINED'; created_at: Date; answer: string }>(
      'SELECT body, state, created_at, answer FROM appeal WHERE annotator_id = $1 ORDER BY created_at DESC LIMIT 10',
      [annotatorId],
    ),
    retryAnswer(pool(), projectId, annotatorId),
    messagesTo(annotatorId),
    ownFeedback(annotatorId, goldsPerBlock),
  ]);
  const row = found.rows[0]!;
  const stopped = ['PAUSED', 'RETRAINING', 'REMOVED'].includes(row.status);
  return {
    status: row.status,
    reason: row.status_reason,
    since: row.status_at.toISOString(),
    decidedBy: row.cause === null ? null : (BY[row.cause] ?? null),
    retry,
    mayAppeal: stopped && !appeals.rows.some((appeal) => appeal.state === 'OPEN'),
    appeals: appeals.rows.map(({ created_at, ...appeal }) => ({
      ...appeal,
      createdAt: created_at.toISOString(),
    })),
    messages,
    feedback,
    goldsPerBlock,
    practiceItems: row.practice,
  };
}
