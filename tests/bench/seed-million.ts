import type pg from 'pg';
import { hashPassword } from '#lib/access/password';
import { PRESETS } from '#lib/gate/policy';

export interface MillionLabels {
  slug: string;
  projectId: string;
  batchId: string;
  lead: { email: string; password: string };
}

const SLUG = 'million';
const LEAD = { email: 'lead@million.example.org', password: 'a lead of many' };

/** The project that an earlier run made in a database that was kept; null when there is none. */
export async function foundMillionLabels(client: pg.ClientBase): Promise<MillionLabels | null> {
  const { rows } = await client.query<{ project: string; batch: string }>(
    'SELECT p.id AS project, b.id AS batch FROM project p JOIN batch b ON b.project_id = p.id WHERE p.slug = $1',
    [SLUG],
  );
  return rows[0] ? { slug: SLUG, projectId: rows[0].project, batchId: rows[0].batch, lead: LEAD } : null;
}

/**
 * A project of 1,000,000 labels by 300 annotators on 333,334 comparisons, the same on every machine: every value is a
 * hash of its row's number. A few annotators are careless, one favours the left side and one drifts, so that every panel
 * has something to draw. Done by the database alone, without its foreign-key checks: a minute, not an hour.
 *
 * @param share of the full size, for a quick try.
 */
export async function seedMillionLabels(client: pg.ClientBase, share = 1): Promise<MillionLabels> {
  const comparisons = Math.round(333_334 * share);
  const one = async (sql: string, values: unknown[]): Promise<string> =>
    (await client.query<{ id: string }>(sql, values)).rows[0]!.id;
  const projectId = await one(
    `INSERT INTO project (slug, name, description, simulated) VALUES ($1, 'A million labels', 'Simulated, for measurements of speed.', true) RETURNING id`,
    [SLUG],
  );
  const userId = await one(
    `INSERT INTO app_user (email, name, password_hash, site_admin) VALUES ($1, 'Lea Lead', $2, true) RETURNING id`,
    [LEAD.email, await hashPassword(LEAD.password)],
  );
  await client.query(`INSERT INTO membership (project_id, user_id, role) VALUES ($1, $2, 'ADMIN')`, [
    projectId,
    userId,
  ]);
  await client.query(
    `INSERT INTO policy (project_id, version, preset, checks) VALUES ($1, 1, 'preference', $2)`,
    [projectId, JSON.stringify(PRESETS.preference)],
  );
  await client.query(
    `INSERT INTO guideline_version (project_id, number, title, body, changes, published_at)
     SELECT $1, n, 'Version ' || n, '# How to choose' || E'\\n\\n' || 'Prefer the answer that helps.', 'Change ' || n, timestamptz '2026-08-01' + n * interval '30 days' FROM generate_series(1, 3) n`,
    [projectId],
  );
  await client.query(
    `INSERT INTO source (project_id, name) SELECT $1, 'model-' || n FROM generate_series(1, 6) n`,
    [projectId],
  );
  await client.query(
    `INSERT INTO annotator (project_id, external_id, name, cohort)
     SELECT $1, 'w' || n, 'Annotator ' || lpad(n::text, 3, '0'), (ARRAY['north', 'south', 'east'])[1 + n % 3] FROM generate_series(1, 300) n`,
    [projectId],
  );
  const batchId = await one(
    `INSERT INTO batch (project_id, number, name, overlap) VALUES ($1, 1, 'Everything', 3) RETURNING id`,
    [projectId],
  );
  await client.query(`SET session_replication_role = replica`);
  try {
    await client.query(COMPARISONS, [projectId, batchId, comparisons]);
    const { rowCount } = await client.query(LABELS, [projectId, batchId]);
    await client.query('UPDATE batch SET last_sequence = $2 WHERE id = $1', [batchId, rowCount]);
  } finally {
    await client.query(`SET session_replication_role = DEFAULT`);
  }
  await client.query('VACUUM ANALYZE comparison, label, annotator, batch');
  return { slug: SLUG, projectId, batchId, lead: LEAD };
}

/** A number in 0 … of − 1, the same for the same row and salt. */
const hashed = (row: string, salt: number, of: number | string): string =>
  `(abs(hashint8extended((${row})::bigint, ${salt})) % ${of})`;

