import { z } from 'zod';
import { pool, type Queryable, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueueOnce } from '#lib/queue/enqueue';
import { type AssignmentKind, Choice, type LabelOrigin } from '#prisma/generated/enums';
import { insertLabel, type NewLabel } from './insert-label';
import { labelFlag } from './label-flag';
import { aspectChoices } from './label-form';
import { allowRevision } from './revise-label';

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
 * Records one label, all or nothing: locks the assignment, takes the batch's next sequence number, inserts the label and
 * closes the assignment. When it returns, the label is committed, and a measurement is asked for. Sending the same
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
  const label: NewLabel = { annotatorId, submitted, origin, labelledAt };
  const added = (await recordLeased(label)) ?? (await recordCarefully(label));
  if (!added.repeated) await askForMeasurement(added.batchId);
  return { sequence: added.sequence, repeated: added.repeated };
}

type Added = RecordedLabel & { batchId: string };

/** The usual case in one statement that commits by itself: the batch's row is locked for as short as can be. */
async function recordLeased(label: NewLabel): Promise<Added | null> {
  try {
    const added = await insertLabel(pool(), label, ['LEASED']);
    return added && { ...added, repeated: false };
  } catch (error) {
    // A key that is there already, an undo at the same moment, a lost race for a lock: looked at step by step.
    if (['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
}

/** Everything else: sent before, done before and changed now, or a lease that ran out. */
function recordCarefully(label: NewLabel): Promise<Added> {
  const { annotatorId, submitted } = label;
  return transaction(async (tx) => {
    const assignment = await lockAssignment(tx, annotatorId, submitted.assignmentId);
    const before = await tx.query<{ sequence: number; batch_id: string }>(
      'SELECT sequence, batch_id FROM label WHERE annotator_id = $1 AND idempotency_key = $2',
      [annotatorId, submitted.idempotencyKey],
    );
    const sent = before.rows[0];
    if (sent) return { sequence: sent.sequence, batchId: sent.batch_id, repeated: true };
    if (assignment.state === 'DONE') {
      if (!submitted.revises)
        throw new ConcordError('conflict', 'You have labelled this comparison already.');
      await allowRevision(tx, annotatorId, assignment.id);
    } else if (assignment.state !== 'LEASED') await takePlaceAgain(tx, assignment);
    const added = await insertLabel(tx, label, [assignment.state]);
    return { ...added!, repeated: false };
  });
}

/** After the commit, and without the batch's lock: a measurement that waits by then will see the label. */
const askForMeasurement = (batchId: string): Promise<void> =>
  enqueueOnce('measure-quality', { batchId }, batchId);

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
