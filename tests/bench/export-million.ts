import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { DATABASE } from '#jobs/setup/embedded-database';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { postgresHome, temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { closeDatabase } from '#lib/db';
import { env, environmentWith, provideSettings } from '#lib/env';
import { measureQuality } from '#lib/quality/measure-quality';
import { migrateDatabase } from '#prisma/migrate';
import { type BenchRow, keepRows } from './bench-rows';
import { foundMillionLabels, seedMillionLabels } from './seed-million';

/*
 * What `concord export` of 1,000,000 labels takes: seconds, and the most memory that its process ever held (Linux tells). Beside it
 * what the command takes without labels: `concord export --help`.
 *
 *   npm run bench -- export [share of the million] [folder that keeps the database for the next time]
 */
const share = Number(process.argv[2] ?? 1);
const kept = process.argv[3];
const GOAL_MB = 200;
/** Always the same: a database that is kept has a key that is sealed with it. */
const SECRET = 'a secret of the bench that guards nothing at all';

if (kept) fs.mkdirSync(kept, { recursive: true });
const postgres = await startEmbeddedPostgres(kept ? postgresHome(kept) : temporaryPostgresHome(), false);
guardPostgres(postgres, !kept);
const databaseUrl = postgres.url(DATABASE);
await migrateDatabase(databaseUrl);
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const found = await foundMillionLabels(client);
if (!found) console.log('Making the labels …');
const project = found ?? (await seedMillionLabels(client, share));
await client.end();
provideSettings({
  DATABASE_URL: databaseUrl,
  AUTH_SECRET: SECRET,
  CONCORD_EMBEDDED: '1',
  LOG_LEVEL: 'warn',
});
if (!found) {
  console.log('Measuring them …');
  await measureQuality(project.batchId);
}
await closeDatabase();

interface Exported {
  counts: { labels: number };
  files: { path: string; rows: number | null; bytes: number }[];
}

/** Runs the command. @returns what it printed, how long it took and the most memory that it held. */
async function concord(args: string[]): Promise<{ text: string; seconds: number; megabytes: number }> {
  const { DATABASE_URL, AUTH_SECRET } = env();
  const began = performance.now();
  const run = spawn(process.execPath, ['--import', 'tsx', 'jobs/cli/main.ts', ...args], {
    env: environmentWith({ DATABASE_URL, AUTH_SECRET, LOG_LEVEL: 'silent' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    const status = tryRead(`/proc/${run.pid}/status`);
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1.024e-3);
  }, 50);
  let text = '';
  for await (const part of run.stdout) text += part;
  const code = await new Promise((resolve) =>
    run.exitCode === null ? run.on('exit', resolve) : resolve(run.exitCode),
  );
  clearInterval(watch);
  if (code !== 0) throw new Error(`concord ${args[0]} ended with ${code}`);
  return { text, seconds: (performance.now() - began) / 1000, megabytes };
}

function keep(rows: BenchRow[]): void {
  keepRows('export', rows);
  for (const { metric, value, unit } of rows)
    console.log(`${metric.padEnd(62)} ${value.toFixed(1).padStart(9)} ${unit}`);
}

async function exported(name: string, args: string[]): Promise<void> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'concord-export-'));
  const asked = ['export', '--project', project.slug, '--unapproved', '--out', folder, '--json', ...args];
  const { text, seconds, megabytes } = await concord(asked);
  const { counts, files } = JSON.parse(text) as Exported;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  fs.rmSync(folder, { recursive: true, force: true });
  const of = `export of ${counts.labels} labels, ${name}`;
  keep([
    { metric: of, value: seconds, unit: 's' },
    { metric: `${of}: most memory`, value: megabytes, unit: 'MB', goal: [0, GOAL_MB] },
    { metric: `${of}: written`, value: bytes / 1e6, unit: 'MB' },
  ]);
}

function tryRead(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

keepRows('export', [], { anew: true });
const { megabytes } = await concord(['export', '--help']);
keep([{ metric: 'export --help: most memory, the program alone', value: megabytes, unit: 'MB' }]);
await exported('JSON Lines', ['--files', 'jsonl']);
await exported('Parquet', ['--files', 'parquet']);
await stopEmbeddedPostgres(postgres);
if (!kept) fs.rmSync(postgres.home.folder, { recursive: true, force: true });
process.exit(0);
