import { createHash } from 'node:crypto';
import { prepared } from '#lib/db';
import type { AdjudicationCause, Choice } from '#prisma/generated/enums';
import { type Conversation, readConversation } from './conversation';
import { flagWords, readLabelFlag } from './label-flag';

/** One annotator's label as an adjudicator reads it: told apart by a number, not by a name. */
export interface BlindLabel {
  /** 1, 2, 3 …, in an order that is drawn anew for each adjudication. */
  who: number;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
  reasons: string[];
  flag: string | null;
  activeMs: number | null;
  /** Whether they saw the stored response B on the left; null when the import does not say. */
  swapped: boolean | null;
  repeat: boolean;
  setAside: boolean;
  guideline: number | null;
}

export interface AdjudicationDetail {
  id: string;
  comparisonId: number;
  batch: { id: string; number: number; name: string; open: boolean };
  state: 'OPEN' | 'DECIDED' | 'DISMISSED';
  reason: string;
  disagreement: number;
  openedAt: string;
  waitsForLabels: number | null;
  verdict: Choice | null;
  cause: AdjudicationCause | null;
  note: string;
  closedAt: string | null;
  closedBy: string | null;
  withdrawn: boolean;
  prompt: Conversation;
  responseA: string;
  responseB: string;
  tags: string[];
  gold: { choice: Choice; reason: string | null } | null;
  labels: BlindLabel[];
  /** The reader labelled it: they may not decide, and are not shown what others chose. */
  own: boolean;
  /** Earlier verdicts and dismissals on the same comparison, newest first. */
  earlier: { verdict: Choice | null; note: string; closedAt: string; withdrawn: boolean }[];
}

interface DetailRow {
  id: string;
  comparison_id: number;
  batch_id: string;
  batch_number: number;
  batch_name: string;
  batch_open: boolean;
  state: AdjudicationDetail['state'];
  reason: string;
  disagreement: number;
  opened_at: Date;
  waits_for_labels: number | null;
  verdict: Choice | null;
  cause: AdjudicationCause | null;
  note: string;
  decided_at: Date | null;
  closed_by: string | null;
  withdrawn: boolean;
  prompt: unknown;
  response_a: string;
  response_b: string;
  tags: string[];
  gold_choice: Choice | null;
  gold_reason: string | null;
  own: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One adjudication with everything that its verdict rests on, without sources and names; null when there is none. */
export async function adjudicationDetail(
  projectId: string,
  userId: string,
  id: string,
): Promise<AdjudicationDetail | null> {
  if (!UUID.test(id)) return null;
  const { rows } = await prepared<DetailRow>(
    `SELECT j.id, j.comparison_id, j.batch_id, b.number AS batch_number, b.name AS batch_name, b.status = 'OPEN' AS batch_open, j.state, j.reason, j.disagreement,
            j.opened_at, j.waits_for_labels, j.verdict, j.cause, j.note, j.decided_at, u.name AS closed_by, j.withdrawn_sequence IS NOT NULL AS withdrawn,
            c.prompt, c.response_a, c.response_b, c.tags, c.gold_choice, c.gold_reason,
            EXISTS (SELECT 1 FROM label l JOIN annotator a ON a.id = l.annotator_id WHERE l.comparison_id = c.id AND a.user_id = $3) AS own
     FROM adjudication j JOIN batch b ON b.id = j.batch_id JOIN comparison c ON c.id = j.comparison_id LEFT JOIN app_user u ON u.id = j.decided_by
     WHERE j.id = $1 AND b.project_id = $2`,
    [id, projectId, userId],
  );
  const row = rows[0];
  if (!row) return null;
  const [labels, earlier] = await Promise.all([
    row.own ? [] : blindLabels(row.id, row.comparison_id),
    prepared<{ verdict: Choice | null; note: string; decided_at: Date; withdrawn: boolean }>(
      `SELECT verdict, note, decided_at, withdrawn_sequence IS NOT NULL AS withdrawn FROM adjudication
       WHERE comparison_id = $1 AND id <> $2 AND state <> 'OPEN' ORDER BY decided_sequence DESC`,
      [row.comparison_id, row.id],
    ),
  ]);
  return {
    id: row.id,
    comparisonId: row.comparison_id,
    batch: { id: row.batch_id, number: row.batch_number, name: row.batch_name, open: row.batch_open },
    state: row.state,
    reason: row.reason,
    disagreement: row.disagreement,
    openedAt: row.opened_at.toISOString(),
    waitsForLabels: row.waits_for_labels,
    verdict: row.verdict,
    cause: row.cause,
    note: row.note,
    closedAt: row.decided_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    withdrawn: row.withdrawn,
    prompt: readConversation(row.prompt),
    responseA: row.response_a,
    responseB: row.response_b,
    tags: row.tags,
    gold: row.gold_choice ? { choice: row.gold_choice, reason: row.gold_reason } : null,
    own: row.own,
    labels,
    earlier: earlier.rows.map(({ decided_at, ...past }) => ({ ...past, closedAt: decided_at.toISOString() })),
  };
}

interface LabelRow {
  annotator_id: number;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
  reasons: string[];
  flag: unknown;
  active_ms: number | null;
  swapped: boolean | null;
  round: number;
  set_aside: boolean;
  guideline: number | null;
}

/** Current labels of everybody, models too, numbered in the order of a hash: the same each time, and telling nothing. */
async function blindLabels(adjudicationId: string, comparisonId: number): Promise<BlindLabel[]> {
  const { rows } = await prepared<LabelRow>(
    `SELECT l.annotator_id, l.choice, l.strength, l.rationale, l.reasons, l.flag, l.active_ms, l.swapped, l.round, g.number AS guideline,
            EXISTS (SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id AND e.lifted_sequence IS NULL
                      AND l.sequence BETWEEN e.from_sequence AND e.to_sequence) AS set_aside
     FROM label l LEFT JOIN guideline_version g ON g.id = l.guideline_id
     WHERE l.comparison_id = $1 AND l.choice IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM label newer WHERE newer.comparison_id = l.comparison_id AND newer.annotator_id = l.annotator_id AND newer.round = l.round AND newer.revision > l.revision)`,
    [comparisonId],
  );
  const numbers = annotatorNumbers(adjudicationId, [...new Set(rows.map((row) => row.annotator_id))]);
  return rows
    .map((row) => {
      const flag = readLabelFlag(row.flag);
      return {
        who: numbers.get(row.annotator_id)!,
        choice: row.choice,
        strength: row.strength,
        rationale: row.rationale,
        reasons: row.reasons,
        flag: flag && (flag.note ? `${flagWords(flag)} (${flag.note})` : flagWords(flag)),
        activeMs: row.active_ms,
        swapped: row.swapped,
        repeat: row.round > 0,
        setAside: row.set_aside,
        guideline: row.guideline,
      };
    })
    .sort((x, y) => x.who - y.who || Number(x.repeat) - Number(y.repeat));
}

/** Numbers for annotators within one adjudication: "Annotator 1" here is somebody else there. */
export function annotatorNumbers(
  adjudicationId: string,
  annotatorIds: readonly number[],
): Map<number, number> {
  const mark = (annotatorId: number) =>
    createHash('sha256').update(`${adjudicationId} ${annotatorId}`).digest('hex');
  const order = annotatorIds.map((id) => ({ id, mark: mark(id) })).sort((x, y) => (x.mark < y.mark ? -1 : 1));
  return new Map(order.map(({ id }, at) => [id, at + 1]));
}
