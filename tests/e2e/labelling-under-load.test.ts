import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { seededQuality } from '#jobs/simulator/behaviours';
import { makeAccounts } from '#jobs/simulator/make-accounts';
import { runAnnotators } from '#jobs/simulator/run-annotators';
import { closeDatabase } from '#lib/db';
import { environmentWith, provideSettings, setting } from '#lib/env';
import { cutProxy } from './setup/cut-proxy';
import { expect, test } from './setup/fixtures';
import { makeBatch, type OwnApp, startOwnApp } from './setup/own-app';

/*
 * Many annotators at once, and what becomes of their labels when the web server, the database or the network goes away in
 * the middle. On an app of their own, so that the other tests keep theirs.
 */

let app: OwnApp;
let demo: string | undefined;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  demo = setting('DATABASE_URL');
  app = await startOwnApp();
  await closeDatabase();
  provideSettings({ DATABASE_URL: app.databaseUrl });
});
test.afterAll(async () => {
  await closeDatabase();
  provideSettings({ DATABASE_URL: demo });
  await app?.stop();
});

const count = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await app.db.query(sql, values)).rows[0].n);

test('forty annotators at once give each comparison three labels, from three people, and nothing leaks', async () => {
  test.setTimeout(480_000);
  const { batchId } = await makeBatch(app.db, 'crowd', { comparisons: 100, overlap: 3 });
  const args = ['--import', 'tsx', 'jobs/cli/main.ts', 'simulate', '--json', '--project', 'crowd'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...args,
      '--url',
      app.address,
      '--make',
      '40',
      '--behaviours',
      'careful:3,hasty:1,random:1,adversarial:1',
    ],
    { env: environmentWith({ DATABASE_URL: app.databaseUrl }) },
  );
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ annotators: 40, labels: 300, retries: 0, refused: 0, problems: [] });
  expect(
    await count(
      `SELECT count(*) AS n FROM (SELECT 1 FROM label WHERE batch_id = $1 GROUP BY comparison_id HAVING count(*) = 3 AND count(DISTINCT annotator_id) = 3) t`,
      [batchId],
    ),
  ).toBe(100);
  expect(
    await count(
      `SELECT count(*) AS n FROM comparison c WHERE c.batch_id = $1 AND c.places_taken <>
         (SELECT count(*) FROM assignment a WHERE a.comparison_id = c.id AND a.state IN ('LEASED', 'DONE') AND a.kind = 'NORMAL')`,
      [batchId],
    ),
  ).toBe(0);
  expect(
    await count(`SELECT count(*) AS n FROM assignment WHERE batch_id = $1 AND state <> 'DONE'`, [batchId]),
  ).toBe(0);
  expect(await count('SELECT last_sequence AS n FROM batch WHERE id = $1', [batchId])).toBe(300);
  expect(
    await count(`SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()`, []),
  ).toBe(0);
});

test('every acknowledged label is there once after the web server, the database and the network went away', async () => {
  test.setTimeout(480_000);
  const { batchId } = await makeBatch(app.db, 'kills', { comparisons: 150, overlap: 2 });
  const { emails, password } = await makeAccounts('kills', 12);
  const proxy = await cutProxy(app.address);
  const blows: [number, () => void][] = [
    [40, app.kill.web],
    [80, app.kill.webProcess],
    [110, app.kill.postgres],
    [
      180,
      () => {
        proxy.cut();
        setTimeout(proxy.mend, 2000);
      },
    ],
    [240, app.kill.web],
  ];
  let blow = 0;
  const result = await runAnnotators({
    address: proxy.address,
    project: 'kills',
    accounts: emails.map((email) => ({ email, password, behaviour: 'careful' as const })),
    quality: seededQuality(1),
    seed: 1,
    labels: Number.POSITIVE_INFINITY,
    pace: 0,
    patienceMs: 120_000,
    onLabel: (labels) => {
      if (labels >= (blows[blow]?.[0] ?? Number.POSITIVE_INFINITY)) blows[blow++]![1]();
    },
  });
  await proxy.close();
  expect(blow).toBe(5);
  expect(result.problems).toEqual([]);
  expect(result.refused).toBe(0);
  expect(result.retries).toBeGreaterThan(0);
  const acknowledged = result.tallies.flatMap((tally) => tally.acknowledged);
  const stored = (await readLabels(app.databaseUrl, batchId)).map((row) => row.idempotency_key);
  expect(new Set(stored).size).toBe(stored.length);
  expect(acknowledged.sort()).toEqual(stored.sort());
  expect(
    await count(
      `SELECT count(*) AS n FROM (SELECT 1 FROM label l JOIN assignment a ON a.id = l.assignment_id WHERE l.batch_id = $1 AND a.kind = 'NORMAL'
         GROUP BY l.comparison_id HAVING count(*) = 2 AND count(DISTINCT l.annotator_id) = 2) t`,
      [batchId],
    ),
  ).toBe(150);
});

/** By a connection of its own: the pool's may have died with the server. */
async function readLabels(url: string, batchId: string): Promise<{ idempotency_key: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT idempotency_key FROM label WHERE batch_id = $1', [batchId])).rows;
  } finally {
    await client.end();
  }
}

test('a page goes on while its server is killed, and what it kept arrives once', async ({ browser }) => {
  test.setTimeout(180_000);
  const { batchId } = await makeBatch(app.db, 'page-kill', { comparisons: 8, overlap: 1 });
  const { emails, password } = await makeAccounts('page-kill', 1);
  const context = await browser.newContext({ baseURL: app.address });
  const page = await context.newPage();
  await page.goto('/sign-in?next=/p/page-kill/annotate');
  await page.getByLabel('E-mail').fill(emails[0]!);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/annotate');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Comparison 1 of 8');
  await expect(page.getByText('All saved')).toBeVisible();
  await page.getByRole('button', { name: 'I have read it' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Comparison 2 of 8');
  await expect(page.getByText('All saved')).toBeVisible();

  app.kill.web();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Comparison 3 of 8');
  await page.keyboard.press('0');
  await page.keyboard.press('Enter');
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 90_000 });
  await pause(500);
  expect((await readLabels(app.databaseUrl, batchId)).length).toBe(3);
  expect(
    (
      await app.db.query('SELECT choice FROM label WHERE batch_id = $1 ORDER BY sequence DESC LIMIT 1', [
        batchId,
      ])
    ).rows,
  ).toEqual([{ choice: 'TIE' }]);
  await context.close();
});
