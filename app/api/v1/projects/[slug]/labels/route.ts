import { z } from 'zod';
import { auditActor } from '#lib/access/actor';
import { route } from '#lib/access/route';
import { postedLabels, postLabels } from '#lib/transfer/post-labels';

/** Labels of judges, or of people elsewhere, for comparisons that are here. */
export const POST = route(
  'label:post',
  postedLabels.extend({ slug: z.string() }),
  ({ actor, input }) => postLabels(actor.project, auditActor(actor), input),
  { maximumBytes: 8 * 1024 * 1024 },
);
