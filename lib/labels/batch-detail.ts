import { prepared } from '#lib/db';
import { countUnmadePairs } from './add-pairs';

/** A batch with its settings, and what a lead wants to know when changing them. */
export interface BatchDetail {
  id: string;
  number: number;
  name: string;
  status: 'OPEN' | 'CLOSED';
  priority: number;
  overlap: number;
  leaseMinutes: number;
  goldPercent: number;
  repeatPercent: number;
  adaptive: boolean;
  mostOverlap: number;
  certaintyPercent: number;
  labelBudget: number | null;
  cohorts: string[];
  cohortOverlap: Record<string, number> | null;
  golds: number;
  /** People who label now, and how many of them have seen every gold. */
  annotators: number;
  withoutGolds: number;
  /** Cohorts that the project's annotators are in. */
  knownCohorts: string[];
  /** Comparisons that could still be made of prompts with several responses. */
  unmadePairs: number;
}

type Row = Omit<BatchDetail, 'unmadePairs'>;

export async function batchDetail(projectId: string, number: number): Promise<BatchDetail | null> {
  const { rows } = await prepared<Row>(
    `SELECT b.id, b.number, b.name, b.status, b.priority, b.overlap, (b.lease_seconds / 60) AS "leaseMinutes",
            round(b.gold_rate * 100)::int AS "goldPercent", round(b.repeat_rate * 100)::int AS "repeatPercent", b.adaptive, b.most_overlap AS "mostOverlap",
            round(b.certainty * 100)::int AS "certaintyPercent", b.label_budget AS "labelBudget", b.cohorts, b.cohort_overlap AS "cohortOverlap",
            c.golds, n.annotators, n.without AS "withoutGolds", n.cohorts AS "knownCohorts"
     FROM batch b
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS golds FROM comparison WHERE batch_id = b.id AND gold_choice IS NOT NULL AND NOT practice) c
     CROSS JOIN LATERAL (
       -- Looks for one gold that they have not seen, which most have: nobody's labels are counted.
       SELECT count(*) FILTER (WHERE a.status IN ('ACTIVE', 'PROBATION'))::int AS annotators,
              count(*) FILTER (WHERE a.status IN ('ACTIVE', 'PROBATION') AND c.golds > 0 AND NOT EXISTS (
                SELECT 1 FROM comparison g WHERE g.batch_id = b.id AND g.gold_choice IS NOT NULL AND NOT g.practice
                  AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = g.id AND l.annotator_id = a.id)))::int AS without,
              coalesce(array_agg(DISTINCT a.cohort) FILTER (WHERE a.cohort IS NOT NULL), '{}') AS cohorts
       FROM annotator a WHERE a.project_id = b.project_id AND a.kind = 'HUMAN') n
     WHERE b.project_id = $1 AND b.number = $2`,
    [projectId, number],
  );
  const row = rows[0];
  return row ? { ...row, unmadePairs: await countUnmadePairs(row.id) } : null;
}

/** The cohorts that a project's annotators are in. */
export async function knownCohorts(projectId: string): Promise<string[]> {
  const { rows } = await prepared<{ cohort: string }>(
    'SELECT DISTINCT cohort FROM annotator WHERE project_id = $1 AND cohort IS NOT NULL ORDER BY cohort',
    [projectId],
  );
  return rows.map((row) => row.cohort);
}
