import { pool } from '#lib/db';
import { readConversation } from '#lib/labels/conversation';
import type { ExportedPair } from './export-formats';
import type { ExportGate } from './export-scope';
import { type JudgedPairs, SPLITS, type Split } from './judged-pairs';

const PAGE = 1000;

interface PairTexts {
  id: number;
  external_id: string;
  prompt: unknown;
  prompt_hash: string;
  response_a: string;
  response_b: string;
  source_a: string | null;
  source_b: string | null;
  tags: string[];
  language: string | null;
}

/** Is there a side to prefer? A target of exactly a half has none, and no shape of chosen and rejected can say so. */
export const isDecided = (target: number): boolean => target !== 0.5;

/** The decided pairs of one part of the split with their texts, a page at a time. */
export async function* pairRows(
  pairs: JudgedPairs,
  split: Split,
  gate: ExportGate,
): AsyncGenerator<ExportedPair> {
  const part = SPLITS.indexOf(split);
  const places = new Int32Array(PAGE);
  for (let at = 0; at < pairs.ids.length; ) {
    let n = 0;
    for (; at < pairs.ids.length && n < PAGE; at++)
      if (pairs.splits[at] === part && isDecided(pairs.targets[at]!)) places[n++] = at;
    if (n === 0) return;
    const { rows } = await pool().query<PairTexts>({
      name: 'export-pairs',
      text: `SELECT c.id, c.external_id, c.prompt, c.prompt_hash, c.response_a, c.response_b, a.name AS source_a, b.name AS source_b, c.tags, c.language
             FROM comparison c LEFT JOIN source a ON a.id = c.source_a_id LEFT JOIN source b ON b.id = c.source_b_id
             WHERE c.id = ANY($1::int[]) ORDER BY c.id`,
      values: [Array.from(places.subarray(0, n), (place) => pairs.ids[place]!)],
    });
    for (let i = 0; i < rows.length; i++) yield exportedPair(rows[i]!, pairs, places[i]!, gate);
  }
}

function exportedPair(row: PairTexts, pairs: JudgedPairs, at: number, gate: ExportGate): ExportedPair {
  const target = pairs.targets[at]!;
  const first = target > 0.5;
  const strength = pairs.strengths[at]!;
  return {
    id: row.external_id,
    promptId: row.prompt_hash,
    prompt: readConversation(row.prompt),
    chosen: first ? row.response_a : row.response_b,
    rejected: first ? row.response_b : row.response_a,
    chosenModel: first ? row.source_a : row.source_b,
    rejectedModel: first ? row.source_b : row.source_a,
    votes: {
      chosen: first ? pairs.votesA[at]! : pairs.votesB[at]!,
      rejected: first ? pairs.votesB[at]! : pairs.votesA[at]!,
      tie: pairs.votesTie[at]!,
    },
    probability: first ? target : 1 - target,
    weight: pairs.weights[at]!,
    margin: first ? pairs.margins[at]! : -pairs.margins[at]! + 0,
    strength: strength > 0 ? strength : null,
    adjudicated: pairs.adjudicated[at] === 1,
    tags: row.tags,
    language: row.language,
    gate,
  };
}
