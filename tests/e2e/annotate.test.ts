import { enter, makeProject, number, SECRETS } from './setup/annotate-project';
import { clean } from './setup/clean-page';
import { expect, test } from './setup/fixtures';

/*
 * The labelling page in a project of its own: a day's work by keyboard alone, and what the page gives away.
 */

test('twenty comparisons are labelled by keyboard alone, and nothing gives a source, gold or repeat away', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const project = await makeProject('keyboard-only', {
    comparisons: 21,
    form: {
      aspects: [
        { id: 'helpfulness', name: 'Helpfulness', required: true },
        { id: 'honesty', name: 'Honesty', required: false },
      ],
    },
  });
  const heard: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('keyboard-only')) heard.push(await response.text().catch(() => ''));
  });
  await enter(page, project.email, project.path);
  await clean(page, { picture: 'a comparison' });

  await test.step('the panels open and close by key', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await expect(page.getByRole('complementary')).toContainText('Prefer what is correct');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(page.getByRole('article', { name: 'Response A' }).locator('mark')).not.toHaveCount(0);
    await page.keyboard.press('d');
    await expect(page.getByRole('article', { name: 'Response A' }).locator('mark')).toHaveCount(0);
  });

  await test.step('nothing is submitted while somebody types', async () => {
    await page.keyboard.press('r');
    await page.keyboard.type('1 b zebra, slower, flagged? ');
    await expect(number(page)).toHaveText('Comparison 1 of 21');
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('one is skipped, with a reason', async () => {
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog', { name: 'Skip this comparison?' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(number(page)).toHaveText('Comparison 1 of 20');
  });

  await test.step('a required aspect is asked for', async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Choose for “Helpfulness”, too.')).toBeVisible();
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
        // The flag: Tab from the heading's close button over the kinds to where it is.
        await page.keyboard.press('f');
        await expect(page.getByRole('dialog', { name: 'Flag something' })).toBeVisible();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect(page.getByText('Harmful: response B')).toBeVisible();
        await page.keyboard.press('Shift+Digit2');
      }
      // Down to the first aspect, towards A; with every second one also the other aspect, to the tie.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      if (i % 2 === 1) {
        await page.keyboard.press('j');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowRight');
      }
      await page.keyboard.press('Enter');
      if (i === 10) {
        await expect(number(page)).toHaveText('Comparison 12 of 20');
        await page.keyboard.press('z');
        await expect(number(page)).toHaveText('Comparison 11 of 20');
        await expect(page.getByRole('radio', { name: 'A is better', exact: true })).toBeChecked();
        await page.keyboard.press('2');
        await page.keyboard.press('Enter');
      }
    }
    await expect(page.getByRole('heading', { name: 'All done for now' })).toBeVisible();
    await expect(page.getByText('All saved')).toBeVisible();
    await clean(page, { picture: 'all done' });
  });

  await test.step('one of them is changed from the history, without being taken back', async () => {
    await page.keyboard.press('h');
    const changes = page
      .getByRole('dialog', { name: 'Your last labels' })
      .getByRole('button', { name: /^Change/ });
    await expect(changes).toHaveCount(20);
    // The second newest: close button, first, second.
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(number(page)).toHaveText('A label of yours, to be changed');
    await expect(page.getByRole('radio', { name: 'A slightly', exact: true })).toBeChecked();
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'All done for now' })).toBeVisible();
    await expect(page.getByText('All saved')).toBeVisible();
  });

  // The change is on its way when the page is already at its end.
  await expect
    .poll(
      async () => (await project.history()).filter((l) => l.revision === 1 && l.choice === 'BOTH_BAD').length,
    )
    .toBe(1);
  const labels = await project.current();
  expect(labels).toHaveLength(20);
  const [first] = labels;
  expect(first).toMatchObject({ strength: 3, rationale: 'The other one invents a fact.' });
  expect(first!.flag).toMatchObject({ kind: 'HARMFUL', where: first!.swapped ? 'A' : 'B' });
  expect(labels.filter((l) => l.choice === 'TIE')).toHaveLength(4);
  expect(labels.filter((l) => l.choice === 'BOTH_BAD')).toHaveLength(3);
  expect(labels.filter((l) => l.choice === 'CANT_JUDGE')).toHaveLength(2);
  expect(labels.every((l) => l.aspects.helpfulness === (l.swapped ? 'B' : 'A'))).toBe(true);
  expect(labels.filter((l) => l.aspects.honesty === 'TIE')).toHaveLength(10);
  const revised = (await project.history()).filter((l) => l.revision === 1 && l.choice === 'BOTH_BAD');
  expect(revised).toHaveLength(1);
  expect(heard.length).toBeGreaterThan(20);
  for (const secret of [
    ...SECRETS,
    'goldChoice',
    'gold_choice',
    'swapped',
    '"GOLD"',
    '"REPEAT"',
    '"kind"',
    // With its colon, plain and escaped: the ends of an icon's strokes are "round" too.
    '"round":',
    '\\"round\\":',
  ])
    expect(
      heard.filter((text) => text.includes(secret)),
      `what the page hears of ${secret}`,
    ).toEqual([]);
  await project.close();
});

test('keys are changed per person, a taken key says so, and they are the same on another device', async ({
  page,
  browser,
  baseURL,
}) => {
  const project = await makeProject('own-keys', { comparisons: 3 });
  await enter(page, project.email, project.path);
  await page.keyboard.press(',');
  const dialog = page.getByRole('dialog', { name: 'How you like this page' });
  await dialog.getByRole('button', { name: 'Change the key for: Tie' }).click();
  await page.keyboard.press('Backspace');
  await expect(dialog.getByText('Take another.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Change the key for: Tie' }).click();
  await page.keyboard.press('s');
  await expect(dialog.getByText('S is taken: Skip, with a reason')).toBeVisible();
  await clean(page, { picture: 'a key that is taken' });
  const saved = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/annotate'));
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await saved;
  await page.keyboard.press('Escape');

  const other = await browser.newContext({ baseURL });
  const device = await other.newPage();
  await enter(device, project.email, project.path);
  await device.keyboard.press('s');
  await expect(device.getByRole('radio', { name: 'Tie' })).toBeChecked();
  await expect(device.getByText('S', { exact: true })).toHaveCount(1);
  await other.close();
  await project.close();
});
