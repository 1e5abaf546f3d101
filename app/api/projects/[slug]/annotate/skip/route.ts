import { z } from 'zod';
import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { skipAssignment } from '#lib/labels/skip-assignment';

const skip = z.object({ assignmentId: z.uuid(), reason: z.string().trim().min(3).max(500) });

export const POST = route('label:write', skip, async ({ actor, input }) => {
  await skipAssignment(ownAnnotatorId(actor), input.assignmentId, input.reason);
  return {};
});
