import type { Page } from 'playwright/test';
import { test } from './setup/fixtures';
import { walkPage } from './setup/walk-page';

/*
 * Every page of a lead as it looks: on a desk and on a telephone, light and dark. The pictures are kept with the results for
 * whoever wants to see them.
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
test('every page of a lead is whole', async ({ page, signIn }) => {
  test.setTimeout(300_000);
  await signIn('Lead');
  for (const path of PAGES) {
    const address = PROJECT + path.replace('[first]', await firstAnnotator(page, path));
    await test.step(address, () => walkPage(page, address, path.replaceAll(/\W+/g, '-') || 'overview'));
  }
});

/** The id of the annotator who stands first in the table, for the page that is about one. */
async function firstAnnotator(page: Page, path: string): Promise<string> {
  if (!path.includes('[first]')) return '';
  const link = page.getByRole('region', { name: 'Table: Annotators' }).getByRole('link').first();
  return /annotators\/(\d+)/.exec((await link.getAttribute('href'))!)![1]!;
}
