import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { packageProgram } from '#jobs/setup/checkout';
import { freePort } from '#jobs/setup/free-port';
import { seededQuality } from '#jobs/simulator/behaviours';
import { makeAccounts } from '#jobs/simulator/make-accounts';
import { runAnnotators } from '#jobs/simulator/run-annotators';
import { Session } from '#jobs/simulator/session';
import { closeDatabase } from '#lib/db';
import { environmentWith, provideSettings } from '#lib/env';
import { median, quantile } from '#lib/statistics/quantile';
import { makeBatch, type OwnApp, startOwnApp } from '#tests/e2e/setup/own-app';
import { type BenchRow, keepRows, printRows } from './bench-rows';

/*
 * Labels per second and the time of submit-and-next over real HTTP: the built app beside a bare Next route that runs the same SQL by
 * `pg`, on one database and in turns, because only the ratio means anything on a busy machine. Then 200 annotators at once on
 * 1,000 comparisons with overlap 3, until done, with every label counted. `--quick` is a tenth of it; `--compare` and
 * `--crowd` are one half of it each.
 */
const quick = process.argv.includes('--quick');
const both = process.argv.includes('--compare') === process.argv.includes('--crowd');
const CLIENTS = quick ? 8 : 32;
const PER_ROUND = quick ? 160 : 800;
const ROUNDS = quick ? 2 : 4;
const CROWD = quick ? { annotators: 20, comparisons: 100 } : { annotators: 200, comparisons: 1000 };
const HELD = 3;
/** The share of the bare route's speed that is promised. */
const AT_LEAST: BenchRow['goal'] = [0.6, 10];

function record(metric: string, value: number, unit: string, goal?: BenchRow['goal']): void {
  const row = { metric, value, unit, ...(goal && { goal }) };
  printRows([row]);
  keepRows('labelling', [row]);
}

if (both) keepRows('labelling', [], { anew: true });
const app = await startOwnApp({ worker: false });
provideSettings({ DATABASE_URL: app.databaseUrl });
const bare = both || process.argv.includes('--compare') ? await startBare(app) : null;
try {
  if (bare) await compare(bare.address);
  if (both || !bare) await crowd();
} finally {
  await closeDatabase();
  bare?.child.kill();
  await app.stop();
}

type Send = (label: object | null) => Promise<{ assignmentId: string }[]>;

/** The same clients drive both: each sends a label as soon as the last one is answered. */
async function drive(senders: Send[], labels: number): Promise<{ perSecond: number; p95: number }> {
  const latencies: number[] = [];
  let left = labels;
  const held = await Promise.all(senders.map((send) => send(null)));
  const began = performance.now();
  await Promise.all(
    senders.map(async (send, at) => {
      let queue = held[at]!;
      while (left > 0 && queue.length) {
        left--;
        const sent = performance.now();
        const { assignmentId } = queue[0]!;
        queue = await send({
          assignmentId,
          idempotencyKey: randomUUID(),
          choice: 'A',
          strength: 2,
          reasons: [],
        });
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return {
    perSecond: latencies.length / ((performance.now() - began) / 1000),
    p95: quantile(latencies, 0.95) ?? Number.NaN,
  };
}

async function compare(bareAddress: string): Promise<void> {
  const of: Record<'app' | 'bare', { perSecond: number; p95: number }[]> = { app: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const which of round % 2 ? (['bare', 'app'] as const) : (['app', 'bare'] as const)) {
      const slug = `${which}-${round}`;
      await makeBatch(app.db, slug, { comparisons: PER_ROUND, overlap: 2, golds: 60 });
      const { emails, password } = await makeAccounts(slug, CLIENTS);
      const senders =
        which === 'app' ? await appSenders(slug, emails, password) : await bareSenders(bareAddress, slug);
      of[which].push(await drive(senders, PER_ROUND));
    }
  }
  // The first of each warms up.
  const middle = (which: 'app' | 'bare', what: 'perSecond' | 'p95') =>
    median(of[which].slice(1).map((round) => round[what])) ?? Number.NaN;
  for (const [which, name] of [
    ['app', 'Concord'],
    ['bare', 'bare route'],
  ] as const) {
    record(`${name}: labels per second, ${CLIENTS} clients`, middle(which, 'perSecond'), '/s');
    record(`${name}: submit and next, 95 % within`, middle(which, 'p95'), 'ms');
  }
  record(
    'labels per second, Concord / bare route',
    middle('app', 'perSecond') / middle('bare', 'perSecond'),
    '',
    AT_LEAST,
  );
  record('p95, bare route / Concord', middle('bare', 'p95') / middle('app', 'p95'), '', AT_LEAST);
}

async function appSenders(slug: string, emails: string[], password: string): Promise<Send[]> {
  const senders: Send[] = [];
  for (const email of emails) {
    const session = new Session(app.address);
    if (!(await session.signIn(email, password))) throw new Error(`${email} could not sign in`);
    const base = `/api/projects/${slug}/annotate`;
    senders.push(async (label) => {
      const answer = label
        ? await session.request(`${base}/labels`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ ...label, next: HELD }),
          })
        : await session.request(`${base}/next?count=${HELD}`);
      return comparisonsOf(answer);
    });
  }
  return senders;
}

