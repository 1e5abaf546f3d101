import { CHECKOUT } from '#jobs/setup/checkout';
import { DATABASE } from '#jobs/setup/embedded-database';
import { runningUrl } from '#jobs/setup/embedded-postgres';
import { keptSecret } from '#jobs/setup/kept-secret';
import { postgresHome } from '#jobs/setup/postgres-home';
import { provideSettings, SettingsError, setting } from '#lib/env';

/** Points this program at the configured database, or at the embedded one that `npm start` is running here. */
export async function findDatabase(): Promise<string> {
  const configured = setting('DATABASE_URL');
  if (configured) return configured;
  const url = await runningUrl(postgresHome(CHECKOUT), DATABASE);
  if (!url) {
    throw new SettingsError([
      'No database: set DATABASE_URL, or start the embedded one with `npm start` and try again.',
    ]);
  }
  provideSettings({ DATABASE_URL: url, AUTH_SECRET: setting('AUTH_SECRET') ?? keptSecret() });
  return url;
}
