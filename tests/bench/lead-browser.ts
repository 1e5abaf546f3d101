import { chromium, type Page } from 'playwright';
import { workingChromium } from '#tests/e2e/setup/chromium';
import type { MillionApp } from './million-app';

interface Task {
  what: string;
  milliseconds: number;
}

/** What a lead does with the large tables and pictures: the longest task of the browser's main thread in each. */
export async function longestTasks(app: MillionApp): Promise<Task[]> {
  const executablePath = (await workingChromium()) || undefined;
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const cookies = app.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: app.address };
    });
    await context.addCookies(cookies);
    await context.addInitScript(watchTasks);
    const page = await context.newPage();
    const base = `${app.address}/p/${app.project.slug}`;
    const found: Task[] = [];
    for (const [what, act] of Object.entries(ACTS)) {
      await act(page, base);
      // A task is told of when it has ended.
      await page.waitForTimeout(500);
      found.push({ what, milliseconds: await page.evaluate(takeLongest) });
    }
    return found;
  } finally {
    await browser.close();
  }
}

function watchTasks(): void {
  const seen: number[] = [];
  (globalThis as unknown as { longTasks: number[] }).longTasks = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.push(entry.duration);
  }).observe({ entryTypes: ['longtask'] });
}

/** The longest since the last time. */
function takeLongest(): number {
  const seen = (globalThis as unknown as { longTasks: number[] }).longTasks;
  return Math.max(0, ...seen.splice(0));
}

const ACTS: Record<string, (page: Page, base: string) => Promise<void>> = {
  'the table of annotators opens': async (page, base) => {
    await page.goto(`${base}/annotators`);
    await page.getByRole('table', { name: 'Annotators', exact: true }).waitFor();
    await page.locator('[data-testid="habits"] svg.recharts-surface').nth(3).waitFor();
  },
  'it is sorted, searched and turned': async (page) => {
    const header = page.getByRole('columnheader');
    for (const name of ['Labels', 'Kappa', 'Left rate']) await header.getByRole('button', { name }).click();
    await page.getByLabel('Name', { exact: true }).fill('12');
    await page.waitForTimeout(400);
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.waitForTimeout(400);
    await page.getByRole('button', { name: 'Next page' }).click();
  },
  'all of its rows at once': async (page) => {
    await page.getByLabel('Rows').selectOption('500');
    await page.getByRole('row').nth(299).waitFor();
  },
  'the matrix of annotators opens': async (page, base) => {
    await page.goto(`${base}/agreement`);
    await page.locator('canvas[width]').waitFor();
  },
  'it is pointed at and walked': async (page) => {
    const box = (await page.locator('canvas').boundingBox())!;
    for (let step = 1; step < 30; step++)
      await page.mouse.move(box.x + 10 + step * 20, box.y + 10 + step * 9);
    await page.getByRole('application').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home']) await page.keyboard.press(key);
  },
  'it shows kappa, then the order of names': async (page) => {
    await page.getByRole('link', { name: 'Show kappa' }).click();
    await page.getByRole('link', { name: 'Show agreement' }).waitFor();
    await page.getByRole('link', { name: 'Order by name' }).click();
    await page.getByRole('link', { name: 'Order by likeness' }).waitFor();
  },
  'the pairs are sorted': async (page) => {
    await page.getByRole('link', { name: 'Shared', exact: true }).click();
    await page.locator('th[aria-sort="descending"]', { hasText: 'Shared' }).waitFor();
  },
  'the slices open': async (page, base) => {
    await page.goto(`${base}/agreement/slices`);
    await page.getByRole('table', { name: 'Tag', exact: true }).waitFor();
  },
  'the disagreements open, and some are chosen': async (page, base) => {
    await page.goto(`${base}/agreement/disagreements`);
    const boxes = page.getByRole('checkbox', { name: /^Choose / });
    for (const at of [0, 1, 2]) await boxes.nth(at).check();
    await page.getByText('The responses').first().click();
  },
  'the printable report opens': async (page, base) => {
    await page.goto(`${base}/report`);
    await page.getByRole('table', { name: 'Annotators with their figures' }).waitFor();
  },
};
