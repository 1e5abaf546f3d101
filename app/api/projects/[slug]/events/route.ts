import { z } from 'zod';
import { route } from '#lib/access/route';
import { pageEventStream } from '#lib/queue/page-event-stream';

const schema = z.object({ slug: z.string(), since: z.coerce.number().int().optional() });

export const GET = route('quality:read', schema, async ({ actor, input, request }) => {
  // What the browser heard last, when it connects again.
  const heard = Number(request.headers.get('last-event-id')) || undefined;
  return pageEventStream(actor.project.id, heard ?? input.since ?? 0, request.signal);
});
