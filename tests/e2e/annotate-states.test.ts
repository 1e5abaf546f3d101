import type { Page } from 'playwright/test';
import { makeProject, number, signInAs } from './setup/annotate-project';
import { clean } from './setup/clean-page';
import { expect, test } from './setup/fixtures';

/*
 * Every state of the labelling page, wide in the light and on a phone in the dark: nothing for axe to find, nothing that
 * scrolls sideways, and the form at the thumb.
 */

const RICH = (side: string) =>
  `${side} answer with $x^2$ and a price of $5.\n\n\`\`\`python\n${'print("a line of code that is too long for a phone to show it without scrolling")\n'.repeat(9)}\`\`\`\n\n| a | b | c |\n| - | - | - |\n| 1 | 2 | ${'wide '.repeat(30)} |\n\n[A link](https://example.org/${'long'.repeat(30)}) ![a picture](https://example.org/x.png)\n\n${'And much more text. '.repeat(60)}\n\nEnd of the ${side}`;

const FORM = {
  aspects: ['Helpfulness', 'Honesty', 'Harmlessness'].map((name) => ({ id: name.toLowerCase(), name })),
  rationale: 'required',
  rationaleMinimum: 20,
  reasonRequired: true,
};

const LOOKS = [
  { name: 'wide and light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'on a phone in the dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

const press = (page: Page, key: string) => page.keyboard.press(key);

for (const { name, viewport, colorScheme } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme });

    test('every state of the page is clean', async ({ page, context, allowConsoleError }) => {
      test.setTimeout(240_000);
      allowConsoleError(/ERR_INTERNET_DISCONNECTED|401|403|409|503|ERR_FAILED/);
      const turns = [
        { role: 'user', content: 'An earlier question' },
        { role: 'assistant', content: 'An earlier answer' },
      ];
      const project = await makeProject('states', {
        ...{ comparisons: 6, read: false, form: FORM },
        ...{ response: RICH, prompt: turns },
      });
      await signInAs(page, project.email, project.path);
      const due = page.getByRole('dialog', { name: 'Read the guideline first' });
      await expect(due).toBeVisible({ timeout: 30_000 });
      await clean(page, { picture: 'guideline due' });
      await due.getByRole('button', { name: 'I have read it' }).click();
      await expect(due).toBeHidden();
      await clean(page, { picture: 'comparison' });
      await page.getByText('2 earlier turns').first().click();
      await clean(page, { picture: 'comparison with the whole conversation' });

      await test.step('the form stays in the window, at the thumb', async () => {
        const submit = await page.getByRole('button', { name: /Submit and next/ }).boundingBox();
        expect(submit!.y + submit!.height).toBeLessThanOrEqual(viewport.height);
        expect(submit!.y).toBeGreaterThan(viewport.height * 0.7);
      });

      await press(page, 'Enter');
      await expect(page.getByText('Choose a response first.')).toBeVisible();
      await press(page, '1');
      await press(page, 'ArrowDown');
      await press(page, 'ArrowRight');
      await clean(page, { picture: 'filled in, with a problem' });
      await press(page, 'd');
      await expect(page.locator('mark').first()).toBeVisible();
      await clean(page, { picture: 'differences' });
      await press(page, 'd');

      for (const [key, title] of [
        ['?', 'Keys'],
        ['s', 'Skip this comparison?'],
        ['f', 'Flag something'],
        ['h', 'Your last labels'],
        [',', 'How you like this page'],
      ] as const) {
        await press(page, key);
        await expect(page.getByRole('dialog', { name: title })).toBeVisible();
        await expect(page.getByRole('dialog').locator('[aria-busy="true"]')).toHaveCount(0);
        await clean(page, { picture: title });
        await press(page, 'Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await press(page, 'g');
      await expect(page.getByRole('complementary')).toBeVisible();
      await clean(page, { picture: 'guideline open' });
      await press(page, 'g');

      await test.step('stacked, larger, scrolling together', async () => {
        await press(page, ',');
        await page.getByRole('radio', { name: 'One above the other' }).check();
        await page.getByRole('radio', { name: 'Larger' }).check();
        await page.getByRole('checkbox', { name: 'Scroll both responses together' }).check();
        await press(page, 'Escape');
        await clean(page, { picture: 'stacked and larger' });
        const [a, b] = ['A', 'B'].map((side) =>
          page.getByRole('region', { name: `Text of response ${side}` }),
        );
        await a!.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await expect
          .poll(() => b!.evaluate((el) => el.scrollTop + el.clientHeight - el.scrollHeight))
          .toBeGreaterThan(-3);
      });

      await test.step('offline, and refused', async () => {
        const submit = async () => {
          await press(page, '1');
          await press(page, 'Shift+Digit1');
          await press(page, 'r');
          await page.keyboard.type('Long enough to be a reason.');
          await press(page, 'Control+Enter');
          await press(page, 'Escape');
        };
        await context.setOffline(true);
        await submit();
        await expect(page.getByText('Offline, 1 kept')).toBeVisible();
        await clean(page, { picture: 'offline' });
        await context.setOffline(false);
        await expect(page.getByText('All saved')).toBeVisible({ timeout: 20_000 });
        await page.route('**/annotate/labels', (route) =>
          route.fulfill({
            status: 409,
            contentType: 'application/json',
            body: '{"error":{"code":"lease_expired","message":"Someone else has labelled it meanwhile."}}',
          }),
        );
        await submit();
        await page.getByRole('button', { name: 'Review' }).click();
        await expect(page.getByRole('dialog', { name: '1 label not accepted' })).toBeVisible();
        await clean(page, { picture: 'conflict' });
        await page.getByRole('button', { name: 'Give it up' }).click();
        await press(page, 'Escape');
        await page.unroute('**/annotate/labels');
      });

      await test.step('a label being changed', async () => {
        await press(page, 'h');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Change the label/ })
          .first()
          .click();
        await expect(number(page)).toHaveText('A label of yours, to be changed');
        await clean(page, { picture: 'a label being changed' });
        await page.getByRole('button', { name: 'Keep it as it was' }).click();
      });

      await test.step('a new guideline', async () => {
        await project.publish(2, 'Prefer what is **correct**, then what is short.');
        await page.reload();
        await expect(
          page.getByRole('dialog', { name: 'The guideline has changed: version 2' }),
        ).toBeVisible();
        await clean(page, { picture: 'guideline changed' });
        await press(page, 'Escape');
      });

      await test.step('paused, nothing to do, out of reach, signed out, loading', async () => {
        await project.query(
          `UPDATE annotator SET status = 'PAUSED', status_reason = 'Let us talk first.' WHERE project_id = (SELECT id FROM project WHERE slug = $1)`,
        );
        await page.reload();
        await expect(page.getByRole('heading', { name: 'Your labelling is paused' })).toBeVisible();
        await clean(page, { picture: 'paused' });
        await project.query(
          `UPDATE annotator SET status = 'ACTIVE' WHERE project_id = (SELECT id FROM project WHERE slug = $1)`,
        );
        await project.query(
          `UPDATE batch SET status = 'CLOSED' WHERE project_id = (SELECT id FROM project WHERE slug = $1)`,
        );
        await project.query(
          `UPDATE assignment SET state = 'RELEASED', ended_at = now() WHERE state = 'LEASED' AND batch_id IN (SELECT id FROM batch WHERE project_id = (SELECT id FROM project WHERE slug = $1))`,
        );
        await page.reload();
        await press(page, 'Escape');
        await expect(page.getByRole('heading', { name: 'All done for now' })).toBeVisible();
        await clean(page, { picture: 'all done' });
        await page.route('**/annotate/next**', (route) => route.abort('failed'));
        await page.reload();
        await press(page, 'Escape');
        await expect(page.getByRole('heading', { name: 'No comparison could be fetched' })).toBeVisible();
        await clean(page, { picture: 'out of reach' });
        await page.unroute('**/annotate/next**');
        await page.route('**/annotate/next**', (route) => route.fulfill({ status: 401, body: '{}' }));
        await page.getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
        await clean(page, { picture: 'signed out' });
      });
      await project.close();
    });
  });
}

test('while the next comparison is on its way, its shape is there and clean', async ({ page }) => {
  const project = await makeProject('loading', { comparisons: 6 });
  await signInAs(page, project.email, project.path);
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 30_000 });
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/annotate/next**', async (route) => {
    await held;
    await route.continue();
  });
  for (let i = 1; i <= 3; i++) {
    await press(page, '1');
    await press(page, 'Enter');
    if (i < 3) await expect(number(page)).toHaveText(`Comparison ${i + 1} of 6`);
  }
  await expect(page.getByRole('status', { name: 'Loading the next comparison' })).toBeVisible();
  await clean(page, { picture: 'loading' });
  answer();
  await expect(number(page)).toHaveText('Comparison 4 of 6');
  await project.close();
});
