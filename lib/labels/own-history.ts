import { pool, prepared } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { Choice } from '#prisma/generated/enums';
import { conversationTitle, readConversation } from './conversation';
import type { LabelDraft } from './label-draft';
import { readLabelFlag } from './label-flag';
import { aspectChoices } from './label-form';
import type { ShownComparison } from './next-comparisons';
import { allowRevision, REVISABLE } from './revise-label';
import { storedAspects, storedChoice, storedFlag } from './shown-side';

/** One of an annotator's last labels, by the side they saw. */
export interface HistoryEntry {
  assignmentId: string;
  title: string;
  choice: Choice;
  strength: number | null;
  labelledAt: string;
  /** It has been changed before. */
  changed: boolean;
}

interface HistoryRow {
  id: string;
  batch: string;
  prompt: unknown;
  response_a: string;
  response_b: string;
  swapped: boolean;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
  reasons: string[];
  aspects: unknown;
  flag: unknown;
  active_ms: number | null;
  labelled_at: Date;
  revision: number;
}

const LAST_LABELS = `SELECT a.id, b.name AS batch, c.prompt, c.response_a, c.response_b, a.swapped, l.choice, l.strength, l.rationale, l.reasons, l.aspects, l.flag,
    l.active_ms, l.labelled_at, l.revision
  FROM assignment a JOIN batch b ON b.id = a.batch_id AND b.status = 'OPEN' JOIN comparison c ON c.id = a.comparison_id
  CROSS JOIN LATERAL (SELECT * FROM label l WHERE l.comparison_id = a.comparison_id AND l.annotator_id = a.annotator_id AND l.round = a.round
                      ORDER BY l.revision DESC LIMIT 1) l
  WHERE a.annotator_id = $1 AND a.state = 'DONE' AND l.choice IS NOT NULL`;

/** The annotator's last labels, newest first, as far as they may be changed. */
export async function ownHistory(annotatorId: number): Promise<HistoryEntry[]> {
  const { rows } = await prepared<HistoryRow>(`${LAST_LABELS} ORDER BY a.ended_at DESC LIMIT $2`, [
    annotatorId,
    REVISABLE,
  ]);
  return rows.map((row) => ({
    assignmentId: row.id,
    title: conversationTitle(readConversation(row.prompt)),
    choice: storedChoice(row.choice, row.swapped),
    strength: row.strength,
    labelledAt: row.labelled_at.toISOString(),
    changed: row.revision > 0,
  }));
}

/** A comparison that its annotator has labelled, as they saw it, with their label as a draft. */
export interface Reopened {
  comparison: Pick<ShownComparison, 'assignmentId' | 'batch' | 'prompt' | 'left' | 'right'>;
  draft: LabelDraft;
  activeMs: number;
}

/** @throws as a change of it would: when it is too old, its batch closed or its annotator paused. */
export async function reopenLabel(annotatorId: number, assignmentId: string): Promise<Reopened> {
  await allowRevision(pool(), annotatorId, assignmentId);
  const { rows } = await prepared<HistoryRow>(`${LAST_LABELS} AND a.id = $2`, [annotatorId, assignmentId]);
  const row = rows[0];
  if (!row) throw new ConcordError('not_found', 'There is no label of yours to change here.');
  const { swapped } = row;
  return {
    comparison: {
      assignmentId: row.id,
      batch: row.batch,
      prompt: readConversation(row.prompt),
      left: swapped ? row.response_b : row.response_a,
      right: swapped ? row.response_a : row.response_b,
    },
    draft: {
      choice: storedChoice(row.choice, swapped),
      strength: row.strength,
      aspects: storedAspects(aspectChoices.parse(row.aspects), swapped),
      reasons: row.reasons,
      rationale: row.rationale ?? '',
      flag: storedFlag(readLabelFlag(row.flag), swapped),
    },
    activeMs: row.active_ms ?? 0,
  };
}
