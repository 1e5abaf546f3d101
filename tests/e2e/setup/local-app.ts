import { randomBytes } from 'node:crypto';
import type { AppOptions } from '#jobs/setup/app-programs';
import { freePort } from '#jobs/setup/free-port';

/** How tests and measurements start the built app: with a secret of its own, on a free port, for this machine alone. */
export async function localApp(
  given: Pick<AppOptions, 'databaseUrl' | 'server'> & Partial<AppOptions>,
): Promise<AppOptions> {
  const port = await freePort();
  return {
    authSecret: randomBytes(33).toString('base64'),
    address: `http://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    isEmbedded: true,
    logLevel: 'warn',
    ...given,
  };
}
