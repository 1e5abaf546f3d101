import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';

interface Look {
  /** Keeps a picture of this name among the test's results, where PICTURES=1 or ALL_FORMS=1 asks for them. */
  picture?: string;
  /** All of the page, not only what is on the screen. */
  fullPage?: boolean;
}

const WANTED = Boolean(process.env.PICTURES || process.env.ALL_FORMS);

/** axe finds nothing on what the page shows now, and nothing scrolls it sideways. Each fault is told, not only the first. */
export async function clean(page: Page, { picture, fullPage = false }: Look = {}): Promise<void> {
  const state = picture ?? new URL(page.url()).pathname;
  if (picture && WANTED) await page.screenshot({ path: test.info().outputPath(`${picture}.png`), fullPage });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))]),
      `axe on: ${state}`,
    )
    .toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(sideways, `pixels that scroll sideways on: ${state}`).toBeLessThanOrEqual(0);
}
