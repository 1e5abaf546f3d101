import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { environmentWith } from '#lib/env';
import { type Migration, migrateDatabase, migrationsIn, pendingMigrations } from '#prisma/migrate';
import { testDatabase } from './setup/database';

const FIRST: Migration = { name: '1_first', sql: 'CREATE TABLE one (n int);' };
const SECOND: Migration = {
  name: '2_second',
  sql: "CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 2; $$; COMMENT ON TABLE one IS 'a;b';",
};

function prisma(url: string, ...args: string[]) {
  const cli = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', ...args], {
    env: environmentWith({ DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: '1' }),
    encoding: 'utf8',
    input: '',
  });
  return { status: cli.status, output: cli.stdout + cli.stderr };
}

describe('migrateDatabase', async () => {
  const { url, pool } = await testDatabase('template0');
  const tables = async () => {
    const { rows } = await pool.query(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    return rows.map((row) => row.tablename);
  };

  test('applies what is missing, in order, once, however many starters there are', async () => {
    expect(await pendingMigrations(url, [FIRST, SECOND])).toEqual(['1_first', '2_second']);
    expect(await migrateDatabase(url, [FIRST])).toEqual(['1_first']);
    const answers = await Promise.all([1, 2, 3].map(() => migrateDatabase(url, [FIRST, SECOND])));
    expect(answers.flat()).toEqual(['2_second']);
    expect(await pendingMigrations(url, [FIRST, SECOND])).toEqual([]);
  });

  test('leaves nothing of a migration that fails, and applies it once it is mended', async () => {
    const broken = { name: '3_third', sql: 'CREATE TABLE three (n int); CREATE TABEL oops;' };
    const before = await tables();
    await expect(migrateDatabase(url, [FIRST, SECOND, broken])).rejects.toThrow(
      /3_third failed and left nothing behind/,
    );
    expect(await tables()).toEqual(before);
    const mended = { name: '3_third', sql: 'CREATE TABLE three (n int);' };
    expect(await migrateDatabase(url, [FIRST, SECOND, mended])).toEqual(['3_third']);
  });

  test('refuses a migration that was edited after it was applied, but not other line endings', async () => {
    const third = { name: '3_third', sql: 'CREATE TABLE three (n int);' };
    const edited = { ...FIRST, sql: 'CREATE TABLE one (n bigint);' };
    await expect(migrateDatabase(url, [edited, SECOND, third])).rejects.toThrow(/1_first was edited/);
    const { url: other } = await testDatabase('template0');
    await migrateDatabase(other, [{ name: '1', sql: 'SELECT 1;\nSELECT 2;\n' }]);
    expect(await migrateDatabase(other, [{ name: '1', sql: 'SELECT 1;\r\nSELECT 2;\r\n' }])).toEqual([]);
  });

  test('refuses a database that a newer version has migrated', async () => {
    await expect(migrateDatabase(url, [FIRST, SECOND])).rejects.toThrow(
      /3_third, which this version .* does not know/,
    );
  });

  test('applies a statement that PostgreSQL allows only outside a transaction', async () => {
    const { url: other } = await testDatabase('template0');
    const concurrent = { name: '2', sql: 'CREATE INDEX CONCURRENTLY ON one (n);' };
    expect(await migrateDatabase(other, [FIRST, concurrent])).toEqual(['1_first', '2']);
    const doubtful = { name: '3', sql: 'CREATE INDEX CONCURRENTLY ON nowhere (n);' };
    await expect(migrateDatabase(other, [FIRST, concurrent, doubtful])).rejects.toThrow(/nowhere/);
    await expect(migrateDatabase(other, [FIRST, concurrent, doubtful])).rejects.toThrow(/3 failed half-way/);
  });
});

describe("Prisma's own commands", async () => {
  const migrated = await testDatabase();
  const empty = await testDatabase('template0');

  test('find a database that we migrated up to date, and like the schema', () => {
    const status = prisma(migrated.url, 'migrate', 'status');
    expect(status.output).toContain('Database schema is up to date!');
    expect(status.status).toBe(0);
    const drift = [
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    expect(prisma(migrated.url, ...drift)).toMatchObject({ status: 0 });
  });

  test('leave a database that we find up to date', async () => {
    expect(prisma(empty.url, 'migrate', 'deploy')).toMatchObject({ status: 0 });
    expect(await pendingMigrations(empty.url)).toEqual([]);
    expect(await migrateDatabase(empty.url)).toEqual([]);
    const { rows } = await empty.pool.query('SELECT count(*)::int AS n FROM "_prisma_migrations"');
    expect(rows[0].n).toBe(migrationsIn().length);
  });

  test('see drift where there is some', async () => {
    await empty.pool.query('CREATE TABLE stray (id int PRIMARY KEY)');
    const drift = [
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    expect(prisma(empty.url, ...drift)).toMatchObject({ status: 2 });
  });
});
