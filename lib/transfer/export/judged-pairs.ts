import { pool } from '#lib/db';
import { CATEGORIES } from '#lib/quality/choice-codes';
import type { BatchLabels } from '#lib/quality/read-batch-labels';
import {
  type PromptSplit,
  type SplitShares,
  STABLE_FROM_PROMPTS,
  splitByPrompt,
  stablePart,
} from '#lib/reward-model/split-by-prompt';
import { type ChoiceColumns, SIDE_A, SIDE_B, TIE, trustedLabels } from '#lib/reward-model/trusted-labels';
import type { TrainingChoices } from '#lib/training/training-choices';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** What pairs are made of; annotators by any numbers that tell them apart. */
type PairLabels = Pick<
  BatchLabels,
  'length' | 'comparison' | 'round' | 'choice' | 'strength' | 'verdicts'
> & { annotator: ArrayLike<number> };

/** The pairs of a snapshot as columns, by comparison in the order of `ids`; their texts stay in the database. */
export interface JudgedPairs {
  /** Of the comparisons, ascending. */
  ids: Int32Array;
  votesA: Uint16Array;
  votesTie: Uint16Array;
  votesB: Uint16Array;
  /** P(A is better), the trainer's target; a verdict where there is one. */
  targets: Float64Array;
  weights: Float64Array;
  /** Mean distance that stated strengths ask for, positive for A; and mean strength of labels with a side, 0 where none was stated. */
  margins: Float32Array;
  strengths: Float32Array;
  /** 1 where an adjudicator's verdict is the target. */
  adjudicated: Uint8Array;
  /** An index into SPLITS. */
  splits: Uint8Array;
}

const CODES = CATEGORIES.map((name) => ({ A: SIDE_A, TIE, B: SIDE_B, BOTH_BAD: null })[name]);
const TARGETS = { [SIDE_A]: 1, [TIE]: 0.5, [SIDE_B]: 0 } as Record<number, number>;
/** As the trainer reads strengths (lib/training/training-pairs). */
const MARGINS = [0, 1 / 3, 2 / 3, 1];
const PAGE = 20_000;

/**
 * The same targets, weights and split as the trainer's (lib/training/training-pairs, lib/reward-model/split-by-prompt), in a
 * few bytes per label: a million labels are exported in the memory that the trainer would need for their texts alone.
 */
export async function judgedPairs(
  labels: PairLabels,
  choices: TrainingChoices,
  split: { seed: number; shares: SplitShares },
): Promise<JudgedPairs> {
  const verdicts = new Map(
    labels.verdicts.map(({ comparison, choice }) => [comparison, CODES[choice] ?? null]),
  );
  const ids = pairIds(labels, verdicts);
  const splits = await splitsOf(ids, split);
  const votes = countVotes(labels, ids);
  const trusted = trustedLabels(columnsByPair(labels, ids, votes), choices);
  const pairs: JudgedPairs = {
    ids,
    ...votes,
    targets: trusted.targets,
    weights: trusted.weights,
    adjudicated: new Uint8Array(ids.length),
    splits,
  };
  let sum = 0;
  let counted = 0;
  for (const weight of trusted.weights)
    if (weight > 0) {
      sum += weight;
      counted++;
    }
  const meanWeight = counted ? sum / counted : 1;
  for (const [id, code] of verdicts) {
    const at = place(ids, id);
    if (code === null || at < 0) continue;
    pairs.targets[at] = TARGETS[code]!;
    pairs.weights[at] = Math.max(meanWeight, pairs.weights[at]!);
    pairs.adjudicated[at] = 1;
  }
  return pairs;
}

/** Hears of each label that says something about a preference, first looks that are A, a tie or B: its row and what it says. */
function eachChoice(labels: PairLabels, hear: (row: number, code: number) => void): void {
  for (let row = 0; row < labels.length; row++) {
    const code = labels.round[row] === 0 ? (CODES[labels.choice[row]!] ?? null) : null;
    if (code !== null) hear(row, code);
  }
}

function pairIds(labels: PairLabels, verdicts: ReadonlyMap<number, number | null>): Int32Array {
  let most = verdicts.size;
  eachChoice(labels, () => most++);
  const all = new Int32Array(most);
  let filled = 0;
  eachChoice(labels, (row) => {
    all[filled++] = labels.comparison[row]!;
  });
  for (const id of verdicts.keys()) all[filled++] = id;
  all.sort();
  let n = 0;
  for (let i = 0; i < all.length; i++)
    // A verdict without a side takes the comparison out, whatever the votes.
    if ((i === 0 || all[i] !== all[n - 1]) && verdicts.get(all[i]!) !== null) all[n++] = all[i]!;
  return all.slice(0, n);
}

