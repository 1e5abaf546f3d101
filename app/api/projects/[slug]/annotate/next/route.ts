import { z } from 'zod';
import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownProgress } from '#lib/labels/own-work';

const query = z.object({
  // The page keeps three ahead; those whose label is still on the way come on top.
  count: z.coerce.number().int().min(1).max(12).default(3),
  progress: z.stringbool().default(false),
});

export const GET = route('label:write', query, async ({ actor, input }) => {
  const annotatorId = ownAnnotatorId(actor);
  const comparisons = await nextComparisons(annotatorId, input.count);
  return { comparisons, progress: input.progress ? await ownProgress(annotatorId, new Date(0)) : null };
});
