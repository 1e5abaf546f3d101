import { z } from 'zod';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { batches, chosenBatch } from '#lib/quality/batches';
import { disagreementSearch } from '#lib/quality/disagreement-filter';
import { disagreementsCsv } from '#lib/quality/disagreements-csv';

/** The disagreements that the explorer's filters find, as CSV. */
export const GET = route(
  'comparison:read',
  disagreementSearch.extend({ slug: z.string(), batch: z.coerce.number().int().optional() }),
  async ({ actor, input: { slug: _, batch: number, ...search } }) => {
    const batch = chosenBatch(await batches(actor.project.slug), number);
    if (!batch) throw new ConcordError('not_found', 'There is no such batch.');
    return new Response(`\ufeff${await disagreementsCsv(batch.id, search)}`, {
      headers: {
        'content-type': 'text/csv;charset=utf-8',
        'content-disposition': `attachment; filename="disagreements-batch-${batch.number}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
);
