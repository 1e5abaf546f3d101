import { DEMO_SIGN_INS } from '#prisma/seed/demo-sign-ins';
import { expect, test } from './setup/fixtures';

for (const { role } of DEMO_SIGN_INS) {
  test(`${role} signs in through the form and stays signed in`, async ({ page, signIn }) => {
    await signIn(role);
    await page.goto('/');
    await expect(page).not.toHaveURL(/sign-in/);
    await page.reload();
    await expect(page).not.toHaveURL(/sign-in/);
  });
}

test('a wrong password is refused in words', async ({ page, allowConsoleError }) => {
  allowConsoleError(/401/);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('lead@example.org');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'e-mail address or the password is wrong' }),
  ).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test('ten wrong passwords are ten for all web processes together', async ({ baseURL }) => {
  const csrf = await fetch(`${baseURL}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  // At once, so that they come over as many connections, which the processes share out among themselves.
  const answers = await Promise.all(
    Array.from({ length: 16 }, async (_, at) => {
      const answer = await fetch(`${baseURL}/api/auth/callback/credentials`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          csrfToken,
          email: 'guessed@example.org',
          password: `${at}`,
          json: 'true',
        }),
      });
      return new URL(((await answer.json()) as { url: string }).url).searchParams.get('error');
    }),
  );
  const refused = answers.filter((error) => error === 'TooManyAttempts').length;
  expect([answers.length - refused, refused]).toEqual([10, 6]);
});

test('health names the database, the worker and the TensorFlow backend', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    ok: true,
    database: { ok: true, version: expect.stringMatching(/^\d+/) },
    worker: { ok: true },
    tensorflow: { backend: expect.stringMatching(/./) },
  });
});
