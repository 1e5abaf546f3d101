import { expect, type Page } from 'playwright/test';
import { clean } from './clean-page';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * The forms in which every page is looked at: both sizes and both schemes. ALL_FORMS=1 asks for all four, for whoever wants to
 * look at the pictures.
 */
const FORMS = [
  { name: 'wide, light', viewport: WIDE, colorScheme: 'light' },
  { name: 'phone, dark', viewport: PHONE, colorScheme: 'dark' },
  ...(process.env.ALL_FORMS
    ? ([
        { name: 'wide, dark', viewport: WIDE, colorScheme: 'dark' },
        { name: 'phone, light', viewport: PHONE, colorScheme: 'light' },
      ] as const)
    : []),
] as const;

/**
 * Opens a page once and finds it whole and clean in every form: a heading, a title, nothing loading any more, every chart drawn. On a
 * phone it is opened, the other forms come by turning the device, so that both roads to a layout are walked. Its pictures are kept
 * among the test's results where somebody asked for them.
 */
export async function walkPage(page: Page, path: string, name: string): Promise<void> {
  for (const [at, { name: form, viewport, colorScheme }] of [...FORMS].reverse().entries()) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    if (at === 0) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await expect(page).toHaveTitle(/./);
    }
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect.poll(() => undrawnCharts(page), `charts without a drawing on ${name}, ${form}`).toBe(0);
    await clean(page, { picture: `${name}, ${form}`, fullPage: true });
  }
}

const undrawnCharts = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.chart > div:not(.sr-only)')].filter(
        (frame) => !frame.querySelector('svg'),
      ).length,
  );
