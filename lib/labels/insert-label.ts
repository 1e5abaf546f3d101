import type { Queryable } from '#lib/db';
import type { LabelOrigin } from '#prisma/generated/enums';
import { labelFlag } from './label-flag';
import type { SubmittedLabel } from './record-label';
import { storedAspects, storedChoice, storedFlag } from './shown-side';

export interface NewLabel {
  annotatorId: number;
  submitted: SubmittedLabel;
  origin: LabelOrigin;
  labelledAt: Date;
}

/**
 * Locks the assignment, then the batch, takes the next sequence number, inserts the label and closes the assignment, in
 * one statement.
 *
 * @param states what the assignment must be in; seen again after its lock was waited for.
 * @returns null when the assignment is not the annotator's, or not in such a state.
 */
export async function insertLabel(
  tx: Queryable,
  { annotatorId, submitted, origin, labelledAt }: NewLabel,
  states: string[],
): Promise<{ sequence: number; batchId: string } | null> {
  const { rows } = await tx.query<{ sequence: number; batch_id: string }>({
    // Prepared once per connection: planning it costs as much as running it.
    name: 'insert-label',
    text: INSERT,
    values: [
      submitted.assignmentId,
      annotatorId,
      states,
      ...bySide((swapped) => storedChoice(submitted.choice, swapped)),
      submitted.choice === 'A' || submitted.choice === 'B' ? (submitted.strength ?? null) : null,
      submitted.rationale?.trim() || null,
      submitted.reasons ?? [],
      ...bySide((swapped) => JSON.stringify(storedAspects(submitted.aspects ?? {}, swapped))),
      ...bySide((swapped) =>
        submitted.flag ? JSON.stringify(storedFlag(labelFlag.parse(submitted.flag), swapped)) : null,
      ),
      submitted.guideline ?? null,
      submitted.activeMs ?? null,
      origin,
      submitted.idempotencyKey,
      labelledAt,
    ],
  });
  return rows[0] ? { sequence: rows[0].sequence, batchId: rows[0].batch_id } : null;
}

/** What is stored depends on the side that was shown, which only the locked row knows: both are sent. */
const bySide = <T>(stored: (swapped: boolean) => T): [T, T] => [stored(false), stored(true)];

const INSERT = `
  WITH mine AS (
    SELECT a.id, a.batch_id, b.project_id, a.comparison_id, a.annotator_id, a.round, a.swapped
    FROM assignment a JOIN batch b ON b.id = a.batch_id
    WHERE a.id = $1 AND a.annotator_id = $2 AND a.state = ANY ($3::assignment_state[]) FOR UPDATE OF a
  ), numbered AS (
    UPDATE batch b SET last_sequence = b.last_sequence + 1 FROM mine WHERE b.id = mine.batch_id RETURNING b.last_sequence AS sequence
  ), added AS (
    INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, revision, assignment_id, choice, swapped,
                       strength, rationale, reasons, aspects, flag, guideline_id, active_ms, origin, idempotency_key, labelled_at)
    SELECT m.project_id, m.batch_id, n.sequence, m.comparison_id, m.annotator_id, m.round,
           (SELECT coalesce(max(l.revision) + 1, 0) FROM label l WHERE l.comparison_id = m.comparison_id AND l.annotator_id = m.annotator_id AND l.round = m.round),
           m.id, CASE WHEN m.swapped THEN $5::choice ELSE $4::choice END, m.swapped, $6, $7, $8,
           CASE WHEN m.swapped THEN $10::jsonb ELSE $9::jsonb END, CASE WHEN m.swapped THEN $12::jsonb ELSE $11::jsonb END,
           (SELECT g.id FROM guideline_version g WHERE g.project_id = m.project_id AND ($13::int IS NULL OR g.number <= $13) ORDER BY g.number DESC LIMIT 1),
           $14, $15, $16, $17
    FROM mine m, numbered n RETURNING sequence, batch_id
  ), closed AS (
    UPDATE assignment a SET state = 'DONE', ended_at = now() FROM added WHERE a.id = $1 AND a.state <> 'DONE'
  )
  SELECT sequence, batch_id FROM added`;
