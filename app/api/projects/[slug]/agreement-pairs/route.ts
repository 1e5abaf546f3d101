import { z } from 'zod';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { batches, chosenBatch } from '#lib/quality/batches';
import { pairBytes, pairsCsv } from '#lib/quality/pair-files';
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
    const batch = chosenBatch(await batches(actor.project.id), input.batch);
    const part = batch ? await reportPart(batch.id, 'pairs') : null;
    if (!batch || !part) throw new ConcordError('not_found', 'Nothing has been measured in this batch yet.');
    const [body, type] =
      input.format === 'csv'
        ? [pairsCsv(part.data), 'text/csv;charset=utf-8']
        : [pairBytes(part.data), 'application/octet-stream'];
    const headers = new Headers({ 'content-type': type, 'cache-control': 'no-store' });
    if (input.format === 'csv')
      headers.set('content-disposition', `attachment; filename="agreement-pairs-batch-${batch.number}.csv"`);
    return new Response(body, { headers });
  },
);
