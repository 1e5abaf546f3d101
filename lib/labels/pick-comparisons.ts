import type { Queryable } from '#lib/db';
import type { ServingState } from './serving-state';
import { REPEAT_GAP } from './slot-kinds';

/** A comparison that an annotator can be given, with what its sides are chosen by. */
export interface Pick {
  comparisonId: number;
  batchId: string;
  sourceA: number | null;
  sourceB: number | null;
  priority: number;
  /** How often response B stood on the left before others, more often than not. */
  comparisonLean: number;
}

interface PickRow {
  id: number;
  batch_id: string;
  source_a_id: number | null;
  source_b_id: number | null;
  priority: number;
  lean: number;
}

const PICKED = `c.id, c.batch_id, c.source_a_id, c.source_b_id, c.priority,
  (SELECT coalesce(sum(CASE WHEN x.swapped THEN 1 ELSE -1 END), 0)::int FROM assignment x
   WHERE x.comparison_id = c.id AND x.kind <> 'REPEAT' AND x.state IN ('LEASED', 'DONE')) AS lean`;

/**
 * Seen by this annotator: on the desk, labelled or skipped; whatever the round. OFFSET 0 has it looked up for each
 * comparison in turn: a join would read all that the annotator, or all that anybody, ever labelled to find a few.
 */
const unseen = (annotator: string, skipped = 'true') =>
  `NOT EXISTS (SELECT 1 FROM assignment a WHERE a.comparison_id = c.id AND a.annotator_id = ${annotator}
                 AND (a.state IN ('LEASED', 'DONE') OR (a.state = 'SKIPPED' AND ${skipped})) OFFSET 0)
   AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = c.id AND l.annotator_id = ${annotator} OFFSET 0)`;

const pickOf = (row: PickRow): Pick => ({
  comparisonId: row.id,
  batchId: row.batch_id,
  sourceA: row.source_a_id,
  sourceB: row.source_b_id,
  priority: row.priority,
  comparisonLean: row.lean,
});

/**
 * Up to `count` comparisons with open places, locked for this transaction: those that others are taking at this moment
 * are passed over, and waited for only when there is nothing else: nobody is told that all is done while a place of the
 * last comparison is about to be free. Looks on from the annotator's cursor first, and from the front when that is not
 * enough.
 */
export async function pickOpen(
  tx: Queryable,
  annotator: { id: number; cohort: string | null },
  state: ServingState,
  count: number,
): Promise<Pick[]> {
  if (count === 0) return [];
  const picked: Pick[] = [];
  const look = async (where: string, skipped: string, values: unknown[], busy: 'pass over' | 'wait') => {
    const { rows } = await tx.query<PickRow>(
      `SELECT ${PICKED} FROM comparison c
       WHERE c.batch_id = $1 AND c.places_taken < c.places AND c.gold_choice IS NULL AND ${where}
         AND (c.cohort_places IS NULL OR (c.cohort_places->>$3)::int > 0) AND ${unseen('$2', skipped)}
       ORDER BY -c.priority, c.id LIMIT $4 FOR NO KEY UPDATE OF c ${busy === 'wait' ? '' : 'SKIP LOCKED'}`,
      [state.batchId, annotator.id, annotator.cohort, count - picked.length, ...values],
    );
    picked.push(...rows.map(pickOf));
  };
  if (state.cursor)
    await look(
      '(-c.priority, c.id) > ($5, $6)',
      'true',
      [-state.cursor.priority, state.cursor.id],
      'pass over',
    );
  if (picked.length < count)
    await look('c.id <> ALL ($5::int[])', 'true', [picked.map((p) => p.comparisonId)], 'pass over');
  // What they skipped for later comes back when nothing else is left.
  if (picked.length < count)
    await look('c.id <> ALL ($5::int[])', 'NOT a.returns', [picked.map((p) => p.comparisonId)], 'pass over');
  // Nothing of this batch is locked here, so two that wait don't wait for each other.
  if (picked.length === 0) await look('$5::int IS NULL', 'NOT a.returns', [null], 'wait');
  return picked;
}

/**
 * Golds that the annotator has not seen, from a place at random on. They take no place: everybody may get every gold.
 *
 * @param batchIds in a mixed stream the batch at hand only, so that a batch's name never gives a gold away.
 */
export async function pickGolds(
  tx: Queryable,
  annotatorId: number,
  batchIds: string[],
  count: number,
): Promise<Pick[]> {
  if (count === 0) return [];
  const from = (part: string) =>
    `(SELECT c.* FROM comparison c WHERE c.batch_id = b.id AND c.gold_choice IS NOT NULL AND NOT c.practice AND ${part} AND ${unseen('$2')}
      ORDER BY c.id LIMIT $3)`;
  const { rows } = await tx.query<PickRow>(
    `SELECT ${PICKED} FROM unnest($1::uuid[]) WITH ORDINALITY AS b(id, nth),
       LATERAL (SELECT min(g.id) + floor(random() * (max(g.id) - min(g.id) + 1))::int AS id FROM comparison g
                WHERE g.batch_id = b.id AND g.gold_choice IS NOT NULL) start,
       LATERAL (${from('c.id >= start.id')} UNION ALL ${from('c.id < start.id')} LIMIT $3) c
     ORDER BY b.nth LIMIT $3`,
    [batchIds, annotatorId, count],
  );
  return rows.map(pickOf);
}

/** A comparison to show once more, and the side it had. */
export interface RepeatPick {
  comparisonId: number;
  round: number;
  swapped: boolean;
}

/** Comparisons that the annotator labelled at least fifty slots before `slot` and was never shown again, at random. */
export async function pickRepeats(
  tx: Queryable,
  annotatorId: number,
  state: ServingState,
  slot: number,
  count: number,
): Promise<RepeatPick[]> {
  if (count === 0) return [];
  const { rows } = await tx.query<{ comparison_id: number; round: number; swapped: boolean }>(
    `SELECT a.comparison_id, a.round + 1 AS round, a.swapped FROM assignment a JOIN comparison c ON c.id = a.comparison_id
     WHERE a.annotator_id = $1 AND a.batch_id = $2 AND a.state = 'DONE' AND a.kind = 'NORMAL' AND a.round = 0
       AND coalesce(a.slot, -$4::int) <= $3::int - $4::int AND c.gold_choice IS NULL
       AND NOT EXISTS (SELECT 1 FROM assignment r WHERE r.comparison_id = a.comparison_id AND r.annotator_id = $1 AND r.round > 0 OFFSET 0)
       AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = a.comparison_id AND l.annotator_id = $1 AND l.round > 0 OFFSET 0)
     ORDER BY md5($5::text || $3::int || a.id::text) LIMIT $6`,
    [annotatorId, state.batchId, slot, REPEAT_GAP, state.secret, count],
  );
  return rows.map((row) => ({ comparisonId: row.comparison_id, round: row.round, swapped: row.swapped }));
}
