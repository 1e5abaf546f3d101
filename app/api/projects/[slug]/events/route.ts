import { z } from 'zod';
import { route } from '#lib/access/route';
import { pageEventStream } from '#lib/queue/page-event-stream';

export const GET = route('quality:read', z.object({ slug: z.string() }), async ({ actor, request }) =>
  pageEventStream(actor.project.id, request.signal),
);
