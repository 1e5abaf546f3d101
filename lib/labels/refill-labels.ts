import { type AuditActor, recordAudit } from '#lib/audit';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { lockAnnotator } from './move-annotator';
import { openPlaces } from './open-places';

/**
 * Opens places again where an annotator's labels were set aside, so that others label exactly those comparisons: one place
 * for each that has fewer counted labels, running leases and open places than were asked for. Golds and repeats took no
 * place, so none is opened for them. Doing it twice opens nothing more.
 *
 * @returns how many places were opened.
 */
export async function refillLabels(
  project: { id: string },
  actor: AuditActor,
  input: { annotatorId: number; batchId: string },
): Promise<number> {
  return transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, project.id, input.annotatorId);
    await lockOpenBatch(tx, project.id, input.batchId);
    const lacking = await lackingLabels(tx, input.batchId, annotator.id);
    if (!lacking.length)
      throw new ConcordError('conflict', `No comparison lacks a label because of ${annotator.name}.`);
    await openPlaces(
      tx,
      input.batchId,
      lacking.map(({ id, cohort }) => ({ comparisonId: id, places: 1, cohort })),
      'refilled',
    );
    await tx.query(
      'INSERT INTO refill (batch_id, annotator_id, comparison_ids, created_by) VALUES ($1, $2, $3, $4)',
      [input.batchId, annotator.id, lacking.map(({ id }) => id), actor.id],
    );
    await enqueue(tx, 'measure-quality', { batchId: input.batchId }, input.batchId);
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'labels.refill',
      subject: `annotator:${annotator.id}`,
      data: { batchId: input.batchId, places: lacking.length },
    });
    return lacking.length;
  });
}

async function lockOpenBatch(tx: Queryable, projectId: string, batchId: string): Promise<void> {
  const { rows } = await tx.query<{ status: string }>(
    'SELECT status FROM batch WHERE id = $1 AND project_id = $2 FOR NO KEY UPDATE',
    [batchId, projectId],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'There is no such batch in this project.');
  if (rows[0].status !== 'OPEN')
    throw new ConcordError('conflict', 'The batch is closed, so nobody would label these comparisons.');
}

/** A comparison that lacks a label, and whose place it was. */
interface Lacking {
  id: number;
  cohort: string | null;
}

/**
 * Comparisons on which this annotator has a first look that was set aside, that have fewer labels than were asked for. What
 * was asked for is the places without those that refills have added: of these, counted labels, leases and open places are
 * accounted for; each refill stands for one label that was set aside.
 */
async function lackingLabels(tx: Queryable, batchId: string, annotatorId: number): Promise<Lacking[]> {
  const { rows } = await tx.query<Lacking>(
    `WITH mine AS (
       SELECT DISTINCT l.comparison_id AS id FROM label l
       WHERE l.batch_id = $1 AND l.annotator_id = $2 AND l.round = 0 AND l.choice IS NOT NULL AND ${SET_ASIDE}
         AND NOT EXISTS (SELECT 1 FROM label n WHERE n.comparison_id = l.comparison_id AND n.annotator_id = l.annotator_id AND n.round = 0 AND n.revision > l.revision)
     ), state AS (
       SELECT c.id, c.places - c.places_refilled AS asked, c.places_refilled AS refilled, c.places - c.places_taken AS free,
              (SELECT count(DISTINCT l.annotator_id)::int FROM label l
               WHERE l.comparison_id = c.id AND l.round = 0 AND l.choice IS NOT NULL AND NOT ${SET_ASIDE} AND ${LATEST}) AS counted,
              (SELECT count(DISTINCT l.annotator_id)::int FROM label l
               WHERE l.comparison_id = c.id AND l.round = 0 AND l.choice IS NOT NULL AND ${SET_ASIDE} AND ${LATEST}) AS aside,
              (SELECT count(*)::int FROM assignment s WHERE s.comparison_id = c.id AND s.kind = 'NORMAL' AND s.state = 'LEASED') AS leased,
              (SELECT s.cohort FROM assignment s WHERE s.comparison_id = c.id AND s.annotator_id = $2 AND s.round = 0 AND s.state = 'DONE' LIMIT 1) AS cohort
       FROM comparison c JOIN mine m ON m.id = c.id WHERE c.gold_choice IS NULL
         AND NOT EXISTS (SELECT 1 FROM adjudication j WHERE j.comparison_id = c.id AND j.state = 'DECIDED' AND j.withdrawn_sequence IS NULL)
     )
     SELECT id, cohort FROM state WHERE counted + leased + free < asked AND refilled < aside ORDER BY id`,
    [batchId, annotatorId],
  );
  return rows;
}

const SET_ASIDE = `EXISTS (SELECT 1 FROM label_exclusion e WHERE e.batch_id = l.batch_id AND e.annotator_id = l.annotator_id
  AND e.lifted_sequence IS NULL AND l.sequence BETWEEN e.from_sequence AND e.to_sequence)`;
const LATEST = `NOT EXISTS (SELECT 1 FROM label n WHERE n.comparison_id = l.comparison_id AND n.annotator_id = l.annotator_id
  AND n.round = l.round AND n.revision > l.revision)`;

/**
 * Takes back what refills for this annotator have opened and nobody has taken yet; what others have labelled meanwhile
 * stays labelled. Part of bringing labels back, inside its transaction.
 *
 * @returns how many places were closed, and how many were filled already.
 */
export async function takeBackRefills(
  tx: Queryable,
  batchId: string,
  annotatorId: number,
): Promise<{ closed: number; filled: number }> {
  const { rows } = await tx.query<{ id: string; comparison_ids: number[] }>(
    'SELECT id, comparison_ids FROM refill WHERE batch_id = $1 AND annotator_id = $2 AND taken_back_at IS NULL FOR UPDATE',
    [batchId, annotatorId],
  );
  let [closed, filled] = [0, 0];
  for (const refill of rows) {
    const { rowCount } = await tx.query(
      `UPDATE comparison c SET places = c.places - 1, places_refilled = c.places_refilled - 1,
              cohort_places = cohort_places_changed(c.cohort_places, ARRAY[(SELECT min(key) FROM jsonb_each_text(c.cohort_places) WHERE value::int > 0)], -1)
       WHERE c.id = ANY($1::int[]) AND c.places > c.places_taken AND c.places_refilled > 0`,
      [refill.comparison_ids],
    );
    closed += rowCount ?? 0;
    filled += refill.comparison_ids.length - (rowCount ?? 0);
    await tx.query('UPDATE refill SET taken_back_at = now(), taken_back = $2 WHERE id = $1', [
      refill.id,
      rowCount ?? 0,
    ]);
  }
  return { closed, filled };
}
