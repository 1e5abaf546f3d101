import pg from 'pg';
import type { Page } from 'playwright/test';
import { setting } from '#lib/env';
import { expect, test } from './setup/fixtures';

/*
 * The way of the demo, through the real pages: training is asked for and blocked; the lead pauses the drifter and
 * collects overlap; the gate opens, the waiting run trains by itself, and its model answers over HTTP.
 */

const PROJECT = '/p/helpful-assistant';

/** Opens a place of the demo on a comparison that this annotator has not seen: other tests may have worked off what waited. */
async function onePlaceFor(email: string): Promise<void> {
  const db = new pg.Client({ connectionString: setting('DATABASE_URL') });
  await db.connect();
  const { rowCount } = await db.query(
    `UPDATE comparison SET places = places_taken + 1, priority = 100 WHERE id = (
       SELECT c.id FROM comparison c JOIN project p ON p.id = c.project_id AND '/p/' || p.slug = $2
         JOIN annotator a ON a.project_id = c.project_id JOIN app_user u ON u.id = a.user_id AND u.email = $1
       WHERE c.gold_choice IS NULL AND NOT EXISTS (SELECT 1 FROM label l WHERE l.comparison_id = c.id AND l.annotator_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.comparison_id = c.id AND s.annotator_id = a.id) ORDER BY c.id DESC LIMIT 1)`,
    [email, PROJECT],
  );
  await db.end();
  expect(rowCount).toBe(1);
}

const upToDate = (page: Page) =>
  expect(page.getByTestId('measured')).toContainText('up to date', { timeout: 30_000 });

test('from sign-in to a score, through a gate that blocks first', async ({
  page: admin,
  signIn,
  person,
  baseURL,
}) => {
  test.setTimeout(480_000);
  await signIn('Admin');

  await test.step('the admin asks for training, and the gate blocks it with reasons', async () => {
    await admin.goto(`${PROJECT}/training`);
    await expect(admin.getByRole('heading', { level: 1 })).toContainText('may not train yet');
    await admin.getByRole('button', { name: 'Request training' }).click();
    await expect(admin).toHaveURL(/\/training\/1$/);
    await expect(admin.getByText('Blocked', { exact: true })).toBeVisible();
    await expect(
      admin.getByRole('row', { name: /Fail.*Labels by drifting or paused annotators/ }),
    ).toBeVisible();
  });

  const lead = await person('Lead');
  await test.step('the lead sees who drifts, and pauses them with the labels since the start set aside', async () => {
    await lead.goto(PROJECT);
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Not ready for training');
    await lead.getByRole('link', { name: 'Review and pause' }).click();
    await expect(lead.getByText('estimated start at label')).toBeVisible();
    const pause = lead.locator('form', { has: lead.getByRole('button', { name: /^Pause / }) });
    await pause
      .getByLabel('Reason')
      .fill('Your labels since the change disagree with everyone’s. Let us talk.');
    await expect(pause.getByRole('checkbox')).toBeChecked();
    await pause.getByRole('button', { name: /^Pause / }).click();
    await expect(lead.getByText(/is paused; \d+ labels are set aside/)).toBeVisible();
    await lead.goto(PROJECT);
    await upToDate(lead);
    await expect(
      lead.getByRole('row', { name: /Pass.*Labels by drifting or paused annotators/ }),
    ).toBeVisible();
  });

  await test.step('the lead collects overlap until the gate opens', async () => {
    const heading = lead.getByRole('heading', { level: 1 });
    for (
      let round = 1;
      round <= 4 && !/Ready for training/.test((await heading.textContent()) ?? '');
      round++
    ) {
      await lead
        .getByRole('button', { name: /^Collect / })
        .first()
        .click();
      await lead.getByRole('button', { name: 'Simulate the labels' }).click({ timeout: 20_000 });
      await expect(lead.getByText(/\d places? waits? for a label/)).toBeHidden({ timeout: 180_000 });
      await upToDate(lead);
    }
    await expect(heading).toHaveText('Ready for training');
  });

  await test.step('the waiting run starts by itself and trains', async () => {
    await expect(admin.getByText('Trained', { exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(admin.getByRole('heading', { name: 'rm-helpful-assistant-1' })).toBeVisible();
    await expect(
      admin.getByRole('table', { name: 'Held-out accuracy beside length and people' }),
    ).toContainText('all held-out pairs');
  });

  await test.step('its model answers over HTTP with an API key', async () => {
    await admin.goto(`${PROJECT}/settings/api-keys`);
    await admin.getByLabel('Name').fill('journey');
    await admin.getByLabel(/reward:score/).check();
    await admin.getByRole('button', { name: /Create/ }).click();
    const key = await admin.getByText(/^concord_[\w-]{20,}$/).textContent();
    const ask = (body: object, bearer = key) =>
      fetch(`${baseURL}/api/v1/rewards`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      });
    const answer = await ask({
      prompt: 'How do I keep basil fresh?',
      responses: [
        'Trim the stems, stand the bunch in a glass of water at room temperature, and change the water every two days.',
        'It depends.',
      ],
    });
    expect(answer.status).toBe(200);
    const scores = (await answer.json()) as { model: string; rewards: { reward: number }[]; best: number };
    expect(scores.model).toBe('rm-helpful-assistant-1');
    expect(scores.rewards.every((r) => Number.isFinite(r.reward))).toBe(true);
    expect(scores.rewards).toHaveLength(2);
    expect((await ask({ prompt: 'x', responses: ['y'] }, 'concord_wrong')).status).toBe(401);
    expect((await ask({ responses: ['y'] })).status).toBe(422);
  });
});

test('a label submitted on the page comes onto the lead’s page without reloading', async ({
  page,
  signIn,
  person,
}) => {
  await signIn('Lead');
  await page.goto(PROJECT);
  await upToDate(page);
  const labels = async () =>
    Number(
      /([\d,]+) labels/.exec((await page.getByTestId('measured').textContent()) ?? '')![1]!.replace(',', ''),
    );
  const before = await labels();
  await onePlaceFor('maren@example.org');
  const annotator = await person('Annotator');
  await annotator.goto(`${PROJECT}/annotate`);
  // Keys work as soon as the page has woken up.
  await expect(async () => {
    await annotator.keyboard.press('1');
    await expect(annotator.getByText('Your choice').first()).toBeVisible({ timeout: 500 });
  }).toPass();
  const accepted = annotator.waitForResponse(
    (r) => r.url().includes('/annotate/') && r.request().method() === 'POST' && r.ok(),
  );
  await annotator.keyboard.press('Enter');
  await accepted;
  const began = Date.now();
  await expect.poll(labels, { intervals: [50], timeout: 10_000 }).toBe(before + 1);
  // The goal is two seconds; the figure is reported, because a busy machine takes longer without anything being wrong.
  console.log(`  from the acknowledgement to the lead’s page: ${Date.now() - began} ms (goal 2000)`);
});
