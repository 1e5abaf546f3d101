import type { Queryable } from '#lib/db';
import type { AnnotatorStatus } from '#prisma/generated/enums';
import { roundOfGolds } from './round-of-golds';
import { servingPlan } from './serving-plan';
import { plannedSlots, type ServingState, servingStates } from './serving-state';
import { CYCLE } from './slot-kinds';

/**
 * How many comparisons wait for an annotator, golds and repeats included, as far as can be known: as their schedule has
 * it, so that the number goes down by one with every label, whatever the label was for.
 */
export async function waitingComparisons(tx: Queryable, annotatorId: number): Promise<number> {
  const { rows } = await tx.query<{
    project_id: string;
    cohort: string | null;
    status: AnnotatorStatus;
    held: number;
    given: number;
  }>(
    `SELECT n.project_id, n.cohort, n.status,
            (SELECT count(*)::int FROM assignment a WHERE a.annotator_id = n.id AND a.state = 'LEASED' AND a.lease_expires_at > now()) AS held,
            (SELECT count(*)::int FROM assignment a WHERE a.annotator_id = n.id AND a.kind = 'GOLD' AND a.state IN ('LEASED', 'DONE')
                AND (a.leased_at >= n.status_at OR a.leased_at = 'epoch') AND n.status IN ('QUALIFYING', 'RETRAINING')) AS given
     FROM annotator n WHERE n.id = $1`,
    [annotatorId],
  );
  const found = rows[0];
  if (!found) return 0;
  const plan = servingPlan(found.status, await roundOfGolds(tx, found));
  if (plan.kind === 'nothing') return found.held;
  const states = await servingStates(tx, annotatorId, found.project_id, found.cohort);
  const open = await openCounts(tx, annotatorId, found.cohort, states);
  const count = (batchId: string) => open.get(batchId) ?? { normal: 0, gold: 0 };
  if (plan.kind === 'golds-only') {
    const golds = states.reduce((sum, state) => sum + count(state.batchId).gold, 0);
    return found.held + Math.max(0, Math.min(golds, plan.most - found.given));
  }
  return states.reduce((sum, state) => {
    const { normal, gold } = count(state.batchId);
    return sum + slotsFor(state, plan.goldRate(state.goldRate), normal, gold);
  }, found.held);
}

const WALKED = 2000;

/** Slots until `normal` ordinary comparisons are given; beyond a couple of thousand the rates say it well enough. */
function slotsFor(state: ServingState, goldRate: number, normal: number, golds: number): number {
  let [left, hidden, goldsLeft] = [normal, 0, golds];
  for (const { kind } of plannedSlots(state, goldRate, Math.min(WALKED, 4 * normal + CYCLE))) {
    if (kind === 'GOLD' && goldsLeft > 0) {
      goldsLeft--;
      hidden++;
    } else if (kind === 'REPEAT') hidden++;
    // Golds and repeats that follow the last ordinary comparison are still given.
    else if (left-- === 0) return normal + hidden;
  }
  const shares = goldRate + state.repeatRate;
  return normal + hidden + Math.round((Math.max(0, left) * shares) / (1 - shares));
}

async function openCounts(
  tx: Queryable,
  annotatorId: number,
  cohort: string | null,
  states: ServingState[],
): Promise<Map<string, { normal: number; gold: number }>> {
  // All there are without those already seen: a big batch is counted from an index, not held against all labels in it.
  const { rows } = await tx.query<{ batch_id: string; normal: number; gold: number }>(
    `SELECT b.id AS batch_id,
       (SELECT count(*)::int FROM comparison c WHERE c.batch_id = b.id AND ${OPEN}) - seen.normal AS normal,
       (SELECT count(*)::int FROM comparison c WHERE c.batch_id = b.id AND ${GOLD}) - seen.gold AS gold
     FROM unnest($2::uuid[]) AS b(id), LATERAL (
       SELECT count(*) FILTER (WHERE ${OPEN})::int AS normal, count(*) FILTER (WHERE ${GOLD})::int AS gold
       FROM (${SEEN}) s, LATERAL (SELECT * FROM comparison c WHERE c.id = s.comparison_id OFFSET 0) c) seen`,
    [annotatorId, states.map((s) => s.batchId), cohort],
  );
  return new Map(rows.map((row) => [row.batch_id, row]));
}

const OPEN = `c.places_taken < c.places AND c.gold_choice IS NULL AND (c.cohort_places IS NULL OR (c.cohort_places->>$3)::int > 0)`;
const GOLD = 'c.gold_choice IS NOT NULL AND NOT c.practice';

const SEEN = `SELECT a.comparison_id FROM assignment a WHERE a.annotator_id = $1 AND a.batch_id = b.id
    AND (a.state IN ('LEASED', 'DONE') OR (a.state = 'SKIPPED' AND NOT a.returns))
  UNION SELECT l.comparison_id FROM label l WHERE l.annotator_id = $1 AND l.batch_id = b.id`;
