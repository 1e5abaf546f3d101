import { z } from 'zod';
import { packedAnswer } from '#lib/access/packed-answer';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { batches, chosenBatch } from '#lib/quality/batches';
import { jsonPartFile, PARTS_APART } from '#lib/quality/part-file';

/** The long parts of a batch's latest report, for the pages that draw them. */
export const GET = route(
  'quality:read',
  z.object({
    slug: z.string(),
    part: z.enum(PARTS_APART),
    batch: z.coerce.number().int().optional(),
  }),
  async ({ actor, input }) => {
    const batch = chosenBatch(await batches(actor.project.slug), input.batch);
    const file = batch ? await jsonPartFile(batch.id, input.part) : null;
    if (!file) throw new ConcordError('not_found', 'Nothing has been measured in this batch yet.');
    return packedAnswer(file);
  },
);
