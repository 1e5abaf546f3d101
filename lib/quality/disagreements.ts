import { prepared } from '#lib/db';
import { type Conversation, conversationTitle, readConversation } from '#lib/labels/conversation';
import { countedLabelsSql } from '#lib/labels/counted-labels';
import type { AdjudicationCause, AdjudicationState, Choice } from '#prisma/generated/enums';
import { type DisagreementSearch, filtersOf } from './disagreement-filter';

/** One annotator's choice on a comparison, by stored response. */
export interface Vote {
  annotatorId: number;
  annotator: string;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
}

/** A comparison on which labels differ. */
export interface Disagreement {
  id: number;
  externalId: string;
  title: string;
  prompt: Conversation;
  responseA: string;
  responseB: string;
  sourceA: string | null;
  sourceB: string | null;
  tags: string[];
  gold: Choice | null;
  posteriorChoice: Choice;
  posterior: number;
  entropy: number;
  strengthGap: number;
  votes: Vote[];
  adjudication: { state: AdjudicationState; cause: AdjudicationCause | null; verdict: Choice | null } | null;
}

export interface DisagreementPage {
  rows: Disagreement[];
  /** How many there are in all; those that filters leave are counted up to MOST_COUNTED. */
  count: number;
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

export const MOST_COUNTED = 10_000;
/** Of a response, what a page of fifty shows. */
const EXCERPT = 1200;

const COLUMN = { entropy: 'entropy', strength: 'strength_gap' } as const;

/**
 * One page of a batch's disagreements, most contested first, by key and not by offset: the last page costs as much as the
 * first. Read from the summaries, so it is as of the latest report; the votes shown are those that count now.
 */
export async function disagreements(
  batchId: string,
  search: DisagreementSearch,
  limit: number,
): Promise<DisagreementPage> {
  const { where, values } = conditions(batchId, search);
  const column = COLUMN[search.sort];
  const [value, id] = search.after?.split(':') ?? [];
  const bind = (given: unknown) => `$${values.push(given)}`;
  const total = filtersOf(search).length
    ? prepared<{ n: number }>(
        `SELECT count(*)::int AS n FROM (SELECT 1 FROM comparison_summary s WHERE ${where} LIMIT ${MOST_COUNTED}) counted`,
        [...values],
      )
    : prepared<{ n: number }>('SELECT comparisons AS n FROM disagreement_count WHERE batch_id = $1', [
        batchId,
      ]);
  // A real is compared as the text that PostgreSQL wrote for it, so the key of a row finds that row again.
  const after =
    value === undefined
      ? ''
      : `AND (s.${column} < ${bind(value)}::real OR (s.${column} = ${bind(value)}::real AND s.comparison_id > ${bind(Number(id))}::int))`;
  const [page, counted] = await Promise.all([
    // The limit stands in the text: of one that is a parameter PostgreSQL expects so much that it plans anew each time.
    prepared<Row>(
      `SELECT s.comparison_id AS id, s.${column}::text AS key, s.posterior_choice, s.posterior, s.entropy, s.strength_gap, s.tags,
              c.external_id, c.prompt, left(c.response_a, ${EXCERPT}) AS response_a, left(c.response_b, ${EXCERPT}) AS response_b,
              sa.name AS source_a, sb.name AS source_b, c.gold_choice, j.state, j.cause, j.verdict
       FROM (SELECT * FROM comparison_summary s WHERE ${where} ${after} ORDER BY s.${column} DESC, s.comparison_id LIMIT ${limit + 1}) s
       JOIN comparison c ON c.id = s.comparison_id LEFT JOIN source sa ON sa.id = s.source_a_id LEFT JOIN source sb ON sb.id = s.source_b_id
       LEFT JOIN LATERAL (SELECT state, cause, verdict FROM adjudication WHERE comparison_id = s.comparison_id ORDER BY opened_at DESC LIMIT 1) j ON true
       ORDER BY s.${column} DESC, s.comparison_id`,
      values,
    ),
    total,
  ]);
  const shown = page.rows.slice(0, limit);
  const votes = await votesOn(shown.map((row) => row.id));
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => disagreement(row, votes.get(row.id) ?? [])),
    count: counted.rows[0]?.n ?? 0,
    next: page.rows.length > limit && last ? `${last.key}:${last.id}` : null,
  };
}

interface Row {
  id: number;
  key: string;
  external_id: string;
  prompt: unknown;
  response_a: string;
  response_b: string;
  source_a: string | null;
  source_b: string | null;
  tags: string[];
  gold_choice: Choice | null;
  posterior_choice: Choice;
  posterior: number;
  entropy: number;
  strength_gap: number;
  state: AdjudicationState | null;
  cause: AdjudicationCause | null;
  verdict: Choice | null;
}

