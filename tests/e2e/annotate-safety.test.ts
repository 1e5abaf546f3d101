import type { Page } from 'playwright/test';
import { enter, makeProject, number, signInAs } from './setup/annotate-project';
import { clean } from './setup/clean-page';
import { expect, test } from './setup/fixtures';

/* What becomes of labels while the server is out of reach, the person signed out, or the rules have changed meanwhile. */

const label = async (page: Page, key: string) => {
  await page.keyboard.press(key);
  await page.keyboard.press('Enter');
};

test('labels outlive a server out of reach and a reload, and each arrives once', async ({
  page,
  allowConsoleError,
}) => {
  allowConsoleError(/503/);
  const project = await makeProject('out-of-reach', { comparisons: 5 });
  await enter(page, project.email, project.path);
  await page.route('**/annotate/labels', (route) => route.fulfill({ status: 503, body: '{}' }));
  await label(page, '1');
  await expect(number(page)).toHaveText('Comparison 2 of 5');
  await label(page, '2');
  await expect(page.getByText('2 kept on this device')).toBeVisible();
  expect(await project.current()).toEqual([]);
  await clean(page, { picture: 'kept on this device' });

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
    await expect(page.getByRole('radio', { name: 'B is better', exact: true })).toBeChecked();
    await expect.poll(async () => (await project.current()).length).toBe(1);
  });
  await project.close();
});

test('without a network labelling goes on, a draft comes back, and all is sent when it returns', async ({
  page,
  context,
  allowConsoleError,
}) => {
  allowConsoleError(/ERR_INTERNET_DISCONNECTED/);
  const project = await makeProject('offline', { comparisons: 4 });
  await enter(page, project.email, project.path);
  await context.setOffline(true);
  await label(page, '1');
  await label(page, '0');
  await expect(page.getByText('Offline, 2 kept')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('r');
  await page.keyboard.type('Half a thought');
  await context.setOffline(false);
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await project.current()).length).toBe(2);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'B is better', exact: true })).toBeChecked();
  await expect(page.getByRole('textbox')).toHaveValue('Half a thought');
  await project.close();
});

test('labels wait through a sign-out for the same person, and another one neither sends nor sees them', async ({
  page,
  context,
  allowConsoleError,
}) => {
  allowConsoleError(/401|503/);
  const project = await makeProject('signed-out', { comparisons: 4 });
  const stranger = await makeProject('stranger', { comparisons: 2 });
  await stranger.query(
    `INSERT INTO membership (project_id, user_id, role) SELECT p.id, u.id, 'ANNOTATOR' FROM project p, app_user u WHERE p.slug LIKE 'signed-out-%' AND u.email = $1 || '@example.org'`,
  );
  await stranger.query(
    `INSERT INTO annotator (project_id, user_id, name) SELECT p.id, u.id, 'Stranger' FROM project p, app_user u WHERE p.slug LIKE 'signed-out-%' AND u.email = $1 || '@example.org'`,
  );
  await enter(page, project.email, project.path);
  await context.clearCookies();
  await label(page, '1');
  await expect(page.getByRole('link', { name: 'Sign in to send' })).toBeVisible();
  expect(await project.current()).toEqual([]);

  await signInAs(page, stranger.email, project.path);
  await page.getByRole('button', { name: 'I have read it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('All saved')).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByText('No labels that could be changed')).toBeVisible();
  expect(await project.current()).toEqual([]);
  await context.clearCookies();

  await enter(page, project.email, project.path);
  await expect.poll(async () => (await project.current()).length).toBe(1);
  await project.close();
  await stranger.close();
});

test('a guideline that changes meanwhile is read before the next label, and what was chosen before counts as before', async ({
  page,
  allowConsoleError,
}) => {
  allowConsoleError(/409/);
  const project = await makeProject('guideline', { comparisons: 8, read: false });
  await signInAs(page, project.email, project.path);
  const first = page.getByRole('dialog', { name: 'Read the guideline first' });
  await expect(first).toContainText('Prefer what is correct');
  await clean(page, { picture: 'the guideline, due for the first time' });
  await page.keyboard.press('Escape');
  await label(page, '1');
  await expect(first).toBeVisible();
  await first.getByRole('button', { name: 'I have read it' }).click();
  await expect(first).toBeHidden();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await project.current()).length).toBe(1);

  await project.publish(2, 'Prefer what is **correct** and say why.');
  // The page does not know yet: the server refuses to take this one before the changes are read.
  await label(page, '2');
  const changed = page.getByRole('dialog', { name: 'The guideline has changed: version 2' });
  // It opens by itself as soon as the page has heard of it.
  await expect(changed).toContainText('Now say why.', { timeout: 20_000 });
  await expect(changed.locator('ins').last()).toContainText('say why');
  await clean(page, { picture: 'the guideline, changed' });
  expect(await project.current()).toHaveLength(1);
  await changed.getByRole('button', { name: 'I have read it' }).click();
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 20_000 });
  await label(page, '0');
  await expect.poll(async () => (await project.current()).map((l) => l.guideline)).toEqual([1, 1, 2]);
  await project.close();
});

test('a label that the form no longer allows is kept, opened again and mended', async ({
  page,
  allowConsoleError,
}) => {
  allowConsoleError(/422/);
  const project = await makeProject('mended', { comparisons: 4 });
  await enter(page, project.email, project.path);
  await project.query(
    `UPDATE project SET label_form = label_form || '{"rationale":"required","rationaleMinimum":5}' WHERE slug = $1`,
  );
  await label(page, '1');
  await page.getByRole('button', { name: 'Review' }).click();
  const review = page.getByRole('dialog', { name: '1 label not accepted' });
  await expect(review).toContainText('Say why in 5 characters or more');
  await clean(page, { picture: 'the review of what was not accepted' });
  await review.getByRole('button', { name: 'Open it again' }).click();
  await expect(page.getByRole('radio', { name: 'A is better', exact: true })).toBeChecked();
  await page.getByRole('textbox', { name: 'Say why' }).fill('It is right.');
  await page.getByRole('button', { name: /Submit and next/ }).click();
  await expect.poll(async () => (await project.current()).map((l) => l.rationale)).toEqual(['It is right.']);
  await project.close();
});
