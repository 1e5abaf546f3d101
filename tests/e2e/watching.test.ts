import { closeDatabase } from '#lib/db';
import { seedWatchedScenario } from '#prisma/seed/scenarios/seed-watched-scenario';
import { expect, test } from './setup/fixtures';
import { walkPage } from './setup/walk-page';

/** A reward model that a simulated language model learns to please: does the page say when to stop, and why? */
let seeded: Awaited<ReturnType<typeof seedWatchedScenario>>;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  seeded = await seedWatchedScenario();
});
test.afterAll(closeDatabase);

test('the warning comes before the gold score has passed its peak by a nat, with the reason', async ({
  page,
  signIn,
}) => {
  await signIn('Admin');
  await page.goto(`/p/${seeded.slug}/watching`);
  const withGold = seeded.series.find(({ optimisation }) => optimisation.includes('with gold'))!;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Stop “${withGold.optimisation}” at step ${withGold.warning!.step}`,
  );
  expect(withGold.warning!.kl).toBeLessThanOrEqual(withGold.truePeakKl! + 1);
  const chart = page.getByTestId('optimisation-chart');
  await expect(chart.getByTestId('warning-mark')).toContainText(`stop: step ${withGold.warning!.step}`);
  await expect(chart.locator('figcaption')).toContainText('Reward and gold');
  // The reward of the last checkpoint is the highest, the gold score is not.
  const table = chart.getByRole('table');
  const column = async (n: number) =>
    (await table.locator(`tbody tr td:nth-child(${n})`).allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
  const [rewards, gold] = [await column(3), await column(4)];
  expect(rewards.at(-1)!).toBeGreaterThan(rewards[0]! + 1.5);
  expect(gold.at(-1)!).toBeLessThan(Math.max(...gold) - 0.25);
  await expect(
    page.getByText('the reward still rises, but the gold score is about to turn').first(),
  ).toBeVisible();
});

test('without gold scores the other signs warn, and probes, traffic and alerts have their evidence', async ({
  page,
  signIn,
}) => {
  await signIn('Admin');
  await page.goto(`/p/${seeded.slug}/watching`);
  await page.getByRole('link', { name: 'Assistant, without gold scores', exact: true }).click();
  const without = seeded.series.find(({ optimisation }) => optimisation.includes('without'))!;
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`step ${without.warning!.step}`);
  expect(without.warning!.kl).toBeLessThanOrEqual(without.truePeakKl! + 1);
  await expect(page.getByRole('table', { name: 'Probes of the reward model' })).toContainText(
    'Empty formatting',
  );
  const traffic = page.getByRole('table', { name: 'Traffic by caller' });
  await expect(traffic.getByRole('row', { name: /RL trainer/ })).toContainText(/other (rewards|lengths)/);
  await expect(traffic.getByRole('row', { name: /Evaluation/ })).toContainText('like the data');
  await page.goto(`/p/${seeded.slug}/alerts?kind=reward-drift`);
  await page.getByRole('link', { name: /Evidence: RL trainer/ }).click();
  await page.waitForURL(/\/watching\?model=/);
  await expect(page.getByRole('heading', { name: 'Traffic' })).toBeInViewport();
});

test('the page is clean', async ({ page, signIn }) => {
  await signIn('Admin');
  await walkPage(page, `/p/${seeded.slug}/watching`, 'watching');
  await expect(page.getByTestId('warning-mark')).toBeVisible();
});
