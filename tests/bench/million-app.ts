import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { appPrograms } from '#jobs/setup/app-programs';
import { buildWeb } from '#jobs/setup/build-web';
import { DATABASE } from '#jobs/setup/embedded-database';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { postgresHome, temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { supervise } from '#jobs/setup/supervise';
import { waitForHealth } from '#jobs/setup/wait-for-health';
import { provideSettings } from '#lib/env';
import { METHOD_VERSION } from '#lib/quality/quality-figures';
import { migrateDatabase } from '#prisma/migrate';
import { localApp } from '#tests/e2e/setup/local-app';
import { foundMillionLabels, type MillionLabels, seedMillionLabels } from './seed-million';

/** What the web server calls itself to PostgreSQL, so that its statements can be told from the worker's. */
export const WEB_NAME = 'concord-web';

export interface MillionApp {
  address: string;
  cookie: string;
  project: MillionLabels;
  postgres: EmbeddedPostgres;
  /** Milliseconds of processor time that the web server has used so far; null where the system does not say. */
  processorMs: () => number | null;
  seconds: { seed: number; firstReport: number };
  stop: () => Promise<void>;
}

/**
 * The production build with its worker on a database of a million labels, measured once, and a lead signed in.
 *
 * @param kept a folder in which the database stays for the next time; without one it is thrown away at the end.
 */
export async function startMillionApp(share: number, kept?: string): Promise<MillionApp> {
  const { server } = await buildWeb(() => console.log('Building the web app …'));
  if (kept) fs.mkdirSync(kept, { recursive: true });
  const postgres = await startEmbeddedPostgres(kept ? postgresHome(kept) : temporaryPostgresHome(), false);
  guardPostgres(postgres, !kept);
  const databaseUrl = postgres.url(DATABASE);
  await migrateDatabase(databaseUrl);
  const began = performance.now();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let project = await foundMillionLabels(client);
  if (!project) {
    console.log('Making the labels …');
    project = await seedMillionLabels(client, share);
  }
  const seed = (performance.now() - began) / 1000;
  const app = await localApp({ databaseUrl, server });
  const { address, authSecret } = app;
  const programs = appPrograms(app).map((program) => ({
    ...program,
    settings: { ...program.settings, PGAPPNAME: program.name === 'worker' ? 'concord-worker' : WEB_NAME },
  }));
  provideSettings({ DATABASE_URL: databaseUrl, AUTH_SECRET: authSecret, CONCORD_EMBEDDED: '1' });
  const supervision = supervise(programs, { say: console.log });
  const stop = async () => {
    await client.end();
    await supervision.stop();
    await stopEmbeddedPostgres(postgres);
    if (!kept) fs.rmSync(postgres.home.folder, { recursive: true, force: true });
  };
  try {
    await waitForHealth(address, 120);
    console.log('Waiting for the first report …');
    const measured = performance.now();
    // Of all labels and by today's method: pages that are read beside a measurement tell how fast the machine is, not they.
    const measuredNow = `SELECT 1 FROM batch b JOIN quality_report r ON r.batch_id = b.id AND r.last_sequence = b.last_sequence
      WHERE b.id = $1 AND r.method_version = $2`;
    while (!(await client.query(measuredNow, [project.batchId, METHOD_VERSION])).rowCount) await sleep(200);
    const firstReport = (performance.now() - measured) / 1000;
    // As autovacuum does within minutes of so many new rows; the readers come at once.
    await client.query('VACUUM ANALYZE');
    return {
      address,
      cookie: await signIn(address, project.lead),
      project,
      postgres,
      processorMs: () => processorMsOfGroup(supervision.pids()[0]!),
      seconds: { seed, firstReport },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Of all processes in the group that this one leads: ticks of a hundredth of a second, as Linux counts them. */
function processorMsOfGroup(leader: number): number | null {
  if (!fs.existsSync('/proc/self/stat')) return null;
  let ticks = 0;
  for (const entry of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const fields = fs.readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]!.split(' ');
      if (Number(fields[2]) === leader) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended since the folder was read.
    }
  }
  return 10 * ticks;
}

/** Signs in as the form does, and gives the cookie that comes of it. */
async function signIn(address: string, lead: MillionLabels['lead']): Promise<string> {
  const csrf = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, ...lead, json: 'true' }),
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes('session-token'))
    throw new Error(`could not sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
