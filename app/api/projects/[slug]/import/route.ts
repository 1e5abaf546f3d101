import { z } from 'zod';
import { auditActor } from '#lib/access/actor';
import { route } from '#lib/access/route';
import { ConcordError } from '#lib/errors';
import { startImport } from '#lib/transfer/queue-import';

const request = z.object({
  slug: z.string(),
  fileName: z.string().trim().min(1).max(200),
  format: z.enum(['jsonl', 'csv']),
  batch: z.string().trim().min(1, 'Name the batch that the rows go into.').max(100),
  overlap: z.coerce.number().int().min(1).max(50).optional(),
});

/** The file is the body, streamed: it is never held in memory as a whole. */
export const POST = route(
  'comparison:import',
  request,
  async ({ actor, input, request }) => {
    if (!request.body) throw new ConcordError('bad_request', 'Send the file as the body.');
    const body = request.body as unknown as AsyncIterable<Uint8Array>;
    const { fileName, format, batch, overlap } = input;
    const id = await startImport(
      actor.project,
      auditActor(actor),
      { fileName, format, batch: { name: batch }, overlap },
      body,
    );
    return { id };
  },
  { body: 'stream' },
);
