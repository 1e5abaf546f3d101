import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { installQueues } from '#jobs/setup/app-role';
import { DATABASE } from '#jobs/setup/embedded-database';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '#jobs/setup/embedded-postgres';
import { guardPostgres } from '#jobs/setup/guard-postgres';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';
import { closeDatabase } from '#lib/db';
import { provideSettings } from '#lib/env';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { ownProgress } from '#lib/labels/own-work';
import { skipAssignment } from '#lib/labels/skip-assignment';
import { submitAndNext } from '#lib/labels/submit-and-next';
import { labelFromPage } from '#lib/labels/submit-label';
import { undoLabel } from '#lib/labels/undo-label';
import { median, quantile } from '#lib/statistics/quantile';
import { migrateDatabase } from '#prisma/migrate';
import { atMost, keepRows, printRows } from './bench-rows';
import { seedMillionLabels } from './seed-million';

/*
 * What each statement of handing out and recording costs on 333,334 comparisons with a million labels, by one client:
 * where few places are left, after places were opened in front of everybody, and in a batch of 50,000 that nobody began.
 * `--share 0.1` is a tenth of it.
 */
const share = Number(process.argv[process.argv.indexOf('--share') + 1]) || 1;
const LEAST_CALLS = 5;

const MOST_MS = 5;

/** Every statement of the page's road, with how long the database took for it and its slowest plan. */
const seen = new Map<string, { times: number[]; worst: string }>();

const postgres = await startEmbeddedPostgres(temporaryPostgresHome(), false);
guardPostgres(postgres, true);
const databaseUrl = postgres.url(DATABASE);
const db = new pg.Client({ connectionString: databaseUrl });
try {
  await migrateDatabase(databaseUrl);
  await installQueues(databaseUrl);
  provideSettings({ DATABASE_URL: databaseUrl });
  await db.connect();
  console.log('Making the labels …');
  const project = await seedMillionLabels(db, share);
  await seedAssignments(project);
  await db.query('VACUUM ANALYZE');
  keepRows('serving', [], { anew: true });
  const crew = (
    await db.query<{ id: number }>('SELECT id FROM annotator WHERE project_id = $1 ORDER BY id', [
      project.projectId,
    ])
  ).rows.map((row) => row.id);
  watchStatements();
  await scene('few places left', project.projectId, crew.slice(20, 26));
  await db.query('UPDATE comparison SET places = places + 1 WHERE batch_id = $1 AND id % 7 = 0', [
    project.batchId,
  ]);
  await db.query('UPDATE batch SET places_version = places_version + 1 WHERE id = $1', [project.batchId]);
  await scene('places opened behind everybody', project.projectId, crew.slice(30, 36));
  await db.query(`UPDATE batch SET status = 'CLOSED' WHERE id = $1`, [project.batchId]);
  await freshBatch(project);
  await db.query('ANALYZE comparison');
  await scene('nobody began', project.projectId, crew.slice(40, 46));
} finally {
  await closeDatabase();
  await db.end();
  await stopEmbeddedPostgres(postgres);
  fs.rmSync(postgres.home.folder, { recursive: true, force: true });
}

type Project = Awaited<ReturnType<typeof seedMillionLabels>>;

/** A million labels that were given on the page: each with its assignment, and with where its annotator stands. */
async function seedAssignments({ batchId, projectId }: Project): Promise<void> {
  await db.query('SET session_replication_role = replica');
  await db.query(
    `INSERT INTO assignment (batch_id, comparison_id, annotator_id, round, kind, slot, swapped, state, leased_at, lease_expires_at, ended_at)
     SELECT l.batch_id, l.comparison_id, l.annotator_id, 0, CASE WHEN c.gold_choice IS NULL THEN 'NORMAL' ELSE 'GOLD' END::assignment_kind,
            row_number() OVER (PARTITION BY l.annotator_id ORDER BY l.sequence) - 1, l.swapped, 'DONE', l.labelled_at, l.labelled_at, l.labelled_at
     FROM label l JOIN comparison c ON c.id = l.comparison_id WHERE l.batch_id = $1`,
    [batchId],
  );
  await db.query(
    `INSERT INTO serving (annotator_id, batch_id, secret, next_slot, repeats, lean, cursor_priority, cursor_id, cursor_version)
     SELECT a.annotator_id, $1, gen_random_uuid(), count(*), 0, 0, 0, max(a.comparison_id), (SELECT places_version FROM batch WHERE id = $1)
     FROM assignment a WHERE a.batch_id = $1 GROUP BY a.annotator_id`,
    [batchId],
  );
  await db.query('SET session_replication_role = DEFAULT');
  // Every fiftieth wants one label more; most of them lie behind where people are.
  await db.query('UPDATE comparison SET places = places + 1 WHERE batch_id = $1 AND id % 50 = 0', [batchId]);
  await db.query('UPDATE batch SET gold_rate = 0.05, repeat_rate = 0.05 WHERE project_id = $1', [projectId]);
  await db.query(
    'INSERT INTO guideline_acknowledgement (guideline_id, annotator_id) SELECT g.id, a.id FROM guideline_version g, annotator a WHERE g.project_id = $1 AND a.project_id = $1',
    [projectId],
  );
}

