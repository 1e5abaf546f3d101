import { pool } from '#lib/db';
import { readConversation } from '#lib/labels/conversation';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import type { HeldOutPair } from '#lib/reward-model/held-out-report';

/** One pair per labelled or adjudicated comparison, and what became of the labels. */
export interface TrainingPairs {
  pairs: (HeldOutPair & { comparisonId: number })[];
  counts: {
    /** Labels that say which response is better, ties, and labels left out: repeats, both bad, can't judge. */
    decisive: number;
    ties: number;
    leftOut: number;
    /** Pairs whose target is an adjudicator's verdict, and comparisons that a verdict without a side took out. */
    verdicts: number;
    verdictsLeftOut: number;
  };
}

const [A, TIE, B] = CATEGORIES.map((_, code) => code);

interface Votes {
  a: number;
  b: number;
  ties: number;
}

/**
 * Turns labels into training pairs: the target is the share of first looks that prefer A, a tie half for each. "Both
 * bad" says nothing about which is better, so it is left out (and counted). Where an adjudicator has decided, the target
 * is the verdict, whatever the votes were; they stay beside it, because they say how far people agree.
 */
export async function trainingPairs(labels: BatchLabels): Promise<TrainingPairs> {
  const votes = new Map<number, Votes>();
  const counts = { decisive: 0, ties: 0, leftOut: 0, verdicts: 0, verdictsLeftOut: 0 };
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
  const targets = new Map([...votes].map(([id, vote]) => [id, shareForA(vote)]));
  for (const { comparison, choice } of labels.verdicts) {
    const target = choice === A ? 1 : choice === B ? 0 : choice === TIE ? 0.5 : null;
    if (target === null) {
      targets.delete(comparison);
      counts.verdictsLeftOut++;
    } else {
      targets.set(comparison, target);
      counts.verdicts++;
    }
  }
  const { rows } = await pool().query<{
    id: number;
    prompt: unknown;
    prompt_hash: string;
    response_a: string;
    response_b: string;
  }>(
    'SELECT id, prompt, prompt_hash, response_a, response_b FROM comparison WHERE id = ANY($1::int[]) ORDER BY id',
    [[...targets.keys()]],
  );
  const pairs = rows.map((row) => {
    const { a, b } = votes.get(row.id) ?? { a: 0, b: 0 };
    return {
      comparisonId: row.id,
      promptKey: row.prompt_hash,
      prompt: readConversation(row.prompt),
      responseA: row.response_a,
      responseB: row.response_b,
      target: targets.get(row.id)!,
      weight: 1,
      labels: { a, b },
    };
  });
  return { pairs, counts };
}

const shareForA = ({ a, b, ties }: Votes): number => (a + ties / 2) / (a + b + ties);
