import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright/test';
import { setting } from '#lib/env';
import { DEMO_PASSWORD } from '#prisma/seed/demo-sign-ins';
import { expect } from './fixtures';

/** What no annotator may find in anything that the page gets. */
export const SECRETS = ['hush-model-one', 'hush-model-two', 'the-known-answer', 'hush-tag', 'hush-id'];

interface Wanted {
  comparisons: number;
  form?: object;
  /** Whether the annotator has read the guideline already. */
  read?: boolean;
  response?: (side: 'First' | 'Second') => string;
  prompt?: object[];
}

export interface StoredLabel {
  comparison: string;
  revision: number;
  choice: string | null;
  strength: number | null;
  rationale: string | null;
  aspects: Record<string, string>;
  flag: { kind: string; where: string } | null;
  swapped: boolean;
  active_ms: number | null;
  guideline: number | null;
}

/** A project with its own annotator, so that the demo of the other tests stays as it was; every third comparison is a gold. */
export async function makeProject(name: string, wanted: Wanted) {
  const slug = `${name}-${randomUUID().slice(0, 8)}`;
  const db = new pg.Client({ connectionString: setting('DATABASE_URL') });
  await db.connect();
  const email = `${slug}@example.org`;
  const text = wanted.response ?? ((side) => `${side} answer`);
  await db.query(
    `WITH p AS (INSERT INTO project (slug, name, label_form) VALUES ($1, $1, $5) RETURNING id),
     u AS (INSERT INTO app_user (email, name, password_hash) SELECT $2, 'Robin', password_hash FROM app_user WHERE email = 'lead@example.org' RETURNING id),
     m AS (INSERT INTO membership (project_id, user_id, role) SELECT p.id, u.id, 'ANNOTATOR' FROM p, u),
     a AS (INSERT INTO annotator (project_id, user_id, name) SELECT p.id, u.id, 'Robin' FROM p, u RETURNING id),
     g AS (INSERT INTO guideline_version (project_id, number, title, body) SELECT p.id, 1, 'First', 'Prefer what is **correct**.' FROM p RETURNING id),
     k AS (INSERT INTO guideline_acknowledgement (guideline_id, annotator_id) SELECT g.id, a.id FROM g, a WHERE $6),
     b AS (INSERT INTO batch (project_id, number, name, overlap, gold_rate, repeat_rate) SELECT p.id, 1, 'First', 1, 0.5, 0 FROM p RETURNING id, project_id),
     s AS (INSERT INTO source (project_id, name) SELECT p.id, n FROM p, unnest($3::text[]) n RETURNING id, name)
     INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, places, source_a_id, source_b_id, tags, gold_choice, gold_reason)
     SELECT b.project_id, b.id, 'hush-id-' || n, $9::jsonb || jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), md5(n::text),
            $7 || ' to ' || n, $8 || ' to ' || n, md5($1 || n), 1, (SELECT min(id) FROM s), (SELECT max(id) FROM s), '{hush-tag}',
            CASE WHEN n % 3 = 0 THEN 'A'::choice END, CASE WHEN n % 3 = 0 THEN 'the-known-answer' END
     FROM b, generate_series(1, $4) n`,
    [
      slug,
      email,
      SECRETS.slice(0, 2),
      wanted.comparisons,
      JSON.stringify({ choices: ['A', 'TIE', 'B', 'BOTH_BAD', 'CANT_JUDGE'], ...wanted.form }),
      wanted.read ?? true,
      text('First'),
      text('Second'),
      JSON.stringify(wanted.prompt ?? []),
    ],
  );
  /** Every revision of every label, oldest first. */
  const history = async (): Promise<StoredLabel[]> => {
    const { rows } = await db.query(
      `SELECT c.external_id AS comparison, l.revision, l.choice, l.strength, l.rationale, l.aspects, l.flag, l.swapped, l.active_ms, g.number AS guideline
       FROM label l JOIN comparison c ON c.id = l.comparison_id JOIN project p ON p.id = l.project_id
       LEFT JOIN guideline_version g ON g.id = l.guideline_id WHERE p.slug = $1 ORDER BY l.id`,
      [slug],
    );
    return rows;
  };
  /** The labels that stand. */
  const current = async () => {
    const latest = new Map((await history()).map((label) => [label.comparison, label]));
    return [...latest.values()].filter((label) => label.choice !== null);
  };
  const publish = (number: number, body: string) =>
    db.query(
      `INSERT INTO guideline_version (project_id, number, title, body, changes) SELECT id, $2, 'Next', $3, 'Now say why.' FROM project WHERE slug = $1`,
      [slug, number, body],
    );
  const query = (sql: string) => db.query(sql, [slug]);
  return {
    slug,
    path: `/p/${slug}/annotate`,
    email,
    history,
    current,
    publish,
    query,
    close: () => db.end(),
  };
}

export async function signInAs(page: Page, email: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${path}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`**${path}`);
}

/** Signs in and waits until the page is awake. */
export async function enter(page: Page, email: string, path: string): Promise<void> {
  await signInAs(page, email, path);
  // The first page after the start of the app may take its time.
  await expect(page.getByText('All saved')).toBeVisible({ timeout: 45_000 });
}

export const number = (page: Page) => page.getByRole('heading', { level: 1 });
