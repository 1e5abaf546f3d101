import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/*
 * `prisma migrate deploy` with nothing but a PostgreSQL connection: the same bookkeeping table, checksums and lock, so
 * that Prisma's own commands and this file can take turns on one database. Test databases use it because it takes a
 * tenth of a second, and the start falls back to it where Prisma's engine cannot run.
 */

const MIGRATIONS = path.resolve(import.meta.dirname, 'migrations');

// The number that Prisma's own engine locks.
const PRISMA_LOCK = 72707369;

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

export interface Migration {
  name: string;
  sql: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The migrations of a folder in the order in which they apply: that of their names. */
export function migrationsIn(folder: string = MIGRATIONS): Migration[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Like Prisma, blind to the line endings that a checkout on another system gives a file. */
function isUnchanged(migration: Migration, checksum: string): boolean {
  const unix = migration.sql.replaceAll('\r\n', '\n');
  return [migration.sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => sha256(text) === checksum);
}

/** Which migrations the database still needs. Throws when its history and the folder contradict each other. */
async function pending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of rows) {
    const migration = known.get(name);
    if (!finished_at) {
      throw new Error(
        `The migration ${name} failed half-way earlier. Repair the database, then run: npx prisma migrate resolve --rolled-back ${name}`,
      );
    }
    if (!migration) {
      throw new Error(
        `The database has the migration ${name}, which this version of Concord does not know: a newer version has used it. Use that version.`,
      );
    }
    if (!isUnchanged(migration, checksum)) {
      throw new Error(
        `prisma/migrations/${name} was edited after it was applied to this database. Restore the file and put the change into a new migration.`,
      );
    }
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

const record = (client: pg.Client, id: string, migration: Migration, finished: boolean) =>
  client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), CASE WHEN $4 THEN clock_timestamp() END, $4::int)`,
    [id, sha256(migration.sql), migration.name, finished],
  );

/** All of the migration together with its record, or nothing of either. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await record(client, randomUUID(), migration, true);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const { code, message } = error as { code?: string; message: string };
    // "cannot run inside a transaction block": CREATE INDEX CONCURRENTLY and its like.
    if (code === '25001') return applyOutsideTransaction(client, migration);
    throw new Error(`The migration ${migration.name} failed and left nothing behind: ${message}`, {
      cause: error,
    });
  }
}

async function applyOutsideTransaction(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await record(client, id, migration, false);
  try {
    await client.query(migration.sql);
  } catch (error) {
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [
      id,
      (error as Error).message,
    ]);
    throw error;
  }
  await client.query(
    'UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

/** Makes the database if it is missing: the first connection to a new server has none. */
export async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = '/postgres';
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Another starter was faster.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connected(url).catch(async (error: { code?: string }) => {
    if (error.code !== '3D000') throw error;
    await createDatabase(url);
    return connected(url);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The names of the migrations that the database still needs; changes nothing but makes the database if it is missing. */
export function pendingMigrations(url: string, migrations = migrationsIn()): Promise<string[]> {
  return withDatabase(url, async (client) => {
    const { rows } = await client.query<{ found: string | null }>(
      `SELECT to_regclass('"_prisma_migrations"') AS found`,
    );
    const open = rows[0]?.found ? await pending(client, migrations) : migrations;
    return open.map((migration) => migration.name);
  });
}

/** Brings the database to the newest migration and answers the names of those it applied; starters take turns. */
export function migrateDatabase(url: string, migrations = migrationsIn()): Promise<string[]> {
  return withDatabase(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(BOOKKEEPING);
    const open = await pending(client, migrations);
    for (const migration of open) await apply(client, migration);
    return open.map((migration) => migration.name);
  });
}