async function freshBatch({ batchId, projectId }: Project): Promise<void> {
  await db.query(
    `WITH b AS (INSERT INTO batch (project_id, number, name, overlap, gold_rate, repeat_rate) VALUES ($1, 2, 'New', 3, 0.05, 0.05) RETURNING id)
     INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, source_a_id, source_b_id, places, gold_choice)
     SELECT c.project_id, b.id, 'new-' || c.external_id, c.prompt, c.prompt_hash, c.response_a, c.response_b, 'new-' || c.content_hash, c.source_a_id, c.source_b_id, 3, c.gold_choice
     FROM b, (SELECT * FROM comparison WHERE batch_id = $2 ORDER BY id LIMIT 50000) c`,
    [projectId, batchId],
  );
}

/** Some annotators, one after the other, each labelling for a while. */
async function scene(name: string, projectId: string, annotators: number[]): Promise<void> {
  seen.clear();
  for (const annotatorId of annotators) await work(projectId, annotatorId);
  const measured = [...seen]
    .filter(([, { times }]) => times.length >= LEAST_CALLS)
    .map(([statement, { times, worst }]) => {
      const value = quantile(times, 0.95) ?? Number.NaN;
      if (value > MOST_MS) console.log(`${statement}\n${worst}\n`);
      const middle = (median(times) ?? Number.NaN).toFixed(2);
      return {
        ...{ metric: `${name}: ${statement} (median ${middle} of ${times.length})`, value, unit: 'ms p95' },
        goal: atMost(MOST_MS),
      };
    })
    .sort((x, y) => y.value - x.value);
  printRows(measured);
  keepRows('serving', measured);
}

async function work(projectId: string, annotatorId: number): Promise<void> {
  const actor = { projectId, annotatorId };
  let queue = await nextComparisons(annotatorId, 3);
  for (let i = 0; i < 40 && queue[0]; i++) {
    const { assignmentId } = queue[0];
    const label = labelFromPage.parse({
      ...{ assignmentId, idempotencyKey: randomUUID(), choice: 'A', strength: 2, guideline: 3 },
    });
    queue = (await submitAndNext(actor, label, 3)).comparisons ?? [];
    if (i % 10 === 3) await undoLabel(annotatorId, assignmentId, randomUUID());
    if (i % 10 === 6 && queue[0]) await skipAssignment(annotatorId, queue[0].assignmentId, 'Not now');
    if (i % 10 === 9) await ownProgress(annotatorId, new Date(0));
    if (i % 10 === 3 || i % 10 === 6) queue = await nextComparisons(annotatorId, 3);
  }
}

/**
 * Has the database explain every third call in the very state that it is made in, undone before the call itself. What
 * counts is the time inside the database, planning and triggers included: the round trips of a busy machine do not.
 */
function watchStatements(): void {
  const { prototype } = pg.Client as unknown as { prototype: { query: (...args: unknown[]) => unknown } };
  const raw = prototype.query;
  const within = new WeakSet<object>();
  let calls = 0;
  prototype.query = function (this: object, ...args: unknown[]) {
    const [given, listed] = args as [string | { text?: string; values?: unknown[] }, unknown];
    const text = typeof given === 'string' ? given : (given.text ?? '');
    if (text === 'BEGIN') within.add(this);
    if (text === 'COMMIT' || text === 'ROLLBACK') within.delete(this);
    const wanted = /^\s*(SELECT|WITH|UPDATE|INSERT)/.test(text) && !/pgboss|pg_notify/.test(text);
    if (this === db || !wanted || calls++ % 3) return raw.apply(this, args);
    const own = typeof given === 'string' ? undefined : given.values;
    const values = own ?? (Array.isArray(listed) ? listed : []);
    const [open, undo] = within.has(this)
      ? ['SAVEPOINT explained', 'ROLLBACK TO explained']
      : ['BEGIN', 'ROLLBACK'];
    const ask = (sql: string, with_?: unknown[]) =>
      raw.call(this, sql, with_) as Promise<pg.QueryResult<{ 'QUERY PLAN': string }>>;
    const explained = (async () => {
      await ask(open);
      const { rows } = await ask(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, values);
      await ask(undo);
      note(text, rows.map((row) => row['QUERY PLAN']).join('\n'));
    })();
    const answer = explained.then(() => raw.apply(this, args));
    return typeof args.at(-1) === 'function' ? undefined : answer;
  };
}

function note(text: string, plan: string): void {
  const found = [...plan.matchAll(/(?:Planning|Execution) Time: ([\d.]+) ms/g)];
  const ms = found.reduce((sum, time) => sum + Number(time[1]), 0);
  const name = text.replace(/\s+/g, ' ').trim().slice(0, 110);
  const before = seen.get(name) ?? { times: [], worst: '' };
  const worst = before.times.some((time) => time > ms) ? before.worst : plan;
  seen.set(name, { times: [...before.times, ms], worst });
}
