import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { LabelFlag } from './label-flag';
import { lockAssignment } from './record-label';
import { storedFlag } from './shown-side';

/** Gives a comparison back with a reason: its place is free for others, and this annotator does not see it again. */
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
    const kept = storedFlag(flag, assignment.swapped);
    await tx.query(
      `UPDATE assignment SET state = 'SKIPPED', ended_at = now(), skip_reason = $2, flag = $3 WHERE id = $1`,
      [assignmentId, reason, kept && JSON.stringify(kept)],
    );
    if (assignment.kind !== 'NORMAL') return;
    await tx.query(
      `UPDATE comparison SET places_taken = places_taken - 1, cohort_places = cohort_places_changed(cohort_places, ARRAY[$2::text], 1) WHERE id = $1`,
      [assignment.comparison_id, assignment.cohort],
    );
  });
}
