import { provideSettings, readSettingsFile, setting } from '#lib/env';
import { applyMigrations } from './apply-migrations';
import { CHECKOUT, dataFile } from './checkout';
import { DATABASE } from './embedded-database';
import { runningUrl, startEmbeddedPostgres, stopEmbeddedPostgres } from './embedded-postgres';
import { guardPostgres } from './guard-postgres';
import { keptSecret } from './kept-secret';
import { postgresHome } from './postgres-home';
import { lockHolder } from './with-lock';

/**
 * Gives a command the database that `npm start` uses, in the settings that `lib/db.ts` reads: the one of DATABASE_URL,
 * else the embedded one, which is started for as long as the command runs if it does not run.
 *
 * @returns what to call when the command is done.
 */
export async function openCommandDatabase(): Promise<() => Promise<void>> {
  readSettingsFile();
  if (setting('DATABASE_URL')) return async () => {};
  const home = postgresHome(CHECKOUT);
  const AUTH_SECRET = setting('AUTH_SECRET') ?? keptSecret();
  const running = await runningUrl(home, DATABASE);
  if (running) {
    provideSettings({ DATABASE_URL: running, AUTH_SECRET, CONCORD_EMBEDDED: '1' });
    return async () => {};
  }
  const server = await startEmbeddedPostgres(home, true);
  const url = server.url(DATABASE);
  await applyMigrations(url);
  provideSettings({ DATABASE_URL: url, AUTH_SECRET, CONCORD_EMBEDDED: '1' });
  // A command that is killed does not leave it running either; it is removed from the guard's care by nothing, because
  // a supervisor that starts meanwhile finds the server gone and starts it again.
  guardPostgres(server, false);
  return async () => {
    if (!lockHolder(dataFile('supervisor.lock'))) await stopEmbeddedPostgres(server);
  };
}
