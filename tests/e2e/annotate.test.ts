import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import pg from 'pg';
import type { Page } from 'playwright/test';
import { setting } from '#lib/env';
import { DEMO_PASSWORD } from '#prisma/seed/demo-sign-ins';
import { expect, test } from './setup/fixtures';

/*
 * The labelling page in a project of its own, so that the demo of the other tests stays as it was: a day's work by
 * keyboard alone, what the page gives away, and what becomes of labels while the server is out of reach.
 */

const SECRETS = ['hush-model-one', 'hush-model-two', 'the-known-answer', 'hush-tag'];

/** A project with its own annotator; every third comparison is a gold. Returns its address and how to count its labels. */
async function makeProject(name: string, comparisons: number) {
  const slug = `${name}-${randomUUID().slice(0, 8)}`;
  const db = new pg.Client({ connectionString: setting('DATABASE_URL') });
  await db.connect();
  const email = `${slug}@example.org`;
  await db.query(
    `WITH p AS (INSERT INTO project (slug, name, label_form) VALUES ($1, $1, '{"choices":["A","TIE","B","BOTH_BAD","CANT_JUDGE"]}') RETURNING id),
     u AS (INSERT INTO app_user (email, name, password_hash) SELECT $2, 'Robin', password_hash FROM app_user WHERE email = 'lead@example.org' RETURNING id),
     m AS (INSERT INTO membership (project_id, user_id, role) SELECT p.id, u.id, 'ANNOTATOR' FROM p, u),
     a AS (INSERT INTO annotator (project_id, user_id, name) SELECT p.id, u.id, 'Robin' FROM p, u),
     g AS (INSERT INTO guideline_version (project_id, number, title, body) SELECT p.id, 1, 'First', 'Prefer what is **correct**.' FROM p),
     b AS (INSERT INTO batch (project_id, number, name, overlap, gold_rate, repeat_rate) SELECT p.id, 1, 'First', 1, 0.5, 0 FROM p RETURNING id, project_id),
     s AS (INSERT INTO source (project_id, name) SELECT p.id, n FROM p, unnest($3::text[]) n RETURNING id, name)
     INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, places, source_a_id, source_b_id, tags, gold_choice, gold_reason)
     SELECT b.project_id, b.id, 'hush-id-' || n, jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), md5(n::text),
            'First answer to ' || n, 'Second answer to ' || n, md5($1 || n), 1, (SELECT min(id) FROM s), (SELECT max(id) FROM s), '{hush-tag}',
            CASE WHEN n % 3 = 0 THEN 'A'::choice END, CASE WHEN n % 3 = 0 THEN 'the-known-answer' END
     FROM b, generate_series(1, $4) n`,
    [slug, email, SECRETS.slice(0, 2), comparisons],
  );
  const current = async (): Promise<
    { choice: string; strength: number | null; rationale: string | null }[]
  > => {
    const { rows } = await db.query(
      `SELECT DISTINCT ON (l.comparison_id) l.choice, l.strength, l.rationale FROM label l JOIN project p ON p.id = l.project_id
       WHERE p.slug = $1 ORDER BY l.comparison_id, l.revision DESC`,
      [slug],
    );
    return rows.filter((row) => row.choice !== null);
  };
  return { path: `/p/${slug}/annotate`, email, current, close: () => db.end() };
}

async function enter(page: Page, email: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${path}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`**${path}`);
  await expect(page.getByText('All saved')).toBeVisible();
}

