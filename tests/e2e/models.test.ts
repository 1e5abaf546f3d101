import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey } from '#lib/access/api-key';
import { closeDatabase, pool } from '#lib/db';
import { requestTraining } from '#lib/training/request-training';
import { expect, test } from './setup/fixtures';
import { rewardProject } from './setup/reward-project';
import { walkPage } from './setup/walk-page';

/* From a trained model to whoever asks for its rewards: aliases, playground, leaderboard, doors, and the labels on their way out. */

let project: Awaited<ReturnType<typeof rewardProject>>;
let models: string[];
let key: string;
test.beforeAll(async () => {
  test.setTimeout(400_000);
  project = await rewardProject('served-model');
  const { rows } = await pool().query(`SELECT id FROM app_user WHERE email = 'admin@example.org'`);
  const admin = { kind: 'person', id: rows[0].id as string } as const;
  for (const seed of [1, 2])
    await requestTraining({ id: project.id }, admin, {
      batchId: project.batchId,
      options: { epochs: 3, seed },
    });
  const trained = () =>
    pool().query('SELECT name FROM reward_model WHERE project_id = $1 ORDER BY created_at', [project.id]);
  while ((await trained()).rowCount !== 2) await sleep(500);
  models = (await trained()).rows.map((row) => row.name);
  const { slug, id } = project;
  ({ key } = await createApiKey(
    {
      ...{
        kind: 'person',
        userId: admin.id,
        name: 'Admin',
        email: '',
        siteAdmin: false,
        role: 'ADMIN',
        annotatorId: null,
      },
      project: { id, slug, name: slug, simulated: false },
    },
    { name: 'trainer', permissions: ['reward:score', 'export:read'], expiresAt: null },
  ));
});
test.afterAll(closeDatabase);

test('a version is put into production, tried and held against people, and every page is clean', async ({
  page,
  signIn,
}, info) => {
  test.setTimeout(300_000);
  await signIn('Admin');
  await test.step('the alias moves, and its history says who and why', async () => {
    await page.goto(`${project.path}/models`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No model is in production');
    await page.getByLabel('Version').selectOption(models[0]!);
    await page.getByLabel('Why').fill('The first to pass.');
    await page.getByRole('button', { name: 'Move alias' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${models[0]} is in production`);
    await expect(page.getByText('The first to pass.')).toBeVisible();
  });

  await test.step('the playground ranks three responses, and keeps what was written', async () => {
    await page.getByRole('link', { name: 'Playground' }).click();
    await page.getByLabel('Prompt').fill('How do I start with basil?');
    await page.getByLabel('Response 1').fill('whatever, obviously stuff somehow.');
    await page
      .getByLabel('Response 2')
      .fill('First, for example, measured evidence, because careful people compare.');
    await page.getByRole('button', { name: 'Add a response' }).click();
    await page.getByLabel('Response 3').fill('dunno');
    await page.getByRole('button', { name: 'Score' }).click();
    await expect(page.getByText('Best of 3')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Best of 3' })).toContainText('Response 2');
    await expect(page.getByLabel('Response 2')).toHaveValue(/measured evidence/);
    await page.screenshot({ path: info.outputPath('scored.png'), fullPage: true });
  });

  await test.step('the worker scores the sources, beside the ranking by people', async () => {
    await page.getByRole('link', { name: 'Leaderboard' }).click();
    await page.getByRole('button', { name: 'Score sources' }).click();
    await expect(page.getByRole('table', { name: 'Mean reward by source' })).toBeVisible({ timeout: 60_000 });
    const table = page.getByRole('table', { name: 'Sources by reward' });
    await expect(table.getByRole('row', { name: /tuned-1/ })).toContainText(/[+−]\d/);
  });

  for (const [name, path] of [
    ['models', '/models'],
    ['playground', '/models/playground'],
    ['leaderboard', '/models/leaderboard'],
    ['export', '/export'],
  ] as const)
    await walkPage(page, project.path + path, name);
});

test('trainers are answered at the base and at the top, and labels leave as an archive', async ({
  baseURL,
  page,
  signIn,
}) => {
  const body = JSON.stringify({
    query: ['<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nbecause measured'],
  });
  const answers = await Promise.all(
    ['/get_reward', '/serve/get_reward', `/get_reward?key=${key}`].map((path) =>
      fetch(baseURL + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(!path.includes('key=') && {
            authorization: `Basic ${Buffer.from(`t:${key}`).toString('base64')}`,
          }),
        },
        body,
      }),
    ),
  );
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-rm-version')).toBe(models[0]);
    expect(answer.headers.get('content-security-policy')).toBeNull();
  }
  const rewards = await Promise.all(answers.map(async (answer) => (await answer.json()).rewards[0]));
  expect(new Set(rewards).size).toBe(1);

  await signIn('Lead');
  await page.goto(`${project.path}/export`);
  await page.getByLabel('Files').selectOption('jsonl');
  const loaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await loaded;
  expect(download.suggestedFilename()).toBe('served-model-batch-1-trl.zip');
  expect((await fs.readFile((await download.path())!)).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
});
