import fs from 'node:fs';
import type { TestProject } from 'vitest/node';
import { secureForApp } from '#jobs/setup/app-role';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { migrateDatabase } from '#prisma/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server, with NAME in the place of the database. */
    databaseServer: string;
  }
}

const TEMPLATE = 'concord_template';

/** One throw-away PostgreSQL for the whole run, with a migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbeddedPostgres(temporaryPostgresHome(), false);
  // A run that is killed leaves neither a server nor its files behind.
  guardPostgres(server, true);
  await migrateDatabase(server.url(TEMPLATE));
  await secureForApp(server.url(TEMPLATE));
  project.provide('databaseServer', server.url('NAME'));
  return async () => {
    await stopEmbeddedPostgres(server);
    fs.rmSync(server.home.folder, { recursive: true, force: true });
  };
}
