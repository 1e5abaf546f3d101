import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { appPrograms } from '#jobs/setup/app-programs';
import { secureForApp } from '#jobs/setup/app-role';
import { buildWeb } from '#jobs/setup/build-web';
import { DATABASE, prepareEmbeddedDatabase } from '#jobs/setup/embedded-database';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { keepPostgresRunning } from '#jobs/setup/keep-postgres-running';
import { notedServer } from '#jobs/setup/postgres-cluster';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { supervise } from '#jobs/setup/supervise';
import { waitForHealth } from '#jobs/setup/wait-for-health';
import { localApp } from './local-app';

/** An app of a test's own, on a durable database without the demo: one that may be killed. */
export interface OwnApp {
  address: string;
  /** The owner's address. */
  databaseUrl: string;
  authSecret: string;
  db: pg.Pool;
  /** The web server as a whole, one of its processes, or the database. */
  kill: Record<'web' | 'webProcess' | 'postgres', () => void>;
  stop: () => Promise<void>;
}

export async function startOwnApp(options: { worker: boolean } = { worker: true }): Promise<OwnApp> {
  const { server } = await buildWeb(() => console.log('Building the web app …'));
  const postgres = await startEmbeddedPostgres(temporaryPostgresHome(), true);
  guardPostgres(postgres, true);
  const authSecret = randomBytes(33).toString('base64');
  await prepareEmbeddedDatabase(postgres, {
    wantsDemo: false,
    authSecret,
    onMigrated: () => {},
    onSeed: () => {},
  });
  const unwatch = keepPostgresRunning(postgres, {
    say: () => {},
    onMoved: async () => {
      throw new Error('PostgreSQL came back at another port');
    },
  });
  const databaseUrl = postgres.url(DATABASE);
  // Before the programs start: without a worker nobody else makes the queues.
  const ofTheApp = await secureForApp(databaseUrl);
  const app = await localApp({ databaseUrl: ofTheApp, authSecret, server, logLevel: 'fatal' });
  const { address } = app;
  const [web, worker] = appPrograms(app);
  const webSupervision = supervise([web!], { say: () => {} });
  const workerSupervision = supervise(options.worker ? [worker!] : [], { say: () => {} });
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => {});
  const stop = async () => {
    unwatch();
    await Promise.all([webSupervision.stop(), workerSupervision.stop()]);
    await db.end();
    await stopEmbeddedPostgres(postgres);
    fs.rmSync(postgres.home.folder, { recursive: true, force: true });
  };
  try {
    if (options.worker) await waitForHealth(address, 120);
    else await untilAnswered(address, 60);
  } catch (error) {
    await stop();
    throw error;
  }
  const killNow = (pid: number | undefined) => {
    if (!pid) throw new Error('there is nothing to kill');
    process.kill(pid, 'SIGKILL');
  };
  return {
    ...{ address, databaseUrl, authSecret, db, stop },
    kill: {
      web: () => killNow(webSupervision.pids()[0]),
      webProcess: () => killNow(childrenOf(webSupervision.pids()[0])[0]),
      postgres: () => killNow(notedServer(postgres.home.data)?.pid),
    },
  };
}

/** The processes that one has started. */
const childrenOf = (pid: number | undefined): number[] =>
  execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);

async function untilAnswered(address: string, seconds: number): Promise<void> {
  for (
    const end = Date.now() + seconds * 1000;
    Date.now() < end;
    await new Promise((r) => setTimeout(r, 200))
  ) {
    if (
      await fetch(`${address}/api/health`).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`${address} did not answer within ${seconds} s`);
}

/** A project with comparisons of their own texts between four sources, golds among them. Returns its batch. */
export async function makeBatch(
  db: pg.Pool,
  slug: string,
  wanted: { comparisons: number; overlap: number; golds?: number; goldRate?: number; repeatRate?: number },
): Promise<{ projectId: string; batchId: string }> {
  const { rows } = await db.query<{ project: string; batch: string }>(
    `WITH p AS (INSERT INTO project (slug, name) VALUES ($1, $1) RETURNING id),
     g AS (INSERT INTO guideline_version (project_id, number, title, body) SELECT id, 1, 'First', 'Prefer the better one.' FROM p),
     b AS (INSERT INTO batch (project_id, number, name, overlap, gold_rate, repeat_rate) SELECT id, 1, 'First', $2, $3, $4 FROM p RETURNING id, project_id)
     SELECT project_id AS project, id AS batch FROM b`,
    [slug, wanted.overlap, wanted.goldRate ?? 0.05, wanted.repeatRate ?? 0.05],
  );
  const { project, batch } = rows[0]!;
  await db.query(
    `INSERT INTO source (project_id, name) SELECT $1, 'source-' || n FROM generate_series(1, 4) n`,
    [project],
  );
  await db.query(
    `INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, places, source_a_id, source_b_id, gold_choice, gold_reason)
     SELECT $1, $2, 'hush-id-' || n, jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), md5(n::text),
            'First answer to ' || n || repeat(' and so on', n % 40), 'Second answer to ' || n || repeat(' and more', n % 30), md5($1::text || n), $4,
            s[1 + n % 4], s[1 + (n + 1 + n / 4 % 3) % 4], CASE WHEN n <= $5::int THEN 'A'::choice END, CASE WHEN n <= $5::int THEN 'hush-known-answer' END
     FROM generate_series(1, $3::int + $5::int) n, (SELECT array_agg(id ORDER BY id) AS s FROM source WHERE project_id = $1) x`,
    [project, batch, wanted.comparisons, wanted.overlap, wanted.golds ?? 0],
  );
  return { projectId: project, batchId: batch };
}
