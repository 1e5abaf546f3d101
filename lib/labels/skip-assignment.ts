import { transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { lockAssignment } from './record-label';

/** Gives a comparison back with a reason: its place is free for others, and this annotator does not see it again. */
export async function skipAssignment(
  annotatorId: number,
  assignmentId: string,
  reason: string,
): Promise<void> {
  await transaction(async (tx) => {
    const assignment = await lockAssignment(tx, annotatorId, assignmentId);
    if (assignment.state === 'SKIPPED') return;
    if (assignment.state !== 'LEASED')
      throw new ConcordError('conflict', 'This comparison is not yours to skip any more.');
    await tx.query(
      `UPDATE assignment SET state = 'SKIPPED', ended_at = now(), skip_reason = $2 WHERE id = $1`,
      [assignmentId, reason],
    );
    await tx.query('UPDATE comparison SET places_taken = places_taken - 1 WHERE id = $1', [
      assignment.comparison_id,
    ]);
  });
}
