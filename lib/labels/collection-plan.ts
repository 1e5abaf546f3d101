import { prepared, type Queryable } from '#lib/db';

/** Labels that were asked for to decide a check, and how many of them have come. */
export interface CollectionPlan {
  id: string;
  check: string;
  tag: string | null;
  target: number;
  labels: number;
  createdAt: string;
}

/** Notes which comparisons were given a place to decide a check; an older plan for the same check ends. */
export async function startCollectionPlan(
  tx: Queryable,
  plan: {
    projectId: string;
    batchId: string;
    check: string;
    tag: string | null;
    comparisonIds: number[];
    createdBy: string | null;
  },
): Promise<void> {
  await tx.query(
    'UPDATE collection_plan SET ended_at = now() WHERE batch_id = $1 AND check_id = $2 AND ended_at IS NULL',
    [plan.batchId, plan.check],
  );
  await tx.query(
    `WITH made AS (
       INSERT INTO collection_plan (project_id, batch_id, check_id, tag, target, start_sequence, created_by)
       SELECT $1, $2, $3, $4, $5, last_sequence, $6 FROM batch WHERE id = $2 RETURNING id)
     INSERT INTO collection_plan_place (plan_id, comparison_id) SELECT made.id, c FROM made, unnest($7::int[]) c`,
    [
      plan.projectId,
      plan.batchId,
      plan.check,
      plan.tag,
      plan.comparisonIds.length,
      plan.createdBy,
      plan.comparisonIds,
    ],
  );
}

/** The newest plans of a batch, one per check, with the labels that have come on their comparisons since. */
export async function collectionPlans(batchId: string): Promise<CollectionPlan[]> {
  const { rows } = await prepared<{
    id: string;
    check_id: string;
    tag: string | null;
    target: number;
    labels: number;
    created_at: Date;
  }>(
    `SELECT p.id, p.check_id, p.tag, p.target, p.created_at,
            (SELECT count(*)::int FROM collection_plan_place c WHERE c.plan_id = p.id AND EXISTS (
               SELECT 1 FROM label l WHERE l.comparison_id = c.comparison_id AND l.sequence > p.start_sequence AND l.round = 0 AND l.revision = 0)) AS labels
     FROM collection_plan p WHERE p.batch_id = $1 AND p.ended_at IS NULL ORDER BY p.created_at DESC`,
    [batchId],
  );
  return rows.map((row) => ({
    id: row.id,
    check: row.check_id,
    tag: row.tag,
    target: row.target,
    labels: row.labels,
    createdAt: row.created_at.toISOString(),
  }));
}
