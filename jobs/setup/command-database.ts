import pg from 'pg';
import { provideSettings, readSettingsFile, setting } from '#lib/env';
import { applyMigrations } from './apply-migrations';
import { CHECKOUT, dataFile } from './checkout';
import { DATABASE } from './embedded-database';
import { runningUrl, startEmbeddedPostgres, stopEmbeddedPostgres } from './embedded-postgres';
import { keptSecret } from './kept-secret';
import { postgresHome } from './postgres-home';
import { lockHolder } from './with-lock';

/**
 * Gives a command the database that `npm start` uses, in the settings that `lib/db.ts` reads: the one of DATABASE_URL,
 * else the embedded one, which is started for as long as the command runs if it does not run.
 *
 * @returns what to call when the command is done and has closed its own connections.
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
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    // Another command, or the app itself, may have come to use it meanwhile.
    if (!(await hasOtherUsers(url))) await stopEmbeddedPostgres(server);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(1)));
  }
  await applyMigrations(url);
  provideSettings({ DATABASE_URL: url, AUTH_SECRET, CONCORD_EMBEDDED: '1' });
  return close;
}

async function hasOtherUsers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'concord-closing' });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> 'concord-closing'`,
    );
    return Boolean(rowCount) || lockHolder(dataFile('supervisor.lock')) !== null;
  } finally {
    await client.end();
  }
}
