import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { LabelFlag } from './label-flag';
import { labelFormOf } from './label-form-of';
import { closeFreePlaces } from './open-places';
import { lockAssignment } from './record-label';
import { storedFlag } from './shown-side';

/**
 * Gives a comparison back with a reason. What becomes of it is the project's choice: others get it, or it comes back to the
 * same annotator after everything else, or nobody gets it any more. Skipping it again changes nothing.
 *
 * @throws forbidden where nothing may be skipped; conflict when it is not on the annotator's desk any more.
 */
export async function skipAssignment(
  annotatorId: number,
  assignmentId: string,
  reason: string,
  flag: LabelFlag | null = null,
): Promise<void> {
  await transaction(async (tx) => {
    const assignment = await lockAssignment(tx, annotatorId, assignmentId);
    if (assignment.state === 'SKIPPED') return;
    if (assignment.state !== 'LEASED')
      throw new ConcordError('conflict', 'This comparison is not yours to skip any more.');
    const { skipPolicy } = await labelFormOf(assignment.project_id, tx);
    if (skipPolicy === 'off')
      throw new ConcordError('forbidden', 'In this project every comparison gets a label.');
    const kept = storedFlag(flag, assignment.swapped);
    await tx.query(
      `UPDATE assignment SET state = 'SKIPPED', ended_at = now(), skip_reason = $2, flag = $3, returns = $4 WHERE id = $1`,
      [assignmentId, reason, kept && JSON.stringify(kept), skipPolicy === 'back-later'],
    );
    // Golds and repeats took no place.
    if (assignment.kind !== 'NORMAL') return;
    await tx.query(
      `UPDATE comparison SET places_taken = places_taken - 1, cohort_places = cohort_places_changed(cohort_places, ARRAY[$2::text], 1) WHERE id = $1`,
      [assignment.comparison_id, assignment.cohort],
    );
    if (skipPolicy === 'nobody') await closeFreePlaces(tx, assignment.comparison_id);
  });
}
