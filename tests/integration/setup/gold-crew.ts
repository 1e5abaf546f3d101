import { randomUUID } from 'node:crypto';
import type { LifeCycleStatus } from '#lib/annotators/life-cycle-move';
import { DEFAULT_RULES, type LifeCycleRules } from '#lib/annotators/life-cycle-rules';
import { changeRules, rulesInForce } from '#lib/labels/life-cycle-rules-of';
import { type Crew, makeCrew } from './crew';
import type { TestDatabase } from './database';

/** A crew on a batch of golds whose answer is A. */
export async function goldCrew(
  db: TestDatabase,
  wanted: { annotators: number; golds: number; status?: LifeCycleStatus },
): Promise<Crew> {
  const crew = await makeCrew(db, { ...wanted, comparisons: wanted.golds, overlap: wanted.annotators });
  await db.pool.query(
    `UPDATE comparison SET gold_choice = 'A', gold_reason = 'Only A answers.' WHERE batch_id = $1`,
    [crew.batchId],
  );
  await db.pool.query('UPDATE annotator SET status = $2::annotator_status WHERE project_id = $1', [
    crew.projectId,
    wanted.status ?? 'ACTIVE',
  ]);
  return crew;
}

/** Gives an annotator's labels on the comparisons from `from` on: first the right ones, then the wrong ones. */
export async function answer(
  db: TestDatabase,
  crew: Crew,
  annotatorId: number,
  counts: { right: number; wrong: number; from?: number },
): Promise<void> {
  const { right, wrong, from = 0 } = counts;
  const ids = crew.comparisonIds.slice(from, from + right + wrong);
  await db.pool.query(
    `WITH taken AS (UPDATE batch SET last_sequence = last_sequence + $4 WHERE id = $1 RETURNING last_sequence - $4 AS base)
     INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, choice, swapped, origin, idempotency_key, labelled_at)
     SELECT $2, $1, base + n, id, $3, CASE WHEN n <= $5 THEN 'A'::choice ELSE 'B'::choice END, false, 'PAGE', $6 || n, now()
     FROM taken, unnest($7::int[]) WITH ORDINALITY AS c(id, n)`,
    [crew.batchId, crew.projectId, annotatorId, ids.length, right, randomUUID(), ids],
  );
}

/** Puts rules in force that differ from the defaults by `change`. */
export async function setRules(
  crew: Crew,
  change: { [K in keyof LifeCycleRules]?: Partial<LifeCycleRules[K]> },
): Promise<void> {
  const rules = structuredClone(DEFAULT_RULES);
  for (const [name, part] of Object.entries(change)) Object.assign(rules[name as keyof LifeCycleRules], part);
  const { version } = await rulesInForce(crew.projectId);
  await changeRules(
    { id: crew.projectId },
    { kind: 'person', id: crew.userId },
    { rules, note: 'A test.', after: version },
  );
}

export async function statusOf(db: TestDatabase, annotatorId: number): Promise<string> {
  return (await db.pool.query('SELECT status FROM annotator WHERE id = $1', [annotatorId])).rows[0].status;
}
