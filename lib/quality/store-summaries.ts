import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Queryable, transaction } from '#lib/db';
import { CATEGORIES } from './choice-codes';
import type { ComparisonSummaries } from './comparison-summaries';

const FRESH = `CREATE TEMP TABLE fresh_summary (comparison_id int PRIMARY KEY, labels smallint, votes_a smallint, votes_tie smallint, votes_b smallint,
  votes_both_bad smallint, split boolean, posterior_choice choice, posterior real, entropy real, strength_gap smallint, completed_at timestamptz(3),
  prompt_length int) ON COMMIT DROP`;

/**
 * A label moves the posteriors of all comparisons a little. Rows are written again when their labels changed, or when
 * their entropy moved by more than this many bits: less than what the explorer shows or filters by.
 */
const WORTH_WRITING = 0.01;

// What has not changed costs a comparison of two narrow tables, and no write.
const MERGE = `
  INSERT INTO comparison_summary (comparison_id, batch_id, labels, votes_a, votes_tie, votes_b, votes_both_bad, split, posterior_choice, posterior,
                                  entropy, strength_gap, completed_at, prompt_length, tags, language, source_a_id, source_b_id)
  SELECT f.comparison_id, $1, f.labels, f.votes_a, f.votes_tie, f.votes_b, f.votes_both_bad, f.split, f.posterior_choice, f.posterior, f.entropy,
         f.strength_gap, f.completed_at, f.prompt_length, c.tags, c.language, c.source_a_id, c.source_b_id
  FROM fresh_summary f JOIN comparison c ON c.id = f.comparison_id
  LEFT JOIN comparison_summary s ON s.comparison_id = f.comparison_id
  WHERE s.comparison_id IS NULL OR abs(s.entropy - f.entropy) > $2
     OR (s.votes_a, s.votes_tie, s.votes_b, s.votes_both_bad, s.posterior_choice, s.strength_gap, s.completed_at)
        IS DISTINCT FROM (f.votes_a, f.votes_tie, f.votes_b, f.votes_both_bad, f.posterior_choice, f.strength_gap, f.completed_at)
  ON CONFLICT (comparison_id) DO UPDATE SET labels = excluded.labels, votes_a = excluded.votes_a, votes_tie = excluded.votes_tie,
    votes_b = excluded.votes_b, votes_both_bad = excluded.votes_both_bad, split = excluded.split, posterior_choice = excluded.posterior_choice,
    posterior = excluded.posterior, entropy = excluded.entropy, strength_gap = excluded.strength_gap, completed_at = excluded.completed_at`;

const COUNT = `
  INSERT INTO disagreement_count (batch_id, comparisons) SELECT $1, count(*) FROM fresh_summary WHERE split
  ON CONFLICT (batch_id) DO UPDATE SET comparisons = excluded.comparisons`;

/**
 * Brings the summaries of a batch up to a report. Two workers take turns, and an older report never writes over a newer
 * one. Comparisons whose labels all went lose their row.
 */
export async function storeSummaries(
  batchId: string,
  lastSequence: number,
  summaries: ComparisonSummaries,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 4))', [batchId]);
    const { rows } = await tx.query<{ newest: number | null }>(
      'SELECT max(last_sequence) AS newest FROM quality_report WHERE batch_id = $1',
      [batchId],
    );
    if ((rows[0]!.newest ?? 0) > lastSequence) return;
    await tx.query(FRESH);
    // COPY is a stream, which only the client itself speaks; a transaction always runs on one.
    const client = tx as unknown as pg.ClientBase;
    await pipeline(
      Readable.from(copyText(summaries)),
      client.query(copyFrom('COPY fresh_summary FROM STDIN')),
    );
    await tx.query('ANALYZE fresh_summary');
    await tx.query(MERGE, [batchId, WORTH_WRITING]);
    await removeLost(tx, batchId);
    await tx.query(COUNT, [batchId]);
  });
}

async function removeLost(tx: Queryable, batchId: string): Promise<void> {
  await tx.query(
    `DELETE FROM comparison_summary s WHERE s.batch_id = $1 AND NOT EXISTS (SELECT 1 FROM fresh_summary f WHERE f.comparison_id = s.comparison_id)`,
    [batchId],
  );
}

const CHUNK_ROWS = 4000;

function* copyText(s: ComparisonSummaries): Generator<string> {
  const q = CATEGORIES.length;
  let text = '';
  for (const [item, id] of s.comparisonIds.entries()) {
    const votes = s.votes.subarray(item * q, (item + 1) * q);
    let labels = 0;
    let kinds = 0;
    for (const count of votes) {
      labels += count;
      if (count > 0) kinds++;
    }
    const [a, tie, b, bothBad] = votes;
    text += `${id}\t${labels}\t${a}\t${tie}\t${b}\t${bothBad}\t${kinds > 1}\t${CATEGORIES[s.posteriorChoice[item]!]}\t${s.posterior[item]}\t${s.entropy[item]}\t${s.strengthGap[item]}\t${new Date(s.completedAtMs[item]!).toISOString()}\t${s.promptLength[item]}\n`;
    if ((item + 1) % CHUNK_ROWS === 0) {
      yield text;
      text = '';
    }
  }
  if (text) yield text;
}
