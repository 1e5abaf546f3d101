import { type Proportion, proportion } from '#lib/annotators/proportion';
import { prepared } from '#lib/db';

/** Fewer repeats than this say nothing, and would let the first of them be guessed. */
export const REPEATS_NEEDED = 10;

export interface OwnStatistics {
  /** Labels by the hour in which they were given, oldest first; hours without any are left out. */
  hours: { from: string; labels: number }[];
  /** The same answer when a comparison came again; null until enough came again. */
  consistency: Proportion | null;
}

/**
 * What an annotator may know about their own labels: how many when, and how often they agree with themselves. Nothing of
 * others and nothing of golds. Repeats count from the day after, so that nobody can watch which label was one.
 *
 * @param since labels are counted by the hour from here on.
 */
export async function ownStatistics(annotatorId: number, since: Date): Promise<OwnStatistics> {
  const [hours, repeats] = await Promise.all([
    prepared<{ from: Date; labels: number }>(
      `SELECT date_trunc('hour', l.labelled_at) AS from, count(*)::int AS labels FROM label l
       WHERE l.annotator_id = $1 AND l.labelled_at >= $2 AND l.choice IS NOT NULL AND l.revision = 0 GROUP BY 1 ORDER BY 1`,
      [annotatorId, since],
    ),
    prepared<{ pairs: number; same: number }>(
      `WITH standing AS (
         SELECT DISTINCT ON (comparison_id, round) comparison_id, round, choice, labelled_at FROM label
         WHERE annotator_id = $1 ORDER BY comparison_id, round, revision DESC)
       SELECT count(*)::int AS pairs, count(*) FILTER (WHERE first.choice = again.choice)::int AS same
       FROM standing first JOIN standing again ON again.comparison_id = first.comparison_id AND again.round = 1
       WHERE first.round = 0 AND first.choice IS NOT NULL AND again.choice IS NOT NULL AND again.labelled_at < date_trunc('day', now())`,
      [annotatorId],
    ),
  ]);
  const { pairs, same } = repeats.rows[0]!;
  return {
    hours: hours.rows.map((row) => ({ from: row.from.toISOString(), labels: row.labels })),
    consistency: pairs < REPEATS_NEEDED ? null : proportion(same, pairs),
  };
}
