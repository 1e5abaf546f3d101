import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { MillionLabels } from './seed-million';

/** Pages that are not a lead's: the annotators' own, and those that are open to everyone. */
const NOT_OF_A_LEAD = new Set(['/invite/[token]', '/sign-in', '/p/[slug]/annotate', '/p/[slug]/my-work']);

/** Every page of the app that a lead may open, with real values in the places of its parameters. */
export async function leadPages(
  client: pg.ClientBase,
  project: MillionLabels,
): Promise<{ page: string; url: string }[]> {
  const first = async (sql: string): Promise<string | null> =>
    ((await client.query<{ v: string }>(sql, [project.batchId])).rows[0]?.v ?? null)?.toString() ?? null;
  const values: Record<string, string | null> = {
    '/p/[slug]/annotators/[id]': await first(
      `SELECT annotator_id AS v FROM label WHERE batch_id = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
    ),
    '/p/[slug]/batches/[number]': '1',
    '/p/[slug]/comparisons/[id]': await first(`SELECT min(id) AS v FROM comparison WHERE batch_id = $1`),
  };
  return pagesUnder('app')
    .filter((page) => !NOT_OF_A_LEAD.has(page))
    .flatMap((page) => {
      const value = values[page];
      const url = page.replace('[slug]', project.slug);
      if (!url.includes('[')) return { page, url: url || '/' };
      // A page about a run, say: this project has none.
      return value ? { page, url: url.replace(/\[\w+\]/, value) } : [];
    });
}

function pagesUnder(folder: string, route = ''): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return pagesUnder(path.join(folder, entry.name), `${route}/${entry.name}`);
    return entry.name === 'page.tsx' ? [route] : [];
  });
}
