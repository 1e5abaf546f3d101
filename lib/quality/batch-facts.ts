import { pool } from '#lib/db';
import type { AnnotatorStatus } from '#prisma/generated/enums';
import { CATEGORIES } from './choice-codes';

/** What a measurement needs to know about a batch besides its labels. */
export interface BatchFacts {
  projectId: string;
  comparisons: Map<number, ComparisonFacts>;
  annotators: Map<number, AnnotatorFacts>;
  guidelineNumber: number | null;
  openAdjudications: number;
}

export interface ComparisonFacts {
  sourceA: string | null;
  sourceB: string | null;
  /** Index into CATEGORIES, or null. */
  gold: number | null;
  tags: string[];
}

export interface AnnotatorFacts {
  name: string;
  status: AnnotatorStatus;
  /** A lead has set some of this annotator's labels in this batch aside, and by that kept the others. */
  reviewed: boolean;
}

/** Reads them in four queries, whatever the size of the batch. */
export async function readBatchFacts(projectId: string, batchId: string): Promise<BatchFacts> {
  const [comparisons, annotators, guideline, adjudications] = await Promise.all([
    pool().query<{
      id: number;
      source_a: string | null;
      source_b: string | null;
      gold_choice: string | null;
      tags: string[];
    }>(
      `SELECT c.id, sa.name AS source_a, sb.name AS source_b, c.gold_choice, c.tags
       FROM comparison c LEFT JOIN source sa ON sa.id = c.source_a_id LEFT JOIN source sb ON sb.id = c.source_b_id WHERE c.batch_id = $1`,
      [batchId],
    ),
    pool().query<{ id: number; name: string; status: AnnotatorStatus; reviewed: boolean }>(
      `SELECT a.id, a.name, a.status,
              EXISTS (SELECT 1 FROM label_exclusion e WHERE e.annotator_id = a.id AND e.batch_id = $2 AND e.lifted_sequence IS NULL) AS reviewed
       FROM annotator a WHERE a.project_id = $1 AND a.kind = 'HUMAN'`,
      [projectId, batchId],
    ),
    pool().query<{ number: number | null }>(
      'SELECT max(number) AS number FROM guideline_version WHERE project_id = $1',
      [projectId],
    ),
    pool().query<{ open: number }>(
      `SELECT count(*)::int AS open FROM adjudication j JOIN comparison c ON c.id = j.comparison_id WHERE c.batch_id = $1 AND j.state = 'OPEN'`,
      [batchId],
    ),
  ]);
  return {
    projectId,
    comparisons: new Map(
      comparisons.rows.map((c) => {
        const gold = CATEGORIES.indexOf(c.gold_choice as (typeof CATEGORIES)[number]);
        return [
          c.id,
          { sourceA: c.source_a, sourceB: c.source_b, gold: gold < 0 ? null : gold, tags: c.tags },
        ];
      }),
    ),
    annotators: new Map(
      annotators.rows.map((a) => [a.id, { name: a.name, status: a.status, reviewed: a.reviewed }]),
    ),
    guidelineNumber: guideline.rows[0]!.number,
    openAdjudications: adjudications.rows[0]!.open,
  };
}
