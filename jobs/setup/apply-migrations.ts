import fs from 'node:fs';
import path from 'node:path';
import { migrateDatabase, pendingMigrations } from '#prisma/migrate';
import { CHECKOUT, packageProgram } from './checkout';
import { runTool } from './run-tool';

/** Prisma's engine as this machine has it: one that was named or downloaded, else its WASM build from npm. */
function schemaEngine(named: string | undefined): { file: string; kind: string } {
  if (named) return { file: named, kind: 'engine named in PRISMA_SCHEMA_ENGINE_BINARY' };
  const folder = packageProgram('@prisma', 'engines');
  const downloaded = fs
    .readdirSync(folder)
    .find((name) => /^schema-engine-.*(?<!\.(gz|sha256|tmp))$/.test(name));
  if (downloaded) return { file: path.join(folder, downloaded), kind: 'native engine' };
  return { file: path.join(CHECKOUT, 'prisma', 'schema-engine.mjs'), kind: 'WASM engine' };
}

/**
 * Brings the database to the newest migration with `prisma migrate deploy`, or, where Prisma's engine cannot run, with
 * our own migrator, and answers in words what was done. When nothing is to do, no engine is started.
 */
export async function applyMigrations(url: string, namedEngine?: string): Promise<string> {
  const wanted = await pendingMigrations(url);
  if (wanted.length === 0) return 'up to date';
  const engine = schemaEngine(namedEngine);
  const { ok, output } = await runTool([packageProgram('prisma', 'build', 'index.js'), 'migrate', 'deploy'], {
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: engine.file,
  });
  // Throws when Prisma applied half of a migration: then its own words are the best explanation.
  const left = await pendingMigrations(url).catch((error: Error) => {
    throw new Error(`${error.message}\n${output}`);
  });
  const count = `${wanted.length} migration${wanted.length === 1 ? '' : 's'} applied`;
  if (ok && left.length === 0) return `${count} by Prisma (${engine.kind})`;
  await migrateDatabase(url);
  return `${count} without Prisma, whose ${engine.kind} did not run here`;
}
