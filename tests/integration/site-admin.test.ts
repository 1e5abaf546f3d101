import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPerson } from '#lib/access/actor';
import { createSiteAdmin } from '#lib/access/create-site-admin';
import { verifyPassword } from '#lib/access/password';
import { closeDatabase } from '#lib/db';
import { type TestDatabase, testDatabase } from './setup/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(closeDatabase);

it('lets the first site admin in, and a new password ends the sessions of the old one', async () => {
  const read = async () =>
    (
      await db.pool.query(
        `SELECT id, password_hash, session_generation FROM app_user WHERE email = 'first@example.org'`,
      )
    ).rows[0];
  const first = await createSiteAdmin('First@example.org', 'First');
  const before = await read();
  expect(await verifyPassword(first, before.password_hash)).toBe(true);
  expect(await findPerson(before.id, before.session_generation)).toMatchObject({
    siteAdmin: true,
    email: 'first@example.org',
  });
  const second = await createSiteAdmin('first@example.org', 'First');
  const after = await read();
  expect(await verifyPassword(first, after.password_hash)).toBe(false);
  expect(await verifyPassword(second, after.password_hash)).toBe(true);
  expect(await findPerson(before.id, before.session_generation)).toBeNull();
  await expect(createSiteAdmin('nobody', 'Nobody')).rejects.toMatchObject({ code: 'invalid_input' });
});
