import { pool } from '#lib/db';
import { readConversation } from '#lib/labels/conversation';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import type { HeldOutPair } from '#lib/reward-model/held-out-report';
import {
  type ChoiceColumns,
  type LabelTrust,
  SIDE_A,
  SIDE_B,
  TIE,
  trustedLabels,
} from '#lib/reward-model/trusted-labels';
import type { TrainingChoices } from './training-choices';

/** A comparison as the trainer and the report see it. */
export interface TrainingPair extends HeldOutPair {
  comparisonId: number;
  /** The plain share of votes for A, or the verdict: what the model is judged by, however it was trained. */
  judged: number;
  tags: string[];
  language: string | null;
  sourceA: string | null;
  sourceB: string | null;
  /** Mean stated strength of the labels that took a side, 1 … 3; null where none was stated. */
  strength: number | null;
}

/** One pair per labelled or adjudicated comparison, and what became of the labels. */
export interface TrainingPairs {
  pairs: TrainingPair[];
  /** The first looks behind the pairs, annotators numbered from 0. */
  choices: ChoiceColumns;
  /** Database id, labels, error rate and weight of each annotator, by their number in `choices`. */
  annotators: { id: number; labels: number; error: number | null; weight: number }[];
  /** How the labels were trusted in the end: every label the same where too few comparisons have two. */
  trust: LabelTrust;
  /** Labels by guideline version; null for labels without one. */
  guidelines: { version: number | null; labels: number }[];
  /** How often the response shown on the left was chosen, of the labels whose sides are known. */
  left: { chosen: number; of: number };
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

const CODE_OF_CATEGORY = CATEGORIES.map((name) =>
  name === 'A' ? SIDE_A : name === 'TIE' ? TIE : name === 'B' ? SIDE_B : null,
);
/** Distances between rewards for a stated strength of 1, 2 and 3: the smaller scale of Llama 2 (Touvron et al. 2023). */
const MARGINS = [0, 1 / 3, 2 / 3, 1];
const VALUE = { [SIDE_A]: 1, [TIE]: 0.5, [SIDE_B]: 0 };

/**
 * Turns labels into training pairs: first looks become soft labels as the choices say. "Both bad" says nothing about which is
 * better, so it is left out (and counted). Where an adjudicator has decided, the target is the verdict, whatever the votes
 * were; they stay beside it, because they say how far people agree.
 */
export async function trainingPairs(
  labels: BatchLabels,
  chosen: Pick<TrainingChoices, 'trust' | 'ties' | 'margin'>,
): Promise<TrainingPairs> {
  const counts = { decisive: 0, ties: 0, leftOut: 0, verdicts: 0, verdictsLeftOut: 0 };
  const verdicts = new Map<number, number | null>();
  for (const { comparison, choice } of labels.verdicts) {
    const code = CODE_OF_CATEGORY[choice];
    verdicts.set(comparison, code === null || code === undefined ? null : VALUE[code as keyof typeof VALUE]);
  }
  const rowsOf = firstLooks(labels, counts);
  const wanted = new Set([...labels.verdicts.map((v) => v.comparison), ...rowsOf.keys()]);
  for (const [comparison, verdict] of verdicts) {
    if (verdict === null) {
      wanted.delete(comparison);
      counts.verdictsLeftOut++;
    } else counts.verdicts++;
  }
  const comparisons = await readComparisons([...wanted]);
  const columns = numbered(
    labels,
    comparisons.map(({ id }) => rowsOf.get(id) ?? []),
  );
  const trusted = trustedLabels(columns.choices, chosen);
  const meanWeight = mean([...trusted.weights].filter((w) => w > 0)) ?? 1;
  const pairs = comparisons.map((row, pair): TrainingPair => {
    const rows = rowsOf.get(row.id) ?? [];
    const votes = tally(labels, rows);
    const verdict = verdicts.get(row.id) ?? null;
    const share = votes.n === 0 ? 0.5 : (votes.a + votes.ties / 2) / votes.n;
    return {
      comparisonId: row.id,
      promptKey: row.prompt_hash,
      prompt: readConversation(row.prompt),
      responseA: row.response_a,
      responseB: row.response_b,
      target: verdict ?? trusted.targets[pair]!,
      weight: verdict === null ? trusted.weights[pair]! : Math.max(meanWeight, trusted.weights[pair]!),
      ...(chosen.margin === 'strength' && votes.margin !== 0 && { margin: votes.margin }),
      labels: { a: votes.a, b: votes.b },
      judged: verdict ?? share,
      tags: row.tags,
      language: row.language,
      sourceA: row.source_a,
      sourceB: row.source_b,
      strength: votes.strength,
    };
  });
  return {
    pairs,
    choices: columns.choices,
    annotators: columns.ids.map((id, annotator) => ({
      id,
      labels: columns.labels[annotator]!,
      error: trusted.errors[annotator] ?? null,
      weight: trusted.annotatorWeights[annotator]!,
    })),
    trust: trusted.used,
    guidelines: columns.guidelines,
    left: columns.left,
    counts,
  };
}

/** Rows of the labels that say something about a preference, by comparison; the others are counted. */
function firstLooks(labels: BatchLabels, counts: TrainingPairs['counts']): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const code = CODE_OF_CATEGORY[labels.choice[i]!];
    if (labels.round[i] !== 0 || code === null || code === undefined) {
      counts.leftOut++;
      continue;
    }
    if (code === TIE) counts.ties++;
    else counts.decisive++;
    const rows = rowsOf.get(labels.comparison[i]!) ?? [];
    rowsOf.set(labels.comparison[i]!, rows);
    rows.push(i);
  }
  return rowsOf;
}

