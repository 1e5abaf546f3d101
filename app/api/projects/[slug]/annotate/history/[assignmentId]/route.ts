import { z } from 'zod';
import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { reopenLabel } from '#lib/labels/own-history';

export const GET = route('label:write', z.object({ assignmentId: z.uuid() }), async ({ actor, input }) =>
  reopenLabel(ownAnnotatorId(actor), input.assignmentId),
);