const COMPARISONS = `
  INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, content_hash, response_a, response_b, source_a_id, source_b_id,
                          tags, language, gold_choice, places, places_taken)
  SELECT $1, $2, 'c' || n, jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || (n / 2) || ': ' || repeat('why? ', 1 + ${hashed('n / 2', 1, 12)}::int))),
         md5((n / 2)::text), md5(n::text), 'Answer one of ' || n || ' ' || repeat('because. ', 2 + ${hashed('n', 2, 20)}::int),
         'Answer two of ' || n || ' ' || repeat('- therefore' || E'\\n', 1 + ${hashed('n', 3, 15)}::int), s.ids[1 + a], s.ids[1 + (a + 1 + ${hashed('n', 5, 5)}) % 6],
         ARRAY[(ARRAY['coding','maths','writing','health','travel','history','finance','cooking','science','law','safety','chat'])[1 + ${hashed('n', 6, 12)}],
               'topic-' || ${hashed('n', 7, 40)}],
         (ARRAY['en','de','fr','es'])[1 + ${hashed('n', 8, 4)}], CASE WHEN n % 25 = 0 THEN (ARRAY['A','B']::choice[])[1 + ${hashed('n', 9, 2)}] END,
         CASE WHEN n % 400 = 7 THEN 4 ELSE 3 END, 3
  FROM generate_series(1, $3::int) n, LATERAL (SELECT ${hashed('n', 4, 6)} AS a) source,
       (SELECT array_agg(id ORDER BY id) AS ids FROM source WHERE project_id = $1) s`;

// The labels of a comparison come from annotators w, w + step and w + 2 step (mod 300), with w and a step under 150 of its own: three
// different people, and every two of the 300 meet.
const LABELS = `
  WITH people AS (SELECT array_agg(id ORDER BY id) AS ids FROM annotator WHERE project_id = $1),
       versions AS (SELECT array_agg(id ORDER BY number) AS ids FROM guideline_version WHERE project_id = $1),
       items AS (SELECT id, row_number() OVER (ORDER BY id) AS n, gold_choice FROM comparison WHERE batch_id = $2),
       drawn AS (
         SELECT i.id, i.n, k, (i.n - 1) * 3 + k + 1 AS s, ${hashed('i.n * 7 + k', 11, 300)} AS w0, i.gold_choice, ${hashed('i.n', 12, 100)} AS t
         FROM items i, generate_series(0, 2) k),
       given AS (SELECT *, (w0 + (1 + ${hashed('n', 17, 149)}) * k) % 300 AS w FROM (SELECT id, n, k, s, gold_choice, t, first_value(w0) OVER (PARTITION BY n ORDER BY k) AS w0 FROM drawn) d),
       judged AS (
         SELECT g.*, CASE WHEN gold_choice IS NOT NULL THEN gold_choice WHEN t < 40 THEN 'A'::choice WHEN t < 80 THEN 'B' WHEN t < 95 THEN 'TIE' ELSE 'BOTH_BAD' END AS truth,
                -- Most are right about three times in four; the last dozen hardly more often than by chance; number 7 drifts half-way.
                CASE WHEN w >= 288 THEN 45 WHEN w = 7 AND s > 500000 THEN 30 ELSE 68 + w % 15 END AS accuracy,
                ${hashed('s', 13, 100)} AS luck, ${hashed('s', 14, 100)} AS other, ${hashed('s', 15, 2)} = 1 AS swapped
         FROM given g)
  INSERT INTO label (project_id, batch_id, sequence, comparison_id, annotator_id, choice, swapped, strength, guideline_id, active_ms, origin, idempotency_key, labelled_at)
  SELECT $1, $2, s, j.id, p.ids[1 + w],
         -- Number 11 takes the left response whenever in doubt.
         CASE WHEN luck < accuracy THEN truth WHEN w = 11 THEN (CASE WHEN swapped THEN 'B' ELSE 'A' END)::choice
              WHEN other < 42 THEN 'A' WHEN other < 84 THEN 'B' WHEN other < 96 THEN 'TIE' ELSE 'BOTH_BAD' END,
         swapped, CASE WHEN luck < accuracy THEN 1 + (luck % 3) END, v.ids[1 + least(2, (s / 400000)::int)], 4000 + ${hashed('s', 16, 40000)}, 'IMPORT', 'm' || s,
         timestamptz '2026-09-01' + s * interval '5.4 seconds'
  FROM judged j, people p, versions v ORDER BY s`;
