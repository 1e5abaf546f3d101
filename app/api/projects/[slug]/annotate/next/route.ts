import { z } from 'zod';
import { route } from '#lib/access/route';
import { MOST_HELD } from '#lib/labels/annotation-queue';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownProgress } from '#lib/labels/own-work';
import { pageVersion } from '#lib/labels/page-version';

const query = z.object({
  count: z.coerce.number().int().min(1).max(MOST_HELD).default(3),
  progress: z.stringbool().default(false),
});

export const GET = route('label:write', query, async ({ actor, input }) => {
  const annotatorId = ownAnnotatorId(actor);
  const comparisons = await nextComparisons(annotatorId, input.count);
  const [progress, version] = await Promise.all([
    input.progress ? ownProgress(annotatorId, new Date(0)) : null,
    pageVersion(actor.project.id),
  ]);
  return { comparisons, progress, version };
});
