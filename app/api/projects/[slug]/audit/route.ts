import { z } from 'zod';
import { exportAudit } from '#lib/access/export-audit';
import { route } from '#lib/access/route';

const query = z.object({
  slug: z.string(),
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
  who: z.string().max(100).optional(),
  what: z.string().max(100).optional(),
  from: z.string().max(10).optional(),
  until: z.string().max(10).optional(),
  subject: z.string().max(200).optional(),
});

const TYPES = { jsonl: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' };

export const GET = route(
  'audit:read',
  query,
  async ({ actor, input: { slug, format, ...filter } }) =>
    new Response(exportAudit(actor.project.id, filter, format), {
      headers: {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="audit-${slug}.${format}"`,
        'cache-control': 'no-store',
      },
    }),
);
