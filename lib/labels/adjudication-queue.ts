import { prepared } from '#lib/db';
import type { AdjudicationCause, Choice } from '#prisma/generated/enums';
import { conversationTitle, readConversation } from './conversation';
import { voteSplitSql } from './counted-labels';

/** The parts of the queue. Waiting: given back to the annotators, and not labelled as often as was asked yet. */
export const QUEUE_PARTS = ['to-decide', 'waiting', 'decided', 'dismissed'] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

/** An adjudication in the queue. */
export interface QueuedAdjudication {
  id: string;
  comparisonId: number;
  title: string;
  tags: string[];
  batch: string;
  votes: Partial<Record<Choice, number>>;
  labels: number;
  waitsForLabels: number | null;
  disagreement: number;
  reason: string;
  openedAt: string;
  verdict: Choice | null;
  cause: AdjudicationCause | null;
  note: string;
  closedAt: string | null;
  closedBy: string | null;
  withdrawn: boolean;
}

export interface QueueFilter {
  part: QueuePart;
  batchId?: string;
  tag?: string;
  cause?: AdjudicationCause;
}

/** Where a page of the queue ended; the next one begins after it (keyset). */
export interface QueueKey {
  value: number;
  id: string;
}

const IN_PART: Record<QueuePart, string> = {
  'to-decide': `j.state = 'OPEN' AND (j.waits_for_labels IS NULL OR split.labels >= j.waits_for_labels)`,
  waiting: `j.state = 'OPEN' AND split.labels < j.waits_for_labels`,
  decided: `j.state = 'DECIDED'`,
  dismissed: `j.state = 'DISMISSED'`,
};

/** Open ones by how split the labels were, closed ones by when they were closed; the greatest first. */
const rank = (part: QueuePart): string =>
  part === 'to-decide' || part === 'waiting' ? 'j.disagreement' : 'extract(epoch FROM j.decided_at)::float8';

/** Adjudications that the person may decide: those on which they have no label of their own. */
const NOT_OWN = `NOT EXISTS (SELECT 1 FROM label own JOIN annotator me ON me.id = own.annotator_id WHERE own.comparison_id = j.comparison_id AND me.user_id = $2)`;

/**
 * One page of a project's adjudications. Those that the reader may not decide, because they labelled the comparison, are
 * left out of what is to be decided.
 */
export async function adjudicationQueue(
  projectId: string,
  userId: string,
  filter: QueueFilter,
  limit: number,
  after?: QueueKey,
): Promise<{ rows: QueuedAdjudication[]; next: QueueKey | null }> {
  const { rows } = await prepared<{
    id: string;
    comparison_id: number;
    prompt: unknown;
    tags: string[];
    batch: string;
    votes: Partial<Record<Choice, number>>;
    labels: number;
    waits_for_labels: number | null;
    disagreement: number;
    reason: string;
    opened_at: Date;
    verdict: Choice | null;
    cause: AdjudicationCause | null;
    note: string;
    decided_at: Date | null;
    closed_by: string | null;
    withdrawn: boolean;
    rank: number;
  }>(
    `SELECT j.id, j.comparison_id, c.prompt, c.tags, b.name AS batch, split.votes, split.labels, j.waits_for_labels, j.disagreement, j.reason, j.opened_at,
            j.verdict, j.cause, j.note, j.decided_at, u.name AS closed_by, j.withdrawn_sequence IS NOT NULL AS withdrawn, ${rank(filter.part)} AS rank
     FROM adjudication j JOIN batch b ON b.id = j.batch_id JOIN comparison c ON c.id = j.comparison_id LEFT JOIN app_user u ON u.id = j.decided_by
     CROSS JOIN LATERAL (${voteSplitSql('j.comparison_id')}) split
     WHERE b.project_id = $1 AND ${IN_PART[filter.part]} AND ($2::uuid IS NULL OR ${filter.part === 'to-decide' ? NOT_OWN : 'true'})
       AND ($3::uuid IS NULL OR j.batch_id = $3) AND ($4::text IS NULL OR $4 = ANY(c.tags)) AND ($5::adjudication_cause IS NULL OR j.cause = $5)
       AND ($6::float8 IS NULL OR (${rank(filter.part)}, j.id) < ($6, $7::uuid))
     ORDER BY ${rank(filter.part)} DESC, j.id DESC LIMIT $8`,
    [
      projectId,
      userId,
      filter.batchId ?? null,
      filter.tag ?? null,
      filter.cause ?? null,
      after?.value ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      id: row.id,
      comparisonId: row.comparison_id,
      title: conversationTitle(readConversation(row.prompt)),
      tags: row.tags,
      batch: row.batch,
      votes: row.votes,
      labels: row.labels,
      waitsForLabels: row.waits_for_labels,
      disagreement: row.disagreement,
      reason: row.reason,
      openedAt: row.opened_at.toISOString(),
      verdict: row.verdict,
      cause: row.cause,
      note: row.note,
      closedAt: row.decided_at?.toISOString() ?? null,
      closedBy: row.closed_by,
      withdrawn: row.withdrawn,
    })),
    next: rows.length > limit && last ? { value: last.rank, id: last.id } : null,
  };
}

/** How many there are of each part, and how many of the open ones are not the reader's to decide. */
export interface QueueCounts extends Record<QueuePart, number> {
  own: number;
}

export async function adjudicationCounts(
  projectId: string,
  userId: string,
  batchId?: string,
): Promise<QueueCounts> {
  const { rows } = await prepared<{
    to_decide: number;
    waiting: number;
    decided: number;
    dismissed: number;
    own: number;
  }>(
    `SELECT count(*) FILTER (WHERE ready AND NOT own)::int AS to_decide, count(*) FILTER (WHERE state = 'OPEN' AND NOT ready)::int AS waiting,
            count(*) FILTER (WHERE state = 'DECIDED')::int AS decided, count(*) FILTER (WHERE state = 'DISMISSED')::int AS dismissed,
            count(*) FILTER (WHERE ready AND own)::int AS own
     FROM (SELECT j.state,
                  j.state = 'OPEN' AND (j.waits_for_labels IS NULL OR (SELECT labels FROM (${voteSplitSql('j.comparison_id')}) split) >= j.waits_for_labels) AS ready,
                  j.state = 'OPEN' AND NOT (${NOT_OWN}) AS own
           FROM adjudication j JOIN batch b ON b.id = j.batch_id WHERE b.project_id = $1 AND ($3::uuid IS NULL OR j.batch_id = $3)) t`,
    [projectId, userId, batchId ?? null],
  );
  const row = rows[0]!;
  return {
    'to-decide': row.to_decide,
    waiting: row.waiting,
    decided: row.decided,
    dismissed: row.dismissed,
    own: row.own,
  };
}

/** The next one to decide after this one, in the order of the queue; begins again at the front; null when none is left. */
export async function nextToDecide(
  projectId: string,
  userId: string,
  current: { id: string; disagreement: number },
): Promise<string | null> {
  const part = { part: 'to-decide' } as const;
  const behind = await adjudicationQueue(projectId, userId, part, 1, {
    value: current.disagreement,
    id: current.id,
  });
  const found = behind.rows[0] ?? (await adjudicationQueue(projectId, userId, part, 1)).rows[0];
  return found && found.id !== current.id ? found.id : null;
}
