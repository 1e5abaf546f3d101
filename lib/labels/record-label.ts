import { z } from 'zod';
import { type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { type AssignmentKind, Choice, type LabelOrigin } from '#prisma/generated/enums';
import { labelFlag } from './label-flag';
import { aspectChoices } from './label-form';
import { nextSequence } from './next-sequence';
import { allowRevision } from './revise-label';
import { storedAspects, storedChoice, storedFlag } from './shown-side';

/** What the form sends. `choice` is by shown side: A is the response on the left. */
export const submittedLabel = z.object({
  assignmentId: z.uuid(),
  idempotencyKey: z.string().min(8).max(100),
  choice: z.enum(Choice),
  strength: z.number().int().min(1).max(3).nullish(),
  reasons: z.array(z.string().max(40)).max(12).default([]),
  rationale: z.string().max(4000).nullish(),
  aspects: aspectChoices.default({}),
  flag: labelFlag.nullish(),
  activeMs: z.number().int().min(0).max(86_400_000).nullish(),
  /** The guideline version that it was chosen by; without it, the version in force. */
  guideline: z.number().int().min(1).nullish(),
  /** A change of mind about a label that stands already, and goes on standing in the history. */
  revises: z.boolean().default(false),
});

export type SubmittedLabel = z.input<typeof submittedLabel>;

export interface RecordedLabel {
  sequence: number;
  /** True when this very submit had been recorded before: nothing was changed by sending it again. */
  repeated: boolean;
}

export interface LockedAssignment {
  id: string;
  batch_id: string;
  project_id: string;
  comparison_id: number;
  round: number;
  swapped: boolean;
  state: string;
  kind: AssignmentKind;
  cohort: string | null;
}

/**
 * Records one label, all or nothing: locks the assignment, takes the batch's next sequence number, inserts the label,
 * closes the assignment and asks for a measurement. When it returns, the label is committed. Sending the same
 * idempotency key again returns the same label.
 *
 * @throws lease_expired when the place went to someone else meanwhile; conflict when the assignment is done already.
 */
export async function recordLabel(
  annotatorId: number,
  submitted: SubmittedLabel,
  origin: LabelOrigin = 'PAGE',
  labelledAt: Date = new Date(),
): Promise<RecordedLabel> {
  return transaction(async (tx) => {
    const assignment = await lockAssignment(tx, annotatorId, submitted.assignmentId);
    const before = await tx.query<{ sequence: number }>(
      'SELECT sequence FROM label WHERE annotator_id = $1 AND idempotency_key = $2',
      [annotatorId, submitted.idempotencyKey],
    );
    if (before.rows[0]) return { sequence: before.rows[0].sequence, repeated: true };
    if (assignment.state === 'DONE') {
      if (!submitted.revises)
        throw new ConcordError('conflict', 'You have labelled this comparison already.');
      await allowRevision(tx, annotatorId, assignment.id);
    } else if (assignment.state !== 'LEASED') await takePlaceAgain(tx, assignment);

    const sequence = await nextSequence(tx, assignment.batch_id);
    await insertLabel(tx, annotatorId, assignment, submitted, sequence, origin, labelledAt);
    await tx.query(
      `UPDATE assignment SET state = 'DONE', ended_at = now() WHERE id = $1 AND state <> 'DONE'`,
      [assignment.id],
    );
    await enqueue(tx, 'measure-quality', { batchId: assignment.batch_id }, assignment.batch_id);
    return { sequence, repeated: false };
  });
}

export async function lockAssignment(
  tx: Queryable,
  annotatorId: number,
  assignmentId: string,
): Promise<LockedAssignment> {
  const { rows } = await tx.query<LockedAssignment>(
    `SELECT a.id, a.batch_id, b.project_id, a.comparison_id, a.round, a.swapped, a.state, a.kind, a.cohort
     FROM assignment a JOIN batch b ON b.id = a.batch_id WHERE a.id = $1 AND a.annotator_id = $2 FOR UPDATE OF a`,
    [assignmentId, annotatorId],
  );
  if (!rows[0]) throw new ConcordError('not_found', 'This comparison was not given to you.');
  return rows[0];
}

/** A lease ran out while someone was thinking: the label still counts if its place is still free. */
async function takePlaceAgain(tx: Queryable, assignment: LockedAssignment): Promise<void> {
  // Golds and repeats take no places.
  if (assignment.kind !== 'NORMAL') return;
  const { rowCount } = await tx.query(
    `UPDATE comparison SET places_taken = places_taken + 1, cohort_places = cohort_places_changed(cohort_places, ARRAY[$2::text], -1)
     WHERE id = $1 AND places_taken < places AND ($2::text IS NULL OR cohort_places IS NULL OR (cohort_places->>$2)::int > 0)`,
    [assignment.comparison_id, assignment.cohort],
  );
  if (!rowCount) {
    throw new ConcordError(
      'lease_expired',
      'The time for this comparison ran out and someone else has labelled it meanwhile.',
    );
  }
}

async function insertLabel(
  tx: Queryable,
  annotatorId: number,
  assignment: LockedAssignment,
  submitted: SubmittedLabel,
  sequence: number,
  origin: LabelOrigin,
  labelledAt: Date,
): Promise<void> {
  const flag = storedFlag(submitted.flag ? labelFlag.parse(submitted.flag) : null, assignment.swapped);
  await tx.query(
    `INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, round, revision, assignment_id, choice, swapped,
                        strength, rationale, reasons, aspects, flag, guideline_id, active_ms, origin, idempotency_key, labelled_at)
     SELECT $1, $2, $3, $4, $5, $6,
            (SELECT coalesce(max(revision) + 1, 0) FROM label WHERE comparison_id = $4 AND annotator_id = $5 AND round = $6),
            $7, $8, $9, $10, $11, $12, $13, $14,
            (SELECT id FROM guideline_version WHERE project_id = $1 AND ($15::int IS NULL OR number <= $15) ORDER BY number DESC LIMIT 1),
            $16, $17, $18, $19`,
    [
      assignment.project_id,
      assignment.batch_id,
      sequence,
      assignment.comparison_id,
      annotatorId,
      assignment.round,
      assignment.id,
      storedChoice(submitted.choice, assignment.swapped),
      assignment.swapped,
      submitted.choice === 'A' || submitted.choice === 'B' ? (submitted.strength ?? null) : null,
      submitted.rationale?.trim() || null,
      submitted.reasons ?? [],
      JSON.stringify(storedAspects(submitted.aspects ?? {}, assignment.swapped)),
      flag && JSON.stringify(flag),
      submitted.guideline ?? null,
      submitted.activeMs ?? null,
      origin,
      submitted.idempotencyKey,
      labelledAt,
    ],
  );
}
