import { z } from 'zod';
import { route } from '#lib/access/route';
import { MOST_HELD } from '#lib/labels/annotation-queue';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { submitAndNext } from '#lib/labels/submit-and-next';
import { labelFromPage } from '#lib/labels/submit-label';

/** With `next`, the answer brings the comparisons to go on with: one round trip instead of two. */
const submission = labelFromPage.extend({ next: z.number().int().min(0).max(MOST_HELD).default(0) });

export const POST = route('label:write', submission, ({ actor, input: { next, ...label } }) =>
  submitAndNext({ annotatorId: ownAnnotatorId(actor), projectId: actor.project.id }, label, next),
);
