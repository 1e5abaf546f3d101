import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE } from '#jobs/setup/embedded-database';
import { closeDatabase } from '#lib/db';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordLabel } from '#lib/labels/record-label';
import { atMost, type BenchRow, keepRows, verdict } from './bench-rows';
import { longestTasks } from './lead-browser';
import { leadPages } from './lead-pages';
import { startMillionApp, WEB_NAME } from './million-app';
import { type Latency, readAtOnce, warmUp } from './readers';

/*
 * How fast a lead's pages answer at 1,000,000 labels, 300 annotators and 333,334 comparisons: the production build, the
 * worker beside it, eight readers at once; how many statements each page sends; the longest task of a browser that sorts,
 * searches and points; and how soon a new label is on the page. Beside the pages the smallest answer and the smallest page
 * that ask the database one question, and the processor time of the web server: they tell a slow page from a slow machine.
 *
 * `npm run bench -- pages [share of the full size] [folder to keep the database in, so that the next run is quick] [only pages
 * whose address matches this]`
 */
const READERS = 8;
/** The 100 ms were set beside 32 ms for the smallest page with one question, on another machine: here the ratio tells more. */
const SMALLEST_PAGE = '/projects/new';
const GOAL = {
  p95: atMost(100),
  ratio: atMost(100 / 32),
  statements: atMost(12),
  live: atMost(2),
  task: atMost(200),
};

const [size, kept, only = ''] = process.argv.slice(2);
keepRows('pages', [], { anew: true });
const app = await startMillionApp(Number(size ?? 1), kept);
const client = new pg.Client({ connectionString: app.postgres.url(DATABASE) });
await client.connect();
const all: BenchRow[] = [];
const keep = (...rows: BenchRow[]) => {
  all.push(...rows);
  keepRows('pages', rows);
};
keep(
  { metric: 'seeding', value: app.seconds.seed, unit: 's' },
  { metric: 'first report after the start', value: app.seconds.firstReport, unit: 's' },
);
try {
  const pages = (await leadPages(client, app.project)).filter(({ page }) => new RegExp(only).test(page));
  const statements = await countStatements(pages.map(({ url }) => url));
  // What is measured first must not pay for what all pages share and nobody has run yet.
  for (const { url } of pages) await warmUp(new URL(url, app.address), { cookie: app.cookie }, READERS);
  const baseline = await latency('/api/health');
  const smallestPage = await latency(SMALLEST_PAGE);
  console.log(
    `${'page'.padEnd(40)} ${'statements'.padStart(10)} ${'p50 ms'.padStart(8)} ${'p95 ms'.padStart(8)} ${'processor ms'.padStart(12)} ${'× smallest'.padStart(10)} ${'KB'.padStart(6)}`,
  );
  const first = [
    { page: 'smallest answer', url: '/api/health', known: baseline },
    { page: 'smallest page', url: SMALLEST_PAGE, known: smallestPage },
  ];
  for (const { page, url, known } of [...first, ...pages.map((page) => ({ ...page, known: null }))]) {
    const smallest = known !== null;
    const { p50, p95, processor, kilobytes } = known ?? (await latency(url));
    const count = statements.get(url) ?? 1;
    const name = page || '/';
    keep(
      { metric: `${name}: p50`, value: p50, unit: 'ms' },
      { metric: `${name}: p95`, value: p95, unit: 'ms', ...(!smallest && { goal: GOAL.p95 }) },
      {
        metric: `${name}: p95, times the smallest page’s`,
        value: p95 / smallestPage.p95,
        unit: '',
        ...(!smallest && { goal: GOAL.ratio }),
      },
      { metric: `${name}: statements`, value: count, unit: '', goal: GOAL.statements },
      ...(processor === null ? [] : [{ metric: `${name}: processor`, value: processor, unit: 'ms' }]),
    );
    console.log(
      `${name.padEnd(40)} ${String(count).padStart(10)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)} ${(processor?.toFixed(1) ?? '').padStart(12)} ${(p95 / smallestPage.p95).toFixed(2).padStart(10)} ${kilobytes.toFixed(0).padStart(6)}`,
    );
  }
  const packed = await latency(`/p/${app.project.slug}`, { 'accept-encoding': 'gzip' });
  keep({ metric: 'overview, compressed: p95', value: packed.p95, unit: 'ms', goal: GOAL.p95 });
  console.log(
    `the overview compressed, as browsers ask for it: p95 ${packed.p95.toFixed(1)} ms, ${packed.kilobytes.toFixed(0)} KB`,
  );
  for (const { what, milliseconds } of await longestTasks(app)) {
    keep({ metric: `longest task: ${what}`, value: milliseconds, unit: 'ms', goal: GOAL.task });
    console.log(`longest task of the browser, ${what}: ${milliseconds.toFixed(0)} ms`);
  }
  const live = await labelToPage();
  keep({ metric: 'a new label is on the page', value: live, unit: 's', goal: GOAL.live });
  console.log(`a new label is on the page after ${live.toFixed(2)} s (median of five)`);
} finally {
  await closeDatabase();
  await client.end();
  await app.stop();
}
console.log(verdict(all));
if (all.some(({ value, goal }) => goal && value > goal[1])) process.exitCode = 1;

