import { pool } from '#lib/db';
import { readConversation } from '#lib/labels/conversation';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import type { HeldOutPair } from '#lib/reward-model/held-out-report';

/** One pair per labelled comparison, and what became of the labels. */
export interface TrainingPairs {
  pairs: (HeldOutPair & { comparisonId: number })[];
  /** Labels that say which response is better, ties, and labels left out: repeats, both bad, can't judge. */
  counts: { decisive: number; ties: number; leftOut: number };
}

const [A, TIE, B] = CATEGORIES.map((_, code) => code);

/**
 * Turns labels into training pairs: the target is the share of first looks that prefer A, a tie half for each. "Both
 * bad" says nothing about which is better, so it is left out (and counted).
 */
export async function trainingPairs(labels: BatchLabels): Promise<TrainingPairs> {
  const votes = new Map<number, { a: number; b: number; ties: number }>();
  const counts = { decisive: 0, ties: 0, leftOut: 0 };
  for (let i = 0; i < labels.length; i++) {
    const choice = labels.choice[i]!;
    if (labels.round[i] !== 0 || (choice !== A && choice !== TIE && choice !== B)) {
      counts.leftOut++;
      continue;
    }
    const comparison = labels.comparison[i]!;
    const vote = votes.get(comparison) ?? { a: 0, b: 0, ties: 0 };
    votes.set(comparison, vote);
    if (choice === TIE) vote.ties++;
    else if (choice === A) vote.a++;
    else vote.b++;
    if (choice === TIE) counts.ties++;
    else counts.decisive++;
  }
  const { rows } = await pool().query<{
    id: number;
    prompt: unknown;
    prompt_hash: string;
    response_a: string;
    response_b: string;
  }>(
    'SELECT id, prompt, prompt_hash, response_a, response_b FROM comparison WHERE id = ANY($1::int[]) ORDER BY id',
    [[...votes.keys()]],
  );
  const pairs = rows.map((row) => {
    const { a, b, ties } = votes.get(row.id)!;
    return {
      comparisonId: row.id,
      promptKey: row.prompt_hash,
      prompt: readConversation(row.prompt),
      responseA: row.response_a,
      responseB: row.response_b,
      target: (a + ties / 2) / (a + b + ties),
      weight: 1,
      labels: { a, b },
    };
  });
  return { pairs, counts };
}
