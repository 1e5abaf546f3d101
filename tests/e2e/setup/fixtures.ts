import { type BrowserContext, test as base, expect, type Page } from 'playwright/test';
import { DEMO_SIGN_INS } from '#prisma/seed/demo-sign-ins';

export { expect };

export type DemoRole = (typeof DEMO_SIGN_INS)[number]['role'];
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Fixtures {
  /** Signs the test's own page in. */
  signIn: (role: DemoRole) => Promise<void>;
  /** Somebody else at a browser of their own, signed in: for what two people do together. */
  person: (role: DemoRole) => Promise<Page>;
  /** A message of the browser's console that this test provokes; every other error there fails it. */
  allowConsoleError: (message: RegExp) => void;
  consoleErrors: { seen: string[]; allowed: RegExp[] };
}

interface SharedFixtures {
  sessions: Map<DemoRole, Session>;
}

function watch(context: BrowserContext, seen: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => seen.push(String(webError.error().stack ?? webError.error())));
}

/** Through the real form the first time, with the session of that time afterwards. */
async function enter(page: Page, role: DemoRole, sessions: SharedFixtures['sessions']): Promise<void> {
  const session = sessions.get(role);
  if (session) {
    await page.context().addCookies(session.cookies);
    return;
  }
  const person = DEMO_SIGN_INS.find((signIn) => signIn.role === role);
  if (!person) throw new Error(`The demo has no sign-in for the role ${role}.`);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  sessions.set(role, await page.context().storageState());
}

export const test = base.extend<Fixtures, SharedFixtures>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and it has none.
    async ({}, use) => {
      await use(new Map());
    },
    { scope: 'worker' },
  ],
  consoleErrors: [
    async ({ context }, use) => {
      const errors: Fixtures['consoleErrors'] = { seen: [], allowed: [] };
      watch(context, errors.seen);
      await use(errors);
      const unexpected = errors.seen.filter(
        (message) => !errors.allowed.some((allowed) => allowed.test(message)),
      );
      expect(unexpected, 'errors in the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
  allowConsoleError: async ({ consoleErrors }, use) => {
    await use((message) => consoleErrors.allowed.push(message));
  },
  signIn: async ({ page, sessions }, use) => {
    await use((role) => enter(page, role, sessions));
  },
  person: async ({ browser, baseURL, consoleErrors, sessions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      watch(context, consoleErrors.seen);
      const page = await context.newPage();
      await enter(page, role, sessions);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
