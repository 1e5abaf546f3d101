import { pool } from '#lib/db';
import { type GuidelineSection, guidelineSections } from '#lib/labels/guideline-sections';
import type { AnnotatorStatus } from '#prisma/generated/enums';
import { CATEGORIES } from './choice-codes';

/** What a measurement needs to know about a batch besides its labels. */
export interface BatchFacts {
  projectId: string;
  comparisons: Map<number, ComparisonFacts>;
  annotators: Map<number, AnnotatorFacts>;
  guidelineNumber: number | null;
  /** Of the version in force, those that say which tags they are about. */
  guidelineSections: GuidelineSection[];
  openAdjudications: number;
}

export interface ComparisonFacts {
  sourceA: string | null;
  sourceB: string | null;
  /** Index into CATEGORIES, or null. */
  gold: number | null;
  tags: string[];
  language: string | null;
  /** The same for comparisons of one prompt. */
  promptHash: string;
  /** Characters of the prompt (all turns) and of the responses. */
  promptLength: number;
  lengthA: number;
  lengthB: number;
  /** Marks of formatting in each response: headings, list items, bold, code fences. */
  marksA: number;
  marksB: number;
}

export interface AnnotatorFacts {
  name: string;
  status: AnnotatorStatus;
  cohort: string | null;
  /** Comparisons of this batch that they skipped. */
  skips: number;
  /** A lead has set some of this annotator's labels in this batch aside, and by that kept the others. */
  reviewed: boolean;
}

/**
 * Reads them in few queries, whatever the size of the batch.
 *
 * @param known comparisons that were read before and did not change since; only newer ones are read, into the same map.
 */
export async function readBatchFacts(
  projectId: string,
  batchId: string,
  known: BatchFacts['comparisons'] = new Map(),
): Promise<BatchFacts> {
  let after = 0;
  for (const id of known.keys()) if (id > after) after = id;
  const [, annotators, guideline, adjudications] = await Promise.all([
    readComparisons(batchId, after, known),
    pool().query<{ id: number } & AnnotatorFacts>(
      `SELECT a.id, a.name, a.status, a.cohort,
              (SELECT count(*)::int FROM assignment s WHERE s.annotator_id = a.id AND s.state = 'SKIPPED' AND s.batch_id = $2) AS skips,
              EXISTS (SELECT 1 FROM label_exclusion e WHERE e.annotator_id = a.id AND e.batch_id = $2 AND e.lifted_sequence IS NULL) AS reviewed
       FROM annotator a WHERE a.project_id = $1 AND a.kind = 'HUMAN'`,
      [projectId, batchId],
    ),
    pool().query<{ number: number; body: string }>(
      'SELECT number, body FROM guideline_version WHERE project_id = $1 ORDER BY number DESC LIMIT 1',
      [projectId],
    ),
    pool().query<{ open: number }>(
      `SELECT count(*)::int AS open FROM adjudication j JOIN comparison c ON c.id = j.comparison_id WHERE c.batch_id = $1 AND j.state = 'OPEN'`,
      [batchId],
    ),
  ]);
  return {
    projectId,
    comparisons: known,
    annotators: new Map(annotators.rows.map(({ id, ...facts }) => [id, facts])),
    guidelineNumber: guideline.rows[0]?.number ?? null,
    guidelineSections: guidelineSections(guideline.rows[0]?.body ?? ''),
    openAdjudications: adjudications.rows[0]!.open,
  };
}

interface ComparisonRow {
  id: number;
  source_a: string | null;
  source_b: string | null;
  gold_choice: string | null;
  tags: string[];
  language: string | null;
  prompt_hash: string;
  prompt_length: number;
  length_a: number;
  length_b: number;
  marks_a: number;
  marks_b: number;
}

/** Headings, list items, bold and code fences: what makes a response look worked on. */
const MARKS = String.raw`'(^|\n)[ \t]*(#{1,6}|[-*+]|\d+[.)])[ \t]|\*\*[^*\s]|\x60{3}'`;

const PAGE = 50_000;

const COMPARISONS = `
  SELECT c.id, sa.name AS source_a, sb.name AS source_b, c.gold_choice, c.tags, c.language, c.prompt_hash,
         (SELECT coalesce(sum(length(turn->>'content')), 0)::int FROM jsonb_array_elements(c.prompt) turn) AS prompt_length,
         length(c.response_a) AS length_a, length(c.response_b) AS length_b,
         regexp_count(c.response_a, ${MARKS}) AS marks_a, regexp_count(c.response_b, ${MARKS}) AS marks_b
  FROM comparison c LEFT JOIN source sa ON sa.id = c.source_a_id LEFT JOIN source sb ON sb.id = c.source_b_id 
  WHERE c.batch_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3`;

/** In pages, so that a large batch does not stand in memory twice. */
async function readComparisons(
  batchId: string,
  after: number,
  into: BatchFacts['comparisons'],
): Promise<void> {
  const shared = new Map<string, string | string[]>();
  const same = <T extends string | string[]>(value: T): T => {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    if (!shared.has(key)) shared.set(key, value);
    return shared.get(key) as T;
  };
  for (let last = after; ; ) {
    const { rows } = await pool().query<ComparisonRow>(COMPARISONS, [batchId, last, PAGE]);
    for (const row of rows) into.set(row.id, comparisonFacts(row, same));
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.id;
  }
}

/** Reads the known answers again, the one thing about a comparison that changes. */
export async function readGolds(batchId: string, comparisons: BatchFacts['comparisons']): Promise<void> {
  const { rows } = await pool().query<{ id: number; gold_choice: string }>(
    'SELECT id, gold_choice FROM comparison WHERE batch_id = $1 AND gold_choice IS NOT NULL',
    [batchId],
  );
  for (const facts of comparisons.values()) facts.gold = null;
  for (const { id, gold_choice } of rows) {
    const facts = comparisons.get(id);
    if (facts) facts.gold = goldCode(gold_choice);
  }
}

function goldCode(choice: string | null): number | null {
  const code = CATEGORIES.indexOf(choice as (typeof CATEGORIES)[number]);
  return code < 0 ? null : code;
}

/** @param same gives one object for equal values: names and tags come again and again. */
function comparisonFacts(
  row: ComparisonRow,
  same: <T extends string | string[]>(value: T) => T,
): ComparisonFacts {
  return {
    sourceA: row.source_a && same(row.source_a),
    sourceB: row.source_b && same(row.source_b),
    gold: goldCode(row.gold_choice),
    tags: same(row.tags),
    language: row.language && same(row.language),
    promptHash: row.prompt_hash,
    promptLength: row.prompt_length,
    lengthA: row.length_a,
    lengthB: row.length_b,
    marksA: row.marks_a,
    marksB: row.marks_b,
  };
}
