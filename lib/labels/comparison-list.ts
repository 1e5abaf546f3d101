import { prepared } from '#lib/db';
import type { Choice } from '#prisma/generated/enums';
import { type Conversation, conversationTitle, readConversation } from './conversation';
import { FIRST_LOOK } from './counted-labels';
import { type LabelFlag, readLabelFlag } from './label-flag';
import type { AspectChoice } from './label-form';

/** A comparison in the lead's list. */
export interface ComparisonSummary {
  id: number;
  externalId: string;
  title: string;
  tags: string[];
  sourceA: string | null;
  sourceB: string | null;
  gold: Choice | null;
  places: number;
  votes: Partial<Record<Choice, number>>;
}

export interface ComparisonFilter {
  batchId: string;
  tag?: string;
  /** With any of these tags. */
  tags?: string[];
  /** Words that the prompt must contain. */
  search?: string;
  /** Of one prompt, by its hash; with a response of one source. */
  prompt?: string;
  source?: string;
  /** With a label that was given under this guideline version. */
  guideline?: number;
  /** Only comparisons on which labels differ. */
  split?: boolean;
}

/** One page of a batch's comparisons in id order; `after` is the last id seen (keyset). */
export async function comparisonList(
  filter: ComparisonFilter,
  limit: number,
  after = 0,
): Promise<ComparisonSummary[]> {
  const { rows } = await prepared<{
    id: number;
    external_id: string;
    prompt: unknown;
    tags: string[];
    source_a: string | null;
    source_b: string | null;
    gold_choice: Choice | null;
    places: number;
  }>(
    `SELECT c.id, c.external_id, c.prompt, c.tags, sa.name AS source_a, sb.name AS source_b, c.gold_choice, c.places
     FROM comparison c LEFT JOIN source sa ON sa.id = c.source_a_id LEFT JOIN source sb ON sb.id = c.source_b_id
     WHERE c.batch_id = $1 AND c.id > $2 AND ($4::text IS NULL OR $4 = ANY(c.tags)) AND ($10::text[] IS NULL OR c.tags && $10) AND ($5::text IS NULL OR c.prompt::text ILIKE '%' || $5 || '%')
       AND (NOT $6::boolean OR (SELECT count(DISTINCT l.choice) FROM ${STANDING_LABELS} AND l.comparison_id = c.id) > 1) AND ($7::text IS NULL OR c.prompt_hash = $7) AND ($8::text IS NULL OR sa.name = $8 OR sb.name = $8)
       AND ($9::int IS NULL OR EXISTS (SELECT 1 FROM label l JOIN guideline_version g ON g.id = l.guideline_id WHERE l.comparison_id = c.id AND g.number = $9))
     ORDER BY c.id LIMIT $3`,
    [
      filter.batchId,
      after,
      limit,
      filter.tag ?? null,
      filter.search ? escapeLike(filter.search) : null,
      filter.split ?? false,
      filter.prompt ?? null,
      filter.source ?? null,
      filter.guideline ?? null,
      filter.tags?.length ? filter.tags : null,
    ],
  );
  const votes = await votesOn(rows.map((row) => row.id));
  return rows.map((row) => ({
    id: row.id,
    externalId: row.external_id,
    title: conversationTitle(readConversation(row.prompt)),
    tags: row.tags,
    sourceA: row.source_a,
    sourceB: row.source_b,
    gold: row.gold_choice,
    places: row.places,
    votes: votes.get(row.id) ?? {},
  }));
}

/** What people chose at their first look, as it stands: their latest revisions. */
const STANDING_LABELS = `label l JOIN annotator a ON a.id = l.annotator_id AND a.kind = 'HUMAN'
  WHERE ${FIRST_LOOK} AND l.choice IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM label n WHERE n.comparison_id = l.comparison_id AND n.annotator_id = l.annotator_id AND n.round = l.round AND n.revision > l.revision)`;

