import { z } from 'zod';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { comparisonFilter, comparisonSearch } from '#lib/labels/comparison-search';
import { comparisonsCsv } from '#lib/labels/comparisons-csv';
import { batches, chosenBatch } from '#lib/quality/batches';

/** The comparisons that the list's search finds, as CSV. */
export const GET = route(
  'comparison:read',
  comparisonSearch.extend({ slug: z.string(), batch: z.coerce.number().int().optional() }),
  async ({ actor, input: { slug: _, batch: number, ...search } }) => {
    const batch = chosenBatch(await batches(actor.project.slug), number);
    if (!batch) throw new ConcordError('not_found', 'There is no such batch.');
    return new Response(comparisonsCsv(comparisonFilter(batch.id, search)), {
      headers: {
        'content-type': 'text/csv;charset=utf-8',
        'content-disposition': `attachment; filename="comparisons-batch-${batch.number}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
);
