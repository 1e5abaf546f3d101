import { z } from 'zod';
import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { undoLabel } from '#lib/labels/undo-label';

const undo = z.object({ assignmentId: z.uuid(), idempotencyKey: z.string().min(8).max(100) });

export const POST = route('label:write', undo, async ({ actor, input }) => {
  await undoLabel(ownAnnotatorId(actor), input.assignmentId, input.idempotencyKey);
  return {};
});