function tally(labels: BatchLabels, rows: readonly number[]) {
  const votes = { a: 0, b: 0, ties: 0, n: rows.length, margin: 0, strength: null as number | null };
  const strengths: number[] = [];
  let margin = 0;
  for (const i of rows) {
    const code = CODE_OF_CATEGORY[labels.choice[i]!];
    if (code === TIE) votes.ties++;
    else {
      const strength = labels.strength[i]!;
      if (code === SIDE_A) votes.a++;
      else votes.b++;
      if (strength > 0) strengths.push(strength);
      margin += (code === SIDE_A ? 1 : -1) * (MARGINS[Math.max(0, Math.min(3, strength))] ?? 0);
    }
  }
  return { ...votes, margin: rows.length ? margin / rows.length : 0, strength: mean(strengths) };
}

function numbered(labels: BatchLabels, rowsByPair: readonly (readonly number[])[]) {
  const rows = rowsByPair.flat();
  const numbers = new Map<number, number>();
  const annotators = Int32Array.from(rows, (i) => {
    const id = labels.annotator[i]!;
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return numbers.get(id)!;
  });
  const counted = new Int32Array(numbers.size);
  for (const annotator of annotators) counted[annotator]!++;
  const guidelines = new Map<number, number>();
  const left = { chosen: 0, of: 0 };
  for (const i of rows) {
    guidelines.set(labels.guideline[i]!, (guidelines.get(labels.guideline[i]!) ?? 0) + 1);
    const code = CODE_OF_CATEGORY[labels.choice[i]!];
    if (labels.swapped[i]! < 0 || code === TIE) continue;
    left.of++;
    if ((code === SIDE_A) === (labels.swapped[i] === 0)) left.chosen++;
  }
  const choices: ChoiceColumns = {
    pairs: Int32Array.from(rowsByPair.flatMap((own, pair) => own.map(() => pair))),
    annotators,
    choices: Uint8Array.from(rows, (i) => CODE_OF_CATEGORY[labels.choice[i]!]!),
    pairCount: rowsByPair.length,
    annotatorCount: numbers.size,
  };
  return {
    choices,
    ids: [...numbers.keys()],
    labels: counted,
    left,
    guidelines: [...guidelines]
      .map(([version, n]) => ({ version: version < 0 ? null : version, labels: n }))
      .sort((x, y) => (x.version ?? 0) - (y.version ?? 0)),
  };
}

interface ComparisonRow {
  id: number;
  prompt: unknown;
  prompt_hash: string;
  response_a: string;
  response_b: string;
  tags: string[];
  language: string | null;
  source_a: string | null;
  source_b: string | null;
}

async function readComparisons(ids: readonly number[]): Promise<ComparisonRow[]> {
  const { rows } = await pool().query<ComparisonRow>(
    `SELECT c.id, c.prompt, c.prompt_hash, c.response_a, c.response_b, c.tags, c.language, a.name AS source_a, b.name AS source_b
     FROM comparison c LEFT JOIN source a ON a.id = c.source_a_id LEFT JOIN source b ON b.id = c.source_b_id
     WHERE c.id = ANY($1::int[]) ORDER BY c.id`,
    [ids],
  );
  return rows;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
