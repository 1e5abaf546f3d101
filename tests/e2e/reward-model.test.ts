import fs from 'node:fs/promises';
import { closeDatabase } from '#lib/db';
import { clean } from './setup/clean-page';
import { expect, test } from './setup/fixtures';
import { rewardProject } from './setup/reward-project';

/*
 * From a batch that may train to a model that can be judged: what is asked for, what the run says about itself, two runs
 * side by side, and the card that goes along with the model.
 */

test.afterAll(closeDatabase);

test('two runs are trained by different choices, reported, compared and described', async ({
  page,
  signIn,
}) => {
  test.setTimeout(400_000);
  const { path } = await rewardProject();
  await signIn('Admin');

  await test.step('the form says what can be chosen, and when DPO is the better choice', async () => {
    await page.goto(`${path}/training`);
    await expect(page.getByText('Consider DPO on these labels')).toBeVisible();
    await page.getByText('How it trains').click();
    await clean(page);
    await page.getByRole('button', { name: 'Request training' }).click();
    await expect(page).toHaveURL(/\/training\/1$/);
    await expect(page.getByText('Trained', { exact: true })).toBeVisible({ timeout: 150_000 });
  });

  await test.step('the report says what the model is worth, where, and what it is for', async () => {
    await page.reload();
    for (const title of [
      'Where it is right, and where it is not',
      'What it rewards',
      'What it says about the labels',
      'Worst errors',
      'How it was made',
    ])
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByText('58 to 66 %')).toBeVisible();
    await expect(
      page.getByRole('table', { name: /Share of people's votes won by the best of n/ }),
    ).toBeAttached();
    const coin = page.getByRole('row', { name: /w11/ });
    await expect(coin).toBeVisible();
    await clean(page);
    await page.locator('section', { hasText: 'Worst errors' }).getByRole('link').first().click();
    await page.waitForURL(/\/comparisons\/\d+/);
  });

  await test.step('a second run trains by other choices and is held against the first, pair by pair', async () => {
    await page.goto(`${path}/training`);
    await page.getByText('How it trains').click();
    await page.getByLabel('Trust in labels').selectOption('uniform');
    await page.getByLabel('Length', { exact: true }).selectOption('residual');
    await page.getByRole('button', { name: 'Request training' }).click();
    await expect(page).toHaveURL(/\/training\/2$/);
    await expect(page.getByText('Trained', { exact: true })).toBeVisible({ timeout: 150_000 });
    await page.getByRole('link', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/[Rr]un 1/);
    await expect(page.getByText(/Run 2 less run 1:/)).toBeVisible();
    await expect(page.getByText(/on \d+ held-out pairs in common/)).toBeVisible();
    const trust = page.getByRole('row', { name: /Trust in labels/ });
    await expect(trust).toContainText('by who is right how often');
    await expect(trust).toContainText('every label the same');
    await clean(page);
  });

  await test.step('the model card is Markdown with figures, limits and lineage', async () => {
    await page.goto(`${path}/training/1`);
    const loaded = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Model card' }).first().click();
    const card = await fs.readFile((await (await loaded).path())!, 'utf8');
    expect(card).toMatch(/^---\nlibrary_name: concord/);
    for (const part of [
      '# rm-reward-model-1',
      '## What it is not for',
      '## Known faults',
      'exploratory, version',
    ])
      expect(card).toContain(part);
    expect(card).toMatch(/Snapshot of the labels \(SHA-256\) \| `[0-9a-f]{64}`/);
    expect(card).not.toContain('w11');
  });
});
