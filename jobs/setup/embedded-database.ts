import pg from 'pg';
import { createDatabase } from '#prisma/migrate';
import { applyMigrations } from './apply-migrations';
import type { EmbeddedPostgres } from './embedded-postgres';
import { runTool } from './run-tool';

export const DATABASE = 'concord';
const UNFINISHED = 'concord_unfinished';

async function withServer<T>(
  server: EmbeddedPostgres,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: server.url(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Nobody has used the database: it is missing, or has neither a person nor a project. */
async function isEmpty(server: EmbeddedPostgres): Promise<boolean> {
  const exists = await withServer(server, 'postgres', async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    return Boolean(rowCount);
  });
  if (!exists) return true;
  return withServer(server, DATABASE, async (client) => {
    for (const table of ['app_user', 'project']) {
      const { rows } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
        table,
      ]);
      if (rows[0]?.found && (await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount) return false;
    }
    return true;
  });
}

/** Whether the simulated demo project, and with it the demo sign-ins, is in the embedded database. */
export function hasDemo(server: EmbeddedPostgres): Promise<boolean> {
  return withServer(server, DATABASE, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM project WHERE simulated LIMIT 1');
    return Boolean(rowCount);
  });
}

/**
 * Migrates the embedded database, and fills an empty one with the demo. The demo is made under another name, which it
 * changes when it is whole: a start that is interrupted leaves no half of a demo behind that would pass for data.
 *
 * @returns how many seconds the demo took, null when the database was in use or no demo was wanted.
 */
export async function prepareEmbeddedDatabase(
  server: EmbeddedPostgres,
  options: {
    wantsDemo: boolean;
    authSecret: string;
    namedEngine?: string;
    onMigrated: (how: string) => void;
    onSeed: () => void;
  },
): Promise<number | null> {
  const { wantsDemo, authSecret, namedEngine, onMigrated, onSeed } = options;
  if (!wantsDemo || !(await isEmpty(server))) {
    onMigrated(await applyMigrations(server.url(DATABASE), namedEngine));
    return null;
  }
  await withServer(server, 'postgres', (client) =>
    client.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`),
  );
  await createDatabase(server.url(UNFINISHED));
  onMigrated(await applyMigrations(server.url(UNFINISHED), namedEngine));
  onSeed();
  const began = performance.now();
  const { ok, output } = await runTool(['--import', 'tsx', 'jobs/setup/seed-demo.ts'], {
    DATABASE_URL: server.url(UNFINISHED),
    AUTH_SECRET: authSecret,
    CONCORD_EMBEDDED: '1',
  });
  if (!ok)
    throw new Error(`The demo project could not be made (CONCORD_DEMO=0 starts without it):\n${output}`);
  await withServer(server, 'postgres', async (client) => {
    // Only what isEmpty saw to be empty is dropped; it fails, rather than forces, when somebody connects meanwhile.
    await client.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await client.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${DATABASE}`);
  });
  return (performance.now() - began) / 1000;
}
