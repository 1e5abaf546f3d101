/*
 * The database side of schema-engine.mjs. @prisma/adapter-pg serves the client well, but three of its answers are wrong
 * for migrations (seen in 7.10): a script is cut at every ";", "char" columns of the catalogue are refused, and the
 * shadow database's connection goes to the main database. Each is put right here.
 */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_TYPE = 18;
const TEXT_TYPE = 25;

const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1));

function withDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

async function adminClient(url) {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  return client;
}

export async function createDatabase(url) {
  const databaseName = databaseOf(url);
  const admin = await adminClient(url);
  try {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(databaseName)}`);
  } finally {
    await admin.end();
  }
  return { databaseName };
}

function corrected(queryable) {
  const charColumns = new WeakMap();
  const performIO = queryable.performIO.bind(queryable);
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    for (const [i, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_TYPE) continue;
      // The adapter knows no "char"; it reads it as text, and the engine is told the truth below.
      field.dataTypeID = TEXT_TYPE;
      charColumns.set(result.rows, [...(charColumns.get(result.rows) ?? []), i]);
    }
    return result;
  };
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  queryable.executeScript = async (script) => {
    try {
      await queryable.client.query(script);
    } catch (error) {
      queryable.onError(error);
    }
  };
  const startTransaction = queryable.startTransaction?.bind(queryable);
  if (startTransaction)
    queryable.startTransaction = async (...args) => corrected(await startTransaction(...args));
  return queryable;
}

async function connect(url) {
  const schema = new URL(url).searchParams.get('schema') ?? undefined;
  return corrected(await new PrismaPg({ connectionString: url, max: 2 }, { schema }).connect());
}

async function connectToShadowDatabase(url) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = await adminClient(url);
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
  const adapter = await connect(withDatabase(url, name));
  const dispose = adapter.dispose.bind(adapter);
  let isDisposed = false;
  adapter.dispose = async () => {
    if (isDisposed) return;
    isDisposed = true;
    await dispose();
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.end();
  };
  return adapter;
}

/** A factory in the form that the engine takes, and a function that closes every connection it has given out. */
export function migrationAdapterFactory(url) {
  const opened = [];
  const keep = async (adapter) => {
    opened.push(await adapter);
    return adapter;
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => keep(connect(url)),
    connectToShadowDb: () => keep(connectToShadowDatabase(url)),
  });
  return { factory, dispose: () => Promise.all(opened.map((adapter) => adapter.dispose().catch(() => {}))) };
}
