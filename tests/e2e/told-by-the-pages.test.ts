import { closeDatabase } from '#lib/db';
import { DRIFT_AFTER_LABEL, SCENARIOS, type ScenarioName } from '#prisma/seed/scenarios/build-scenario';
import { seedScenario } from '#prisma/seed/scenarios/seed-scenario';
import { expect, test } from './setup/fixtures';

/*
 * Projects in which one thing is wrong: do the pages tell a lead which? Last of all, because the lead then leads more
 * than one project.
 */

test.beforeAll(async () => {
  for (const name of Object.keys(SCENARIOS) as ScenarioName[]) await seedScenario(name);
});
test.afterAll(closeDatabase);

test('the one who drifts is named, with a start near the true one', async ({ page, signIn }) => {
  await signIn('Lead');
  await page.goto('/p/drifted-annotator/annotators');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One of 8 annotators needs you');
  await expect(page.getByText('Viktor Sauer drifts.')).toBeVisible();
  await page.getByRole('link', { name: 'Viktor Sauer' }).click();
  const note = page.getByText(/estimated start at label/);
  await expect(note).toBeVisible();
  const start = Number(/label (\d+)/.exec((await note.textContent())!)![1]);
  expect(Math.abs(start - DRIFT_AFTER_LABEL)).toBeLessThanOrEqual(50);
  const chart = /over (\d+) labels.*alarm at label (\d+)/.exec(
    (await page.locator('figcaption', { hasText: 'Control chart' }).textContent())!,
  )!;
  expect(Number(chart[2]), 'the label of the alarm, on the axis of the chart').toBeLessThanOrEqual(
    Number(chart[1]),
  );
  await expect(page.getByRole('table', { name: /Probability of each answer/ })).toBeVisible();
  await page.getByTestId('disagreements').getByRole('link').first().click();
  await page.waitForURL(/\/comparisons\/\d+/);
});

test('the one who favours a side stands outside the funnel', async ({ page, signIn }) => {
  await signIn('Lead');
  await page.goto('/p/left-clicker/annotators');
  await expect(page.getByText('Lucía Haugen favours one side of the screen.')).toBeVisible();
  const left = page.getByTestId('habits').locator('section').first();
  await expect(left.getByRole('heading')).toContainText('The left side');
  await expect(left.locator('figcaption')).toContainText('Lucía Haugen stands out');
  await expect(left.locator('svg text', { hasText: 'Lucía Haugen' })).toBeVisible();
});

test('the tag on which the guideline is silent is what to fix first, one click from its disagreements', async ({
  page,
  signIn,
}) => {
  await signIn('Lead');
  await page.goto('/p/guideline-gap');
  const first = page.getByTestId('fix-first').getByRole('listitem').first();
  await expect(first).toContainText('health');
  await expect(first).toContainText('Tag');
  await first.getByRole('link').click();
  await page.waitForURL(/tag=health/);
  await expect(page.getByText('Tag: health.')).toBeVisible();
  const first50 = await page.getByRole('listitem').filter({ hasText: 'health' }).count();
  const file = page.getByRole('link', { name: 'Export CSV' });
  const lines = (await (await page.request.get((await file.getAttribute('href'))!)).text())
    .trim()
    .split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff?comparison,title,tags,/);
  expect(lines.length - 1, 'the file has the whole search, not the page of it').toBeGreaterThanOrEqual(
    first50,
  );
  expect(lines.slice(1).every((line) => line.includes('health'))).toBe(true);
  await page.goto('/p/guideline-gap/comparisons?section=4.+Safety&tags=health,personal-finance&split=1');
  await expect(
    page.getByText('Section “4. Safety” of the guideline, on health, personal-finance.'),
  ).toBeVisible();
  await expect(page.getByRole('main').getByText('personal-finance', { exact: true }).first()).toBeVisible();
});
