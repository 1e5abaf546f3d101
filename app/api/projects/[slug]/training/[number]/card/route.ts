import { z } from 'zod';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { modelCard } from '#lib/training/model-card';
import { trainingRun } from '#lib/training/training-runs';

/** The model card of a run, as a Markdown file that can lie beside the model wherever it goes. */
export const GET = route(
  'training:read',
  z.object({ slug: z.string(), number: z.coerce.number().int() }),
  async ({ actor, input }) => {
    const run = await trainingRun(actor.project.id, input.number);
    if (!run?.report) throw new ConcordError('not_found', 'This run has no model, so there is no card.');
    return new Response(modelCard(run, run.report, actor.project.slug), {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${run.model}-card.md"`,
        'cache-control': 'no-store',
      },
    });
  },
);
