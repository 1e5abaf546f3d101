import { z } from 'zod';
import { route } from '#lib/access/route';
import { labelFlag } from '#lib/labels/label-flag';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { skipAssignment } from '#lib/labels/skip-assignment';

const skip = z.object({
  assignmentId: z.uuid(),
  reason: z.string().trim().min(3).max(500),
  flag: labelFlag.nullish(),
});

export const POST = route('label:write', skip, async ({ actor, input }) => {
  await skipAssignment(ownAnnotatorId(actor), input.assignmentId, input.reason, input.flag ?? null);
  return {};
});
