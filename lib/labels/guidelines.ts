import { type AuditActor, recordAudit } from '#lib/audit';
import { pool, prepared, transaction } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { enqueue } from '#lib/queue/enqueue';
import { recordBatchEvent } from './next-sequence';

/** One version of the text that annotators label by. Versions are never edited: a change is a new one. */
export interface Guideline {
  number: number;
  title: string;
  body: string;
  /** What changed since the version before, in the publisher's words. */
  changes: string;
  publishedAt: string;
}

/** The version in force, or that of the given number; null when there is none. */
export async function guideline(projectId: string, number?: number): Promise<Guideline | null> {
  const { rows } = await prepared<Omit<Guideline, 'publishedAt'> & { published_at: Date }>(
    `SELECT number, title, body, changes, published_at FROM guideline_version
     WHERE project_id = $1 AND ($2::int IS NULL OR number = $2) ORDER BY number DESC LIMIT 1`,
    [projectId, number ?? null],
  );
  if (!rows[0]) return null;
  const { published_at, ...row } = rows[0];
  return { ...row, publishedAt: published_at.toISOString() };
}

/** A version in the list, with how many labels were given by it, as the worker counts them. */
export type GuidelineSummary = Omit<Guideline, 'body'> & { labels: number };

export async function guidelineVersions(projectId: string): Promise<GuidelineSummary[]> {
  const { rows } = await prepared<GuidelineSummary & { published_at: Date }>(
    `SELECT g.number, g.title, g.changes, g.published_at,
            (SELECT coalesce(sum((f.figures->'labelsByGuideline'->>g.number::text)::int), 0)::int FROM live_figures f WHERE f.project_id = g.project_id) AS labels
     FROM guideline_version g WHERE g.project_id = $1 ORDER BY g.number DESC`,
    [projectId],
  );
  return rows.map(({ published_at, ...row }) => ({ ...row, publishedAt: published_at.toISOString() }));
}

/** The version in force, if the annotator has not said that they read it; null when they have, or there is none to read. */
export async function unreadGuideline(
  projectId: string,
  annotatorId: number,
): Promise<{ number: number; publishedAt: Date } | null> {
  const { rows } = await prepared<{ number: number; published_at: Date; read: boolean }>(
    `SELECT g.number, g.published_at,
            EXISTS (SELECT 1 FROM guideline_acknowledgement a WHERE a.guideline_id = g.id AND a.annotator_id = $2) AS read
     FROM guideline_version g WHERE g.project_id = $1 ORDER BY g.number DESC LIMIT 1`,
    [projectId, annotatorId],
  );
  const latest = rows[0];
  return latest && !latest.read ? { number: latest.number, publishedAt: latest.published_at } : null;
}

/** What an annotator has to read before their next submit: the version in force, beside the last one that they worked by. */
export interface GuidelineDue {
  before: Guideline | null;
}

/** Null when there is nothing to read. */
export async function guidelineDue(projectId: string, annotatorId: number): Promise<GuidelineDue | null> {
  if (!(await unreadGuideline(projectId, annotatorId))) return null;
  const { rows } = await prepared<{ number: number | null }>(
    `SELECT max(g.number) AS number FROM guideline_version g
     WHERE g.project_id = $1 AND (EXISTS (SELECT 1 FROM guideline_acknowledgement a WHERE a.guideline_id = g.id AND a.annotator_id = $2)
                                  OR EXISTS (SELECT 1 FROM label l WHERE l.annotator_id = $2 AND l.guideline_id = g.id))`,
    [projectId, annotatorId],
  );
  const before = rows[0]?.number;
  return { before: before ? await guideline(projectId, before) : null };
}

/** The annotator says that they have read a version; saying it twice changes nothing. */
export async function acknowledgeGuideline(
  projectId: string,
  annotatorId: number,
  number: number,
): Promise<void> {
  const { rowCount } = await pool().query(
    `INSERT INTO guideline_acknowledgement (guideline_id, annotator_id)
     SELECT id, $2 FROM guideline_version WHERE project_id = $1 AND number = $3
     ON CONFLICT (guideline_id, annotator_id) DO UPDATE SET at = guideline_acknowledgement.at`,
    [projectId, annotatorId, number],
  );
  if (!rowCount) throw new ConcordError('not_found', 'There is no such version of the guideline.');
}

/**
 * Publishes a new version and puts it in force. Labels on the version in force are a figure of every batch, so each
 * batch is stamped and measured again.
 *
 * @param input.after the version that the text was written from: someone else's newer one is never buried unread.
 * @returns the new version's number.
 */
export async function publishGuideline(
  project: { id: string },
  actor: AuditActor,
  input: { title: string; body: string; changes: string; after: number },
): Promise<number> {
  return transaction(async (tx) => {
    await tx.query('SELECT 1 FROM project WHERE id = $1 FOR UPDATE', [project.id]);
    const latest = await tx.query<{ number: number; body: string; title: string }>(
      'SELECT number, title, body FROM guideline_version WHERE project_id = $1 ORDER BY number DESC LIMIT 1',
      [project.id],
    );
    const before = latest.rows[0];
    if ((before?.number ?? 0) !== input.after)
      throw new ConcordError(
        'conflict',
        `Version ${before?.number} was published while you were writing. Copy your text, open the page again and bring both together.`,
      );
    if (before && before.body === input.body && before.title === input.title)
      throw new ConcordError('conflict', 'The text is the same as in the version in force.');
    const number = input.after + 1;
    await tx.query(
      'INSERT INTO guideline_version (project_id, number, title, body, changes, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [project.id, number, input.title, input.body, input.changes, actor.id],
    );
    const batches = await tx.query<{ id: string }>('SELECT id FROM batch WHERE project_id = $1 ORDER BY id', [
      project.id,
    ]);
    for (const { id } of batches.rows) {
      await recordBatchEvent(tx, id, {
        kind: 'guideline-published',
        data: { number },
        actorId: actor.id,
      });
      await enqueue(tx, 'measure-quality', { batchId: id }, id);
    }
    await recordAudit(tx, {
      projectId: project.id,
      actor,
      action: 'guideline.publish',
      subject: `guideline:${number}`,
      data: { title: input.title, changes: input.changes },
    });
    return number;
  });
}
