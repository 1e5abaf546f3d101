import { z } from 'zod';
import { auditActor } from '#lib/access/actor';
import { route } from '#lib/access/route';
import { exportArchive } from '#lib/transfer/export/export-archive';
import { exportOptions } from '#lib/transfer/export/write-export';

export const GET = route(
  'export:read',
  exportOptions.extend({ slug: z.string() }),
  async ({ actor, input: { slug, ...options } }) => {
    const { name, stream } = await exportArchive(actor.project, options, auditActor(actor));
    return new Response(stream, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${slug}-${name}.zip"`,
        'cache-control': 'no-store',
      },
    });
  },
);
