import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { labelFromPage, submitLabel } from '#lib/labels/submit-label';

export const POST = route('label:write', labelFromPage, async ({ actor, input }) =>
  submitLabel({ annotatorId: ownAnnotatorId(actor), projectId: actor.project.id }, input),
);
