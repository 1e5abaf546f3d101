'use server';

import { z } from 'zod';
import { action } from '#lib/access/action';
import { verifyAudit } from '#lib/access/verify-audit';

/** The whole log of the installation: its chain is one, whatever project an entry is about. */
export const verify = action('audit:read', z.object({}), async () => {
  const began = performance.now();
  return { ...(await verifyAudit()), seconds: (performance.now() - began) / 1000 };
});
