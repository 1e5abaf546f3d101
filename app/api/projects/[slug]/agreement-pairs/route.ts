import { z } from 'zod';
import { packedAnswer } from '#lib/access/packed-answer';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { batches, chosenBatch } from '#lib/quality/batches';
import { pairBytes, pairsCsv } from '#lib/quality/pair-files';
import { partFile } from '#lib/quality/part-file';
import { reportPart } from '#lib/quality/report-part';

/** Every pair of annotators of a batch: as packed columns for the matrix, or as CSV. */
export const GET = route(
  'quality:read',
  z.object({
    slug: z.string(),
    batch: z.coerce.number().int().optional(),
    format: z.enum(['columns', 'csv']).default('columns'),
  }),
  async ({ actor, input }) => {
    const batch = chosenBatch(await batches(actor.project.slug), input.batch);
    const part = batch ? await reportPart(batch.id, 'pairs') : null;
    if (!batch || !part) throw new ConcordError('not_found', 'Nothing has been measured in this batch yet.');
    if (input.format === 'columns') {
      return packedAnswer(await partFile(part.data, () => pairBytes(part.data)));
    }
    return new Response(pairsCsv(part.data), {
      headers: {
        'content-type': 'text/csv;charset=utf-8',
        'content-disposition': `attachment; filename="agreement-pairs-batch-${batch.number}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
);
