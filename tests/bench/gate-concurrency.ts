import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { secureForApp } from '#jobs/setup/app-role';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { closeDatabase } from '#lib/db';
import { provideSettings } from '#lib/env';
import { migrateDatabase } from '#prisma/migrate';
import { makeCrew } from '#tests/integration/setup/crew';
import { type RequestStorm, requestStorm } from '#tests/reference/training-requests';

/** 500 training requests at once while twelve annotators label: what passed was judged, and what was not is blocked. */
const REQUESTS = 500;

const server = await startEmbeddedPostgres(temporaryPostgresHome(), false);
const owner = server.url('bench');
await migrateDatabase(owner);
const url = await secureForApp(owner);
provideSettings({ DATABASE_URL: url, AUTH_SECRET: 'bench'.repeat(10), LOG_LEVEL: 'silent' });
const pool = new pg.Pool({ connectionString: owner, max: 4 });
pool.on('error', () => {});
let storm: RequestStorm;
try {
  const crew = await makeCrew({ url, pool }, { annotators: 12, comparisons: 40_000, overlap: 2 });
  await pool.query(
    `INSERT INTO policy (project_id, version, preset, checks) VALUES ($1, 2, 'custom', '{"comparisons": 100}')`,
    [crew.projectId],
  );
  storm = await requestStorm(pool, {
    project: { id: crew.projectId },
    batchId: crew.batchId,
    userId: crew.userId,
    annotatorIds: crew.annotatorIds,
    requests: REQUESTS,
    before: 160,
    enough: 400,
    train: 10,
  });
} finally {
  await closeDatabase();
  await pool.end();
  await stopEmbeddedPostgres(server);
  fs.rmSync(server.home.folder, { recursive: true, force: true });
}
const rows = [
  { metric: 'training requests at once', value: storm.requests, unit: 'requests' },
  { metric: 'requests answered', value: storm.requests / storm.seconds, unit: 'per second' },
  { metric: 'request, 95th percentile', value: storm.p95Ms, unit: 'ms' },
  { metric: 'labels recorded meanwhile', value: storm.labels, unit: 'labels' },
  { metric: 'reports made meanwhile', value: storm.reports, unit: 'reports' },
  { metric: 'runs that passed at the request', value: storm.passedAtOnce, unit: 'runs' },
  { metric: 'runs that passed, at the request or by a later report', value: storm.passed, unit: 'runs' },
  { metric: 'runs trained to the end by the worker', value: storm.trained, unit: 'runs' },
  { metric: 'runs blocked, with reasons', value: storm.blocked, unit: 'runs' },
  {
    metric: 'passed without a passing decision on exactly their snapshot',
    value: storm.unjudged,
    unit: 'runs',
  },
  { metric: 'passed with labels of another hash', value: storm.wrongHash, unit: 'runs' },
  { metric: 'blocked without a reason', value: storm.withoutReason, unit: 'runs' },
];
for (const { metric, value, unit } of rows)
  console.log(`${metric.padEnd(62)}${value.toFixed(Number.isInteger(value) ? 0 : 1).padStart(10)} ${unit}`);
const folder = path.resolve('tests/bench/results');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'gate-concurrency.json'), `${JSON.stringify(rows, null, 2)}\n`);
if (storm.unjudged || storm.wrongHash || storm.withoutReason) process.exit(1);
