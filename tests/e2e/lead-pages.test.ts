import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './setup/fixtures';

/*
 * Every page of a lead as it looks: on a desk and on a telephone, light and dark. Nothing moves sideways, axe finds
 * nothing, and the pictures are kept with the results for whoever wants to see them.
 */

const PROJECT = '/p/helpful-assistant';
const PAGES = [
  '',
  '/batches',
  '/batches/1',
  '/comparisons',
  '/annotators',
  '/annotators/[first]',
  '/agreement',
  '/agreement/disagreements',
  '/agreement/slices',
  '/agreement/sources',
  '/agreement/judges',
  '/alerts',
  '/guideline',
  '/report',
];
const SIZES = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'telephone', width: 390, height: 844 },
];

for (const { name, ...viewport } of SIZES)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`every page of a lead is whole on a ${name}, ${colorScheme}`, async ({ page, signIn }, info) => {
      test.setTimeout(300_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await signIn('Lead');
      for (const path of PAGES) {
        const address = PROJECT + path.replace('[first]', await firstAnnotator(page, path));
        await test.step(address, async () => {
          await page.goto(address);
          await whole(page);
          const file = `${path.replaceAll(/\W+/g, '-') || 'overview'}-${name}-${colorScheme}.png`;
          await page.screenshot({ path: info.outputPath(file), fullPage: true });
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(sideways, 'pixels that the page is wider than the screen').toBe(0);
          expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        });
      }
    });

/** The id of the annotator who stands first in the table, for the page that is about one. */
async function firstAnnotator(page: Page, path: string): Promise<string> {
  if (!path.includes('[first]')) return '';
  const link = page.getByRole('region', { name: 'Table: Annotators' }).getByRole('link').first();
  return /annotators\/(\d+)/.exec((await link.getAttribute('href'))!)![1]!;
}

/** Its answer is there, what it reads apart from itself has come, and every chart is drawn. */
async function whole(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('.chart > div:not(.sr-only)')].filter(
            (frame) => !frame.querySelector('svg'),
          ).length,
      ),
    )
    .toBe(0);
}
