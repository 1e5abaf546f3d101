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
