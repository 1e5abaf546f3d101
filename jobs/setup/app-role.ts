import { createHmac } from 'node:crypto';
import pg from 'pg';
import { connectQueue, prepareQueues } from '#lib/queue/prepare-queues';
import { secureDatabase } from '#prisma/secure-database';

/** The role that the web app and the worker use in the embedded database. */
export const APP_ROLE = 'concord_app';

/** The owner's address with the program's role and its password, which follows from the owner's. */
export function appUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update(APP_ROLE).digest('hex');
  url.username = APP_ROLE;
  return url.href;
}

/** Makes the program's role on a server of ours, able to sign in and nothing else. */
export async function makeAppRole(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${APP_ROLE} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    const { password } = new URL(appUrl(ownerUrl));
    await client.query(
      `ALTER ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}'`,
    );
  } finally {
    await client.end();
  }
}

/**
 * Secures a migrated database of ours for the program's role, queues included: they are made here, so that the role needs
 * no right to make schemas. @returns the address to run the program with.
 */
export async function secureForApp(ownerUrl: string): Promise<string> {
  await makeAppRole(ownerUrl);
  await installQueues(ownerUrl);
  await secureDatabase(ownerUrl, APP_ROLE);
  return appUrl(ownerUrl);
}

/** Makes the queue's schema and queues as the owner, once: its library asks for the right to make schemas even then. */
export async function installQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ made: boolean }>(
    `SELECT to_regclass('pgboss.version') IS NOT NULL AS made`,
  );
  await client.end();
  if (rows[0]!.made) return;
  const boss = connectQueue(ownerUrl);
  boss.on('error', () => {});
  await boss.start();
  try {
    await prepareQueues(boss);
  } finally {
    await boss.stop({ graceful: false, wait: true });
  }
}