function disagreement(row: Row, votes: Vote[]): Disagreement {
  const prompt = readConversation(row.prompt);
  return {
    id: row.id,
    externalId: row.external_id,
    title: conversationTitle(prompt),
    prompt,
    responseA: row.response_a,
    responseB: row.response_b,
    sourceA: row.source_a,
    sourceB: row.source_b,
    tags: row.tags,
    gold: row.gold_choice,
    posteriorChoice: row.posterior_choice,
    posterior: row.posterior,
    entropy: row.entropy,
    strengthGap: row.strength_gap,
    votes,
    adjudication: row.state && { state: row.state, cause: row.cause, verdict: row.verdict },
  };
}

async function votesOn(ids: number[]): Promise<Map<number, Vote[]>> {
  const { rows } = await prepared<Vote & { comparison_id: number; annotator_id: number }>(
    `SELECT v.comparison_id, v.annotator_id, (SELECT name FROM annotator WHERE id = v.annotator_id) AS annotator, v.choice, v.strength, v.rationale
     FROM (${countedLabelsSql('l.comparison_id = ANY($1::int[])')}) v ORDER BY v.sequence`,
    [ids],
  );
  const votes = new Map<number, Vote[]>();
  for (const { comparison_id, annotator_id, annotator, choice, strength, rationale } of rows) {
    const list = votes.get(comparison_id) ?? [];
    list.push({ annotatorId: annotator_id, annotator, choice, strength, rationale });
    votes.set(comparison_id, list);
  }
  return votes;
}

/** The filters as SQL over the summaries `s`, each value a parameter. */
function conditions(batchId: string, search: DisagreementSearch): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const parts = [`s.batch_id = ${bind(batchId)}`, 's.split'];
  const { tag, language, source, other, a, b, cause, adjudication, entropy, gap, longer, shorter, from, to } =
    search;
  if (tag !== undefined) parts.push(`s.tags @> ARRAY[${bind(tag)}]::text[]`);
  if (language !== undefined) parts.push(`s.language = ${bind(language)}`);
  for (const name of [source, other])
    if (name !== undefined) {
      const of = `(SELECT id FROM source WHERE project_id = (SELECT project_id FROM batch WHERE id = $1) AND name = ${bind(name)})`;
      parts.push(`(s.source_a_id = ${of} OR s.source_b_id = ${of})`);
    }
  if (entropy !== undefined) parts.push(`s.entropy >= ${bind(entropy)}::real`);
  if (gap !== undefined) parts.push(`s.strength_gap >= ${bind(gap)}`);
  if (longer !== undefined) parts.push(`s.prompt_length >= ${bind(longer)}`);
  if (shorter !== undefined) parts.push(`s.prompt_length < ${bind(shorter)}`);
  if (from !== undefined) parts.push(`s.completed_at >= ${bind(from)}::date::timestamp AT TIME ZONE 'UTC'`);
  if (to !== undefined) parts.push(`s.completed_at < ${bind(to)}::date::timestamp AT TIME ZONE 'UTC'`);
  const [first, second] = a === undefined ? [b, undefined] : [a, b];
  if (first !== undefined) parts.push(annotatorCondition(first, second, bind));
  if (search.guideline !== undefined) {
    const version = bind(search.guideline);
    parts.push(`EXISTS (SELECT 1 FROM label l LEFT JOIN guideline_version g ON g.id = l.guideline_id
                        WHERE l.comparison_id = s.comparison_id AND coalesce(g.number, -1) = ${version})`);
  }
  if (cause !== undefined)
    parts.push(
      `EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = s.comparison_id AND j.cause = ${bind(cause)}::adjudication_cause)`,
    );
  if (adjudication === 'none')
    parts.push('NOT EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = s.comparison_id)');
  else if (adjudication !== undefined)
    parts.push(
      `EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = s.comparison_id AND j.state = ${bind(adjudication.toUpperCase())}::adjudication_state)`,
    );
  return { where: parts.join(' AND '), values };
}

/**
 * Two annotators who chose differently, found from their own labels (a few thousand) and not from the comparisons (a few
 * hundred thousand); or one who chose otherwise than is most likely right.
 */
function annotatorCondition(
  first: number,
  second: number | undefined,
  bind: (value: unknown) => string,
): string {
  const own = (id: number) => countedLabelsSql(`l.batch_id = $1 AND l.annotator_id = ${bind(id)}`);
  return second === undefined
    ? `s.comparison_id IN (SELECT x.comparison_id FROM (${own(first)}) x JOIN comparison_summary o ON o.comparison_id = x.comparison_id WHERE x.choice <> o.posterior_choice AND x.choice <> 'CANT_JUDGE')`
    : `s.comparison_id IN (SELECT x.comparison_id FROM (${own(first)}) x JOIN (${own(second)}) y ON y.comparison_id = x.comparison_id
         WHERE x.choice <> y.choice AND x.choice <> 'CANT_JUDGE' AND y.choice <> 'CANT_JUDGE')`;
}