/** Where an id stands; −1 when it does not. */
function place(ids: Int32Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

type Votes = Pick<JudgedPairs, 'votesA' | 'votesTie' | 'votesB' | 'margins' | 'strengths'>;

/** The votes on each pair, and what their stated strengths come to. */
function countVotes(labels: PairLabels, ids: Int32Array): Votes {
  const n = ids.length;
  const votes: Votes = {
    votesA: new Uint16Array(n),
    votesTie: new Uint16Array(n),
    votesB: new Uint16Array(n),
    margins: new Float32Array(n),
    strengths: new Float32Array(n),
  };
  const stated = new Uint16Array(n);
  eachChoice(labels, (row, code) => {
    const at = place(ids, labels.comparison[row]!);
    if (at < 0) return;
    if (code === TIE) {
      votes.votesTie[at]!++;
      return;
    }
    if (code === SIDE_A) votes.votesA[at]!++;
    else votes.votesB[at]!++;
    const strength = labels.strength[row]!;
    votes.margins[at]! += (code === SIDE_A ? 1 : -1) * (MARGINS[Math.max(0, Math.min(3, strength))] ?? 0);
    if (strength > 0) {
      stated[at]!++;
      votes.strengths[at]! += strength;
    }
  });
  for (let at = 0; at < n; at++) {
    const cast = votes.votesA[at]! + votes.votesTie[at]! + votes.votesB[at]!;
    if (cast > 0) votes.margins[at]! /= cast;
    if (stated[at]! > 0) votes.strengths[at]! /= stated[at]!;
  }
  return votes;
}

/** The choices pair by pair, as the trainer lays them out: annotators are numbered as they appear. */
function columnsByPair(
  labels: PairLabels,
  ids: Int32Array,
  { votesA, votesTie, votesB }: Votes,
): ChoiceColumns {
  const next = new Int32Array(ids.length);
  let kept = 0;
  for (let at = 0; at < ids.length; at++) {
    next[at] = kept;
    kept += votesA[at]! + votesTie[at]! + votesB[at]!;
  }
  const pairs = new Int32Array(kept);
  const annotators = new Int32Array(kept);
  const choices = new Uint8Array(kept);
  eachChoice(labels, (row, code) => {
    const at = place(ids, labels.comparison[row]!);
    if (at < 0) return;
    const i = next[at]!++;
    pairs[i] = at;
    annotators[i] = labels.annotator[row]!;
    choices[i] = code;
  });
  const numbers = new Map<number, number>();
  for (let i = 0; i < kept; i++) {
    const annotator = annotators[i]!;
    if (!numbers.has(annotator)) numbers.set(annotator, numbers.size);
    annotators[i] = numbers.get(annotator)!;
  }
  return { pairs, annotators, choices, pairCount: ids.length, annotatorCount: numbers.size };
}

const SPLIT_OF: Record<keyof PromptSplit, number> = { train: 0, validation: 1, heldOut: 2 };

async function splitsOf(
  ids: Int32Array,
  { seed, shares }: { seed: number; shares: SplitShares },
): Promise<Uint8Array> {
  const splits = new Uint8Array(ids.length);
  const partOf = stablePart(seed, shares);
  // With few prompts a prompt's part depends on the others; only then are the keys kept.
  const known = new Map<string, string>();
  const keys: string[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.subarray(at, at + PAGE);
    const { rows } = await pool().query<{ prompt_hash: string }>(
      'SELECT prompt_hash FROM comparison WHERE id = ANY($1::int[]) ORDER BY id',
      [Array.from(page)],
    );
    rows.forEach(({ prompt_hash: key }, i) => {
      splits[at + i] = SPLIT_OF[partOf(key)];
      if (known.size >= STABLE_FROM_PROMPTS) return;
      const same = known.get(key) ?? key;
      known.set(same, same);
      keys.push(same);
    });
  }
  if (known.size >= STABLE_FROM_PROMPTS || ids.length === 0) return splits;
  const split = splitByPrompt(keys, seed, shares);
  for (const part of ['train', 'validation', 'heldOut'] as const)
    for (const at of split[part]) splits[at] = SPLIT_OF[part];
  return splits;
}