async function votesOn(ids: number[]): Promise<Map<number, Partial<Record<Choice, number>>>> {
  const { rows } = await prepared<{ id: number; votes: Partial<Record<Choice, number>> }>(
    `SELECT id, jsonb_object_agg(choice, n) AS votes
     FROM (SELECT l.comparison_id AS id, l.choice, count(*)::int AS n FROM ${STANDING_LABELS} AND l.comparison_id = ANY($1::int[]) GROUP BY 1, 2) t
     GROUP BY id`,
    [ids],
  );
  return new Map(rows.map(({ id, votes }) => [id, votes]));
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** One comparison with everything a lead may see. */
export interface ComparisonDetail {
  id: number;
  externalId: string;
  batch: { id: string; number: number; name: string };
  prompt: Conversation;
  responseA: string;
  responseB: string;
  sourceA: string | null;
  sourceB: string | null;
  tags: string[];
  gold: { choice: Choice; reason: string | null } | null;
  labels: {
    annotator: string;
    choice: Choice | null;
    strength: number | null;
    rationale: string | null;
    reasons: string[];
    aspects: Record<string, AspectChoice>;
    flag: LabelFlag | null;
    round: number;
    revision: number;
    swapped: boolean | null;
    setAside: boolean;
    labelledAt: string;
    activeMs: number | null;
  }[];
  /** Who gave it back without a label, and why. */
  skips: { annotator: string; reason: string; flag: LabelFlag | null; at: string }[];
}

export async function comparisonDetail(projectId: string, id: number): Promise<ComparisonDetail | null> {
  const found = prepared<{
    id: number;
    external_id: string;
    batch_id: string;
    batch_number: number;
    batch_name: string;
    prompt: unknown;
    response_a: string;
    response_b: string;
    source_a: string | null;
    source_b: string | null;
    tags: string[];
    gold_choice: Choice | null;
    gold_reason: string | null;
  }>(
    `SELECT c.id, c.external_id, c.batch_id, b.number AS batch_number, b.name AS batch_name, c.prompt, c.response_a, c.response_b,
            sa.name AS source_a, sb.name AS source_b, c.tags, c.gold_choice, c.gold_reason
     FROM comparison c JOIN batch b ON b.id = c.batch_id LEFT JOIN source sa ON sa.id = c.source_a_id LEFT JOIN source sb ON sb.id = c.source_b_id
     WHERE c.project_id = $1 AND c.id = $2`,
    [projectId, id],
  );
  const given = prepared<
    ComparisonDetail['labels'][number] & { labelled_at: Date; active_ms: number | null; set_aside: boolean }
  >(
    `SELECT a.name AS annotator, l.choice, l.strength, l.rationale, l.reasons, l.aspects, l.flag, l.round, l.revision, l.swapped, l.labelled_at, l.active_ms,
            EXISTS (SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id AND e.lifted_sequence IS NULL
                      AND l.sequence BETWEEN e.from_sequence AND e.to_sequence) AS set_aside
     FROM label l JOIN annotator a ON a.id = l.annotator_id WHERE l.comparison_id = $1 ORDER BY l.sequence`,
    [id],
  );
  const [{ rows }, labels, skips] = await Promise.all([found, given, skipsOf(id)]);
  const row = rows[0];
  // Only of this project, whatever else was asked meanwhile.
  if (!row) return null;
  return {
    id: row.id,
    externalId: row.external_id,
    batch: { id: row.batch_id, number: row.batch_number, name: row.batch_name },
    prompt: readConversation(row.prompt),
    responseA: row.response_a,
    responseB: row.response_b,
    sourceA: row.source_a,
    sourceB: row.source_b,
    tags: row.tags,
    gold: row.gold_choice ? { choice: row.gold_choice, reason: row.gold_reason } : null,
    labels: labels.rows.map(({ labelled_at, active_ms, set_aside, ...label }) => ({
      ...label,
      setAside: set_aside,
      labelledAt: labelled_at.toISOString(),
      activeMs: active_ms,
    })),
    skips,
  };
}

async function skipsOf(comparisonId: number): Promise<ComparisonDetail['skips']> {
  const { rows } = await prepared<{ annotator: string; reason: string; flag: unknown; at: Date }>(
    `SELECT n.name AS annotator, coalesce(a.skip_reason, '') AS reason, a.flag, a.ended_at AS at
     FROM assignment a JOIN annotator n ON n.id = a.annotator_id WHERE a.comparison_id = $1 AND a.skip_reason IS NOT NULL ORDER BY a.ended_at`,
    [comparisonId],
  );
  return rows.map((row) => ({ ...row, flag: readLabelFlag(row.flag), at: row.at.toISOString() }));
}
