import { pool } from '#lib/db';
import { type ClusteredMean, clusteredMean } from '#lib/reward-model/clustered-mean';

/** How a model judged held-out comparisons: reward(A) − reward(B), beside the share of people for A. */
export interface JudgedScores {
  comparisons: number[];
  differences: number[];
  judged: number[];
}

export interface PairedDifference {
  /** Accuracy of the first run minus that of the second on the comparisons that both were judged by. */
  accuracy: ClusteredMean;
  /** Comparisons both were judged by and people decided, and those on which the two disagree. */
  common: number;
  disagree: number;
}

/**
 * Is one run better than another? The difference on the very same held-out comparisons, which is much surer than that of two
 * accuracies. Null when a run has no stored outcomes.
 */
export async function compareRuns(
  projectId: string,
  first: number,
  second: number,
): Promise<PairedDifference | null> {
  const { rows } = await pool().query<{ number: number; scores: JudgedScores | null }>(
    `SELECT r.number, m.scores FROM training_run r JOIN reward_model m ON m.run_id = r.id AND m.kind = 'embedded'
     WHERE r.project_id = $1 AND r.number = ANY($2::int[])`,
    [projectId, [first, second]],
  );
  const [a, b] = [first, second].map((number) => rows.find((row) => row.number === number)?.scores);
  if (!a || !b) return null;
  const other = new Map(b.comparisons.map((id, i) => [id, i]));
  const common = a.comparisons.flatMap((id, i) => {
    const j = other.get(id);
    const target = a.judged[i]!;
    if (j === undefined || target === 0.5) return [];
    const right = (difference: number) => (difference === 0 ? 0.5 : Number(difference > 0 === target > 0.5));
    return [{ id, first: right(a.differences[i]!), second: right(b.differences[j]!) }];
  });
  const places = await placesOf(common.map(({ id }) => id));
  const accuracy = clusteredMean(
    common.flatMap((pair) => {
      const place = places.get(pair.id);
      return place ? [{ ...place, value: pair.first - pair.second }] : [];
    }),
    [-1, 1],
  );
  return { accuracy, common: common.length, disagree: common.filter((p) => p.first !== p.second).length };
}

/** Numbers that tell the prompts and responses of comparisons apart. */
async function placesOf(ids: number[]) {
  const { rows } = await pool().query<{ id: number; prompt: number; response_a: number; response_b: number }>(
    `SELECT id, dense_rank() OVER (ORDER BY prompt_hash)::int AS prompt,
            hashtext(prompt_hash || response_a) AS response_a, hashtext(prompt_hash || response_b) AS response_b
     FROM comparison WHERE id = ANY($1::int[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [row.id, { prompt: row.prompt, responseA: row.response_a, responseB: row.response_b }]),
  );
}