const number = (page: Page) => page.getByRole('heading', { level: 1 });
const clean = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('twenty comparisons are labelled by keyboard alone, and nothing gives a source or a gold away', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const project = await makeProject('keyboard-only', 21);
  const heard: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('keyboard-only')) heard.push(await response.text().catch(() => ''));
  });
  await enter(page, project.email, project.path);
  await clean(page);

  await test.step('the panels open and close by key', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await clean(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await expect(page.getByRole('complementary')).toContainText('Prefer what is correct');
    await clean(page);
    await page.keyboard.press('g');
  });

  await test.step('nothing is submitted while somebody types', async () => {
    await page.keyboard.press('r');
    await page.keyboard.type('1 b zebra, slower? ');
    await expect(number(page)).toHaveText('Comparison 1 of 21');
    await expect(page.getByRole('radio', { name: /is better/, checked: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('one is skipped, with a reason', async () => {
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog', { name: 'Skip this comparison?' })).toBeVisible();
    await clean(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(number(page)).toHaveText('Comparison 1 of 20');
  });

  const turns = ['1', '2', '0', '3', '4', 'a', 'b', 't', 'ArrowLeft', 'ArrowRight'];
  await test.step('twenty are labelled', async () => {
    for (let i = 0; i < 20; i++) {
      await expect(number(page)).toHaveText(`Comparison ${i + 1} of 20`);
      await page.keyboard.press(turns[i % turns.length]!);
      if (i === 0) {
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('r');
        await page.keyboard.type('The other one invents a fact.');
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('Enter');
      if (i === 10) {
        await expect(number(page)).toHaveText('Comparison 12 of 20');
        await page.keyboard.press('z');
        await expect(number(page)).toHaveText('Comparison 11 of 20');
        await expect(page.getByRole('radio', { name: 'A is better' })).toBeChecked();
        await page.keyboard.press('2');
        await page.keyboard.press('Enter');
      }
    }
    await expect(page.getByRole('heading', { name: 'All done for now' })).toBeVisible();
    await expect(page.getByText('All saved')).toBeVisible();
    await clean(page);
  });

  const labels = await project.current();
  expect(labels).toHaveLength(20);
  expect(
    labels.filter((l) => l.rationale === 'The other one invents a fact.' && l.strength === 3),
  ).toHaveLength(1);
  expect(labels.filter((l) => l.choice === 'TIE')).toHaveLength(4);
  expect(labels.filter((l) => l.choice === 'BOTH_BAD')).toHaveLength(2);
  expect(labels.filter((l) => l.choice === 'CANT_JUDGE')).toHaveLength(2);
  expect(heard.length).toBeGreaterThan(20);
  for (const secret of [...SECRETS, 'hush-id', 'goldChoice', 'gold_choice', 'swapped'])
    expect(heard.filter((text) => text.includes(secret))).toEqual([]);
  await project.close();
});

test('labels outlive a server out of reach and a reload, and each arrives once', async ({
  page,
  allowConsoleError,
}) => {
  allowConsoleError(/503/);
  const project = await makeProject('out-of-reach', 5);
  await enter(page, project.email, project.path);
  await page.route('**/annotate/labels', (route) => route.fulfill({ status: 503, body: '{}' }));
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(number(page)).toHaveText('Comparison 2 of 5');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 kept on this device')).toBeVisible();
  expect(await project.current()).toEqual([]);
  await clean(page);

  await page.reload();
  await expect(page.getByText('2 kept on this device')).toBeVisible();
  await page.unroute('**/annotate/labels');
  // This time the label arrives and its answer is lost: it is sent again.
  await page.route(
    '**/annotate/labels',
    async (route) => {
      await route.fetch();
      await route.fulfill({ status: 503, body: '{}' });
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await project.current()).length).toBe(2);

  await test.step('and what was labelled before the reload can be taken back after it', async () => {
    await page.keyboard.press('z');
    await expect(page.getByRole('radio', { name: 'B is better' })).toBeChecked();
    await expect.poll(async () => (await project.current()).length).toBe(1);
  });
  await project.close();
});

test('the next comparison is painted within a tenth of a second', async ({ page }) => {
  const project = await makeProject('quick', 3);
  await enter(page, project.email, project.path);
  await page.keyboard.press('1');
  const painted = await page.evaluate(async () => {
    const before = document.querySelector('h1')?.textContent;
    const start = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter' }));
    while (document.querySelector('h1')?.textContent === before && performance.now() - start < 2000)
      await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  expect(painted).toBeLessThan(100);
  await project.close();
});
