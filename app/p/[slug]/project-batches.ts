import { cache } from 'react';
import { hasSession } from '#lib/access/page-actor';
import { type BatchSummary, batches } from '#lib/quality/batches';

/** The batches of a project, read once per request: the layout's menu and the page both ask. */
export const projectBatches = cache(
  async (slug: string): Promise<BatchSummary[]> => ((await hasSession()) ? batches(slug) : []),
);

/** Somebody in a project and its batches, asked in one message; they count only where `actor` lets that person in. */
export const withBatches = <Actor>(actor: Promise<Actor>, slug: string): Promise<[Actor, BatchSummary[]]> =>
  Promise.all([actor, projectBatches(slug)]);
