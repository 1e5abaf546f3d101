import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PreferencePair } from '#lib/reward-model/preference-pair';
import { type ChoiceColumns, SIDE_A, SIDE_B, TIE } from '#lib/reward-model/trusted-labels';

interface Row {
  item_id: string;
  prompt: string;
  response_a: string;
  response_b: string;
  annotator_id: string;
  choice: 'A' | 'B' | 'TIE';
}

/** A pair with the labels behind it. */
export interface LabelledPair extends PreferencePair {
  labels: { annotator: string; choice: 'A' | 'B' | 'TIE' }[];
}

/** Pairs of one of the real data files, first label per annotator, target = share of labels for A with a tie as half; null when the file is absent. */
export function realPairs(name: 'llmfao_crowd' | 'ukpconvarg1_tv_books'): LabelledPair[] | null {
  const file = path.resolve('../shared/data', `${name}.jsonl`);
  if (!existsSync(file)) return null;
  const items = new Map<string, LabelledPair>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as Row;
    const pair = items.get(row.item_id) ?? {
      promptKey: row.prompt,
      prompt: [{ role: 'user', content: row.prompt }],
      responseA: row.response_a,
      responseB: row.response_b,
      target: 0.5,
      weight: 1,
      labels: [],
    };
    items.set(row.item_id, pair);
    if (pair.labels.some((label) => label.annotator === row.annotator_id)) continue;
    pair.labels.push({ annotator: row.annotator_id, choice: row.choice });
    const value = { A: 1, B: 0, TIE: 0.5 };
    pair.target = pair.labels.reduce((sum, label) => sum + value[label.choice], 0) / pair.labels.length;
  }
  return [...items.values()];
}

/** The single labels behind pairs, annotators numbered in the order in which they come. */
export function choicesOf(pairs: readonly LabelledPair[]): ChoiceColumns {
  const numbers = new Map<string, number>();
  const rows = pairs.flatMap(({ labels }, pair) =>
    labels.map(({ annotator, choice }) => {
      if (!numbers.has(annotator)) numbers.set(annotator, numbers.size);
      return { pair, annotator: numbers.get(annotator)!, choice: { A: SIDE_A, TIE, B: SIDE_B }[choice] };
    }),
  );
  return {
    pairs: Int32Array.from(rows, (row) => row.pair),
    annotators: Int32Array.from(rows, (row) => row.annotator),
    choices: Uint8Array.from(rows, (row) => row.choice),
    pairCount: pairs.length,
    annotatorCount: numbers.size,
  };
}
