import type { ShownComparison } from '#lib/labels/next-comparisons';
import type { OwnProgress } from '#lib/labels/own-work';

/** Why there is nothing on screen, or `ready`. */
export type FeedState =
  | { kind: 'ready' }
  | { kind: 'loading' }
  | { kind: 'empty' }
  | { kind: 'paused'; message: string }
  | { kind: 'signed-out' }
  | { kind: 'unreachable'; message: string };

export type FeedAnswer =
  | {
      kind: 'comparisons';
      comparisons: ShownComparison[];
      progress: OwnProgress | null;
      /** Of guideline and form. */
      version: string;
    }
  | Exclude<FeedState, { kind: 'ready' | 'loading' | 'empty' }>;

/** Asks the server for the next comparisons. Never throws: every failure is a state of the page. */
export async function fetchComparisons(slug: string, count: number, progress: boolean): Promise<FeedAnswer> {
  try {
    const response = await fetch(`/api/projects/${slug}/annotate/next?count=${count}&progress=${progress}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'signed-out' };
    const body = await response.json();
    if (response.ok) return { kind: 'comparisons', ...body };
    const message = String(body?.error?.message ?? 'The server did not answer as expected.');
    return response.status === 403 ? { kind: 'paused', message } : { kind: 'unreachable', message };
  } catch {
    return { kind: 'unreachable', message: 'The server cannot be reached. Trying again by itself.' };
  }
}

/** Asks for something else than the next comparisons; the answer, or why there is none, in a sentence. */
export async function ask<T>(slug: string, path: string): Promise<{ answer: T } | { problem: string }> {
  try {
    const response = await fetch(`/api/projects/${slug}/annotate/${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    if (response.type === 'opaqueredirect' || response.status === 401)
      return { problem: 'You are signed out. Sign in again first.' };
    const body = await response.json();
    if (response.ok) return { answer: body as T };
    return { problem: String(body?.error?.message ?? 'The server did not answer as expected.') };
  } catch {
    return { problem: 'The server cannot be reached now. Nothing is lost; try again later.' };
  }
}