async function bareSenders(address: string, slug: string): Promise<Send[]> {
  const { rows: crew } = await app.db.query<{ id: number }>(
    'SELECT a.id FROM annotator a JOIN project p ON p.id = a.project_id WHERE p.slug = $1 ORDER BY a.id',
    [slug],
  );
  return crew.map(({ id }): Send => {
    return async (label) =>
      comparisonsOf(
        await fetch(`${address}/api/label`, {
          method: 'POST',
          body: JSON.stringify({ annotatorId: id, label, next: HELD }),
        }),
      );
  });
}

async function comparisonsOf(answer: Response): Promise<{ assignmentId: string }[]> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { comparisons: { assignmentId: string }[] }).comparisons;
}

/** The issue's own figure: so many at once, until done, and then every label counted. */
async function crowd(): Promise<void> {
  const { batchId } = await makeBatch(app.db, 'crowd', { comparisons: CROWD.comparisons, overlap: 3 });
  const { emails, password } = await makeAccounts('crowd', CROWD.annotators);
  const result = await runAnnotators({
    address: app.address,
    project: 'crowd',
    accounts: emails.map((email) => ({ email, password, behaviour: 'ordinary' as const })),
    quality: seededQuality(1),
    seed: 1,
    labels: Number.POSITIVE_INFINITY,
    pace: 0,
    patienceMs: 60_000,
  });
  const count = async (sql: string) => Number((await app.db.query(sql, [batchId])).rows[0].n);
  const exactly = (n: number): BenchRow['goal'] => [n, n];
  const { annotators, comparisons } = CROWD;
  record(`${annotators} annotators: labels`, result.labels, '', exactly(3 * comparisons));
  record(`${annotators} annotators: labels per second`, result.labelsPerSecond, '/s');
  record(
    `${annotators} annotators: submit and next, 95 % within`,
    result.submitAndNextMs.p95 ?? Number.NaN,
    'ms',
  );
  record(
    'comparisons with exactly 3 labels of 3 people',
    await count(
      `SELECT count(*) AS n FROM (SELECT 1 FROM label WHERE batch_id = $1 GROUP BY comparison_id HAVING count(*) = 3 AND count(DISTINCT annotator_id) = 3) t`,
    ),
    '',
    exactly(comparisons),
  );
  record(
    'leases left over',
    await count(`SELECT count(*) AS n FROM assignment WHERE batch_id = $1 AND state = 'LEASED'`),
    '',
    exactly(0),
  );
  record('labels refused, annotators stopped', result.refused + result.problems.length, '', exactly(0));
  const { rows: database } = await app.db.query(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  record('deadlocks', Number(database[0].deadlocks), '', exactly(0));
}

async function startBare({ databaseUrl }: OwnApp): Promise<{ address: string; child: ChildProcess }> {
  const folderOfBare = path.join(import.meta.dirname, 'bare');
  const next = packageProgram('next', 'dist', 'bin', 'next');
  console.log('Building the bare route …');
  const built = spawnSync(process.execPath, [next, 'build', folderOfBare], {
    env: environmentWith({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [next, 'start', folderOfBare, '-p', String(port), '-H', '127.0.0.1'],
    {
      env: environmentWith({ NODE_ENV: 'production', DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' }),
      stdio: 'ignore',
    },
  );
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return { address, child };
    if (tries > 300) throw new Error('the bare route did not start');
    await new Promise((done) => setTimeout(done, 200));
  }
}
