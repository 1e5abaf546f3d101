import { pool, prepared } from '#lib/db';
import type { Choice } from '#prisma/generated/enums';
import { conversationTitle, readConversation } from './conversation';
import { type LabelFlag, readLabelFlag } from './label-flag';
import { storedChoice, storedFlag } from './shown-side';
import { waitingComparisons } from './waiting-comparisons';

/** What an annotator sees of their own work: how many, how long it takes them, and what is waiting. */
export interface OwnProgress {
  labels: number;
  labelsToday: number;
  medianActiveMs: number | null;
  waiting: number;
}

export async function ownProgress(annotatorId: number, startOfToday: Date): Promise<OwnProgress> {
  const { rows } = await prepared<{
    labels: number;
    labels_today: number;
    median: number | null;
  }>(
    `SELECT count(*)::int AS labels,
            count(*) FILTER (WHERE l.labelled_at >= $2)::int AS labels_today,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY l.active_ms) AS median
     FROM label l
     WHERE l.annotator_id = $1 AND l.choice IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM label newer WHERE newer.comparison_id = l.comparison_id AND newer.annotator_id = l.annotator_id AND newer.round = l.round AND newer.revision > l.revision)`,
    [annotatorId, startOfToday],
  );
  const row = rows[0]!;
  return {
    labels: row.labels,
    labelsToday: row.labels_today,
    medianActiveMs: row.median,
    waiting: await waitingComparisons(pool(), annotatorId),
  };
}

/** One of the annotator's own labels, by the side they saw. */
export interface OwnLabel {
  sequence: number;
  title: string;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
  labelledAt: string;
  flag: LabelFlag | null;
  /** Null for what was imported. */
  assignmentId: string | null;
}

/** The annotator's own latest labels, newest first; `before` is the last sequence seen (keyset). */
export async function ownLabels(annotatorId: number, limit: number, before?: number): Promise<OwnLabel[]> {
  const { rows } = await prepared<{
    id: number;
    prompt: unknown;
    choice: Choice;
    swapped: boolean | null;
    strength: number | null;
    rationale: string | null;
    labelled_at: Date;
    flag: unknown;
    assignment_id: string | null;
  }>(
    `SELECT l.id, c.prompt, l.choice, l.swapped, l.strength, l.rationale, l.labelled_at, l.flag, l.assignment_id
     FROM label l JOIN comparison c ON c.id = l.comparison_id
     WHERE l.annotator_id = $1 AND l.choice IS NOT NULL AND ($3::bigint IS NULL OR l.id < $3)
       AND NOT EXISTS (SELECT 1 FROM label newer WHERE newer.comparison_id = l.comparison_id AND newer.annotator_id = l.annotator_id AND newer.round = l.round AND newer.revision > l.revision)
     ORDER BY l.id DESC LIMIT $2`,
    [annotatorId, limit, before ?? null],
  );
  return rows.map((row) => ({
    sequence: row.id,
    title: conversationTitle(readConversation(row.prompt)),
    choice: storedChoice(row.choice, row.swapped ?? false),
    strength: row.strength,
    rationale: row.rationale,
    labelledAt: row.labelled_at.toISOString(),
    flag: storedFlag(readLabelFlag(row.flag), row.swapped ?? false),
    assignmentId: row.assignment_id,
  }));
}
