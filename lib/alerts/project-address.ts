import type { Queryable } from '#lib/db';
import { setting } from '#lib/env';

/** What people type to get to a place of a project; in e-mails and webhooks there is no page to be relative to. */
export async function projectAddress(tx: Queryable, projectId: string): Promise<(place: string) => string> {
  const { rows } = await tx.query<{ slug: string }>('SELECT slug FROM project WHERE id = $1', [projectId]);
  const base = setting('APP_URL') ?? `http://localhost:${setting('PORT')}`;
  return (place) => new URL(`/p/${rows[0]!.slug}${place}`, base).href;
}
