import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { appPrograms } from '#jobs/setup/app-programs';
import { secureForApp } from '#jobs/setup/app-role';
import { buildWeb } from '#jobs/setup/build-web';
import { DATABASE, prepareEmbeddedDatabase } from '#jobs/setup/embedded-database';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { supervise } from '#jobs/setup/supervise';
import { waitForHealth } from '#jobs/setup/wait-for-health';
import { provideSettings } from '#lib/env';
import { localApp } from './local-app';

/**
 * The app as a person gets it: built, with the demo in a database of its own, and a worker. Only durability is off.
 * Tests find it at the base address, and its database at DATABASE_URL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { server } = await buildWeb(() => console.log('Building the web app …'));
  const postgres = await startEmbeddedPostgres(temporaryPostgresHome(), false);
  guardPostgres(postgres, true);
  const authSecret = randomBytes(33).toString('base64');
  await prepareEmbeddedDatabase(postgres, {
    wantsDemo: true,
    authSecret,
    onMigrated: () => {},
    onSeed: () => console.log('Making the demo project …'),
  });
  const ownerUrl = postgres.url(DATABASE);
  const databaseUrl = await secureForApp(ownerUrl);
  const app = await localApp({ databaseUrl, authSecret, server });
  const supervision = supervise(appPrograms(app), { say: console.log });
  // The processes that run the tests inherit these.
  provideSettings({
    E2E_URL: app.address,
    DATABASE_URL: ownerUrl,
    AUTH_SECRET: authSecret,
    CONCORD_EMBEDDED: '1',
  });
  const tearDown = async () => {
    await supervision.stop();
    await stopEmbeddedPostgres(postgres);
    fs.rmSync(postgres.home.folder, { recursive: true, force: true });
  };
  try {
    await waitForHealth(app.address, 120);
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}
