import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Browser } from 'playwright/test';
import { API_KEY_PERMISSIONS, type Permission } from '#lib/access/permissions';
import { setting } from '#lib/env';
import type { Role } from '#prisma/generated/enums';
import { DEMO_PASSWORD } from '#prisma/seed/demo-sign-ins';

/** Somebody who tries doors, and what they may hope for in the demo project. */
export interface Walker {
  name: string;
  cookie?: string;
  /** The cookie is still there, but whoever holds it counts as nobody. */
  ended?: boolean;
  bearer?: string;
  role: Role | null;
  siteAdmin: boolean;
  /** Permissions of the API key, for programs. */
  key?: readonly Permission[];
}

/** Everyone who could stand before a door. New people come with the demo's password; each signs in through the real form. */
export async function makeOutsiders(browser: Browser, baseURL: string): Promise<Walker[]> {
  const db = new pg.Client({ connectionString: setting('DATABASE_URL') });
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string; hash: string; admin: string }>(
      `SELECT p.id, u.password_hash AS hash, u.id AS admin FROM project p, app_user u WHERE p.slug = 'helpful-assistant' AND u.email = 'admin@example.org'`,
    );
    const { id: project, hash, admin } = rows[0]!;
    const other = await db.query<{ id: string }>(
      `INSERT INTO project (slug, name) VALUES ('elsewhere', 'Elsewhere') ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING id`,
    );
    const make = async (name: string, role: Role | null, where = project) => {
      const email = `${name}@example.org`;
      const user = await db.query<{ id: string }>(
        `INSERT INTO app_user (email, name, password_hash) VALUES ($1, $2, $3) ON CONFLICT (email) DO UPDATE SET active = true RETURNING id`,
        [email, name, hash],
      );
      if (role) {
        await db.query(
          'INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, $3::role) ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role',
          [where, user.rows[0]!.id, role],
        );
      }
      if (where === project) {
        await db.query(
          'INSERT INTO annotator (project_id, user_id, name) VALUES ($1, $2, $3) ON CONFLICT (project_id, user_id) DO NOTHING',
          [project, user.rows[0]!.id, name],
        );
      }
      return { id: user.rows[0]!.id, cookie: await signIn(browser, baseURL, email) };
    };
    // Labelling also needs a place in the crew, whatever the role.
    await db.query(
      `INSERT INTO annotator (project_id, user_id, name) VALUES ($1, $2, 'Admin') ON CONFLICT (project_id, user_id) DO NOTHING`,
      [project, admin],
    );
    const annotator = await make('walker-annotator', 'ANNOTATOR');
    const lead = await make('walker-lead', 'LEAD');
    const plainAdmin = await make('walker-admin', 'ADMIN');
    const stranger = await make('walker-stranger', 'LEAD', other.rows[0]!.id);
    const gone = await make('walker-gone', 'LEAD');
    await db.query('UPDATE app_user SET active = false WHERE id = $1', [gone.id]);
    const lowered = await make('walker-lowered', 'LEAD');
    await db.query(`UPDATE membership SET role = 'ANNOTATOR' WHERE user_id = $1`, [lowered.id]);
    const key = async (permissions: readonly Permission[]) => {
      const secret = `concord_${randomBytes(32).toString('base64url')}`;
      await db.query(
        'INSERT INTO api_key (project_id, name, prefix, key_hash, permissions, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
        [
          project,
          'walker',
          secret.slice(0, 14),
          createHash('sha256').update(secret).digest('hex'),
          permissions,
          admin,
        ],
      );
      return secret;
    };
    return [
      { name: 'nobody', role: null, siteAdmin: false },
      { name: 'an annotator', cookie: annotator.cookie, role: 'ANNOTATOR', siteAdmin: false },
      { name: 'a lead', cookie: lead.cookie, role: 'LEAD', siteAdmin: false },
      { name: 'an admin', cookie: plainAdmin.cookie, role: 'ADMIN', siteAdmin: false },
      {
        name: 'a site admin',
        cookie: await signIn(browser, baseURL, 'admin@example.org'),
        role: 'ADMIN',
        siteAdmin: true,
      },
      { name: 'a lead of another project', cookie: stranger.cookie, role: null, siteAdmin: false },
      { name: 'a deactivated lead', cookie: gone.cookie, ended: true, role: null, siteAdmin: false },
      { name: 'a lead lowered to annotator', cookie: lowered.cookie, role: 'ANNOTATOR', siteAdmin: false },
      {
        name: 'a key for scoring',
        bearer: await key(['reward:score']),
        key: ['reward:score'],
        role: null,
        siteAdmin: false,
      },
      {
        name: 'a key with everything',
        bearer: await key(API_KEY_PERMISSIONS),
        key: API_KEY_PERMISSIONS,
        role: null,
        siteAdmin: false,
      },
    ];
  } finally {
    await db.end();
  }
}

async function signIn(browser: Browser, baseURL: string, email: string): Promise<string> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  const cookies = await context.cookies();
  await context.close();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
