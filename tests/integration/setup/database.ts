import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { appUrl } from '#jobs/setup/app-role';
import { closeDatabase } from '#lib/db';
import { provideSettings } from '#lib/env';

export interface TestDatabase {
  /** As the owner, who may do what the program may not; so does `pool`. The code under test has the program's role. */
  url: string;
  pool: pg.Pool;
}

const TEMPLATE = 'concord_template';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer').replace(/NAME$/, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of this test file's own, empty (`template0`) or migrated; it is dropped after the file. */
export async function testDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // By log, not by file copy: no checkpoint of the whole server, a tenth of the time for a small database.
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`);
  const url = inject('databaseServer').replace(/NAME$/, name);
  provideSettings({
    DATABASE_URL: template === TEMPLATE ? appUrl(url) : url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // The forced drop at the end may meet a connection of the code under test.
  pool.on('error', () => {});
  afterAll(async () => {
    await closeDatabase();
    await pool.end();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url, pool };
}