async function get(url: string): Promise<string> {
  const answer = await fetch(app.address + url, { headers: { cookie: app.cookie }, redirect: 'manual' });
  const body = await answer.text();
  if (answer.status >= 400) throw new Error(`${url} answered ${answer.status}`);
  return body;
}

/** With READERS asking at once; `processor` is what the web server used for one answer, in milliseconds. */
async function latency(
  url: string,
  headers: Record<string, string> = {},
): Promise<Latency & { processor: number | null }> {
  let before: number | null = null;
  const { requests, ...times } = await readAtOnce(
    new URL(url, app.address),
    { cookie: app.cookie, ...headers },
    READERS,
    () => {
      before = app.processorMs();
    },
  );
  return { ...times, processor: before === null ? null : (app.processorMs()! - before) / requests };
}

/** How many statements the web server sends for each page, counted in the database's own log. */
async function countStatements(urls: string[]): Promise<Map<string, number>> {
  const log = path.join(app.postgres.home.folder, 'postgres.log');
  await client.query(`ALTER SYSTEM SET log_statement = 'all'`);
  await client.query(`ALTER SYSTEM SET log_line_prefix = '%a|'`);
  await client.query('SELECT pg_reload_conf()');
  const counts = new Map<string, number>();
  await sleep(500);
  for (const url of urls) {
    await get(url);
    await sleep(100);
    const before = readFileSync(log, 'utf8').length;
    await get(url);
    await sleep(200);
    const lines = readFileSync(log, 'utf8').slice(before).split('\n');
    counts.set(
      url,
      lines.filter((line) => line.startsWith(`${WEB_NAME}|`) && /LOG: {2}(execute|statement)/.test(line))
        .length,
    );
  }
  await client.query('ALTER SYSTEM RESET ALL');
  await client.query('SELECT pg_reload_conf()');
  return counts;
}

/** Median seconds from the commit of a label to an overview that counts it. */
async function labelToPage(): Promise<number> {
  const { rows: people } = await client.query<{ id: number }>(
    'SELECT id FROM annotator WHERE project_id = $1 ORDER BY id LIMIT 5',
    [app.project.projectId],
  );
  const times: number[] = [];
  for (const { id } of people) {
    const shown = labelsShown(await get(`/p/${app.project.slug}`));
    const [next] = await nextComparisons(id, 1);
    if (!next) throw new Error('no comparison waits for a label');
    await recordLabel(id, {
      assignmentId: next.assignmentId,
      idempotencyKey: `bench ${next.assignmentId}`,
      choice: 'A',
      reasons: [],
    });
    const began = performance.now();
    while (labelsShown(await get(`/p/${app.project.slug}`)) !== shown + 1) {
      if (performance.now() - began > 60_000) throw new Error('the label never came');
      await sleep(25);
    }
    times.push((performance.now() - began) / 1000);
    // The full report of it, which follows, is not what is measured here.
    await sleep(1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function labelsShown(page: string): number {
  const found = /data-testid="measured"[^>]*>.*?([\d,]+)/s.exec(page);
  if (!found) throw new Error('the overview does not say how many labels were measured');
  return Number(found[1]!.replaceAll(',', ''));
}
