import { setImmediate as otherWork } from 'node:timers/promises';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { readConversation } from '#lib/labels/conversation';
import { log } from '#lib/log';
import { SourceSums } from '#lib/reward-model/source-standings';
import { readChoices, trainerOptions } from '#lib/training/training-choices';
import { judgedPairs, SPLITS } from '#lib/transfer/export/judged-pairs';
import { snapshotLabels } from '#lib/transfer/export/snapshot-labels';
import type { LeaderboardResult } from './leaderboard-result';
import { preferenceProbability } from './score-together';
import { type ServedModel, servedModel } from './served-model';

/** More comparisons than this say nothing more about a mean; prompts are then drawn by their hash. */
const MOST_COMPARISONS = 50_000;
const LEAST_PROMPTS = 30;
const PAGE = 500;

interface Asked {
  project_id: string;
  batch_id: string;
  model: string;
  trained_batch: string;
  last_sequence: number;
  seed: number;
  options: unknown;
  folds: number | null;
}

/** Scores a requested leaderboard and stores how the sources stand. Asked again after a crash it begins anew. */
export async function scoreLeaderboard(leaderboardId: string): Promise<void> {
  const { rows } = await pool().query<Asked>(
    `UPDATE leaderboard l SET state = 'RUNNING' FROM reward_model m JOIN training_run r ON r.id = m.run_id JOIN gate_decision d ON d.id = r.decision_id
     WHERE l.id = $1 AND m.id = l.model_id AND l.state IN ('QUEUED', 'RUNNING')
     RETURNING l.project_id, l.batch_id, m.name AS model, r.batch_id AS trained_batch, d.last_sequence, r.seed, r.options,
               (m.report ->> 'folds')::int AS folds`,
    [leaderboardId],
  );
  const asked = rows[0];
  if (!asked) return;
  try {
    const model = await servedModel(asked.project_id, asked.model);
    const chosen = await comparisonsToScore(asked);
    const result = await standings(model, chosen);
    await pool().query(
      `UPDATE leaderboard SET state = 'SUCCEEDED', result = $2, ended_at = now() WHERE id = $1`,
      [leaderboardId, JSON.stringify(result)],
    );
  } catch (error) {
    const known = error instanceof ConcordError;
    if (!known) log('scoring').error({ err: error, leaderboardId }, 'leaderboard failed');
    await pool().query(
      `UPDATE leaderboard SET state = 'FAILED', error = $2, ended_at = now() WHERE id = $1`,
      [
        leaderboardId,
        known ? error.message : 'Scoring stopped with an unexpected error. Ask for a new leaderboard.',
      ],
    );
  }
}

interface Chosen {
  /** In the order of their prompts. */
  ids: number[];
  basis: LeaderboardResult['basis'];
  learned: boolean;
  beyond: number;
}

/** A model's own training prompts flatter what its labels liked: where enough prompts were held out, only those count. */
async function comparisonsToScore(asked: Asked): Promise<Chosen> {
  const own = asked.trained_batch === asked.batch_id;
  const heldOut = own && asked.folds === null ? await heldOutIds(asked) : null;
  const { rows } = await pool().query<{ ids: number[]; prompts: number; total: number }>(
    `WITH c AS (SELECT id, prompt_hash FROM comparison WHERE batch_id = $1 AND ($2::int[] IS NULL OR id = ANY($2)) ORDER BY prompt_hash, id LIMIT $3)
     SELECT array_agg(id ORDER BY prompt_hash, id) AS ids, count(DISTINCT prompt_hash)::int AS prompts,
            (SELECT count(*)::int FROM comparison WHERE batch_id = $1 AND ($2::int[] IS NULL OR id = ANY($2))) AS total FROM c`,
    [asked.batch_id, heldOut, MOST_COMPARISONS],
  );
  const { ids, prompts, total } = rows[0]!;
  if (heldOut && prompts < LEAST_PROMPTS) return comparisonsToScore({ ...asked, folds: 0 });
  return {
    ids: ids ?? [],
    basis: heldOut ? 'held-out prompts' : 'all prompts',
    learned: own && !heldOut,
    beyond: total - (ids?.length ?? 0),
  };
}

async function heldOutIds(asked: Asked): Promise<number[]> {
  const choices = readChoices(asked.options);
  const labels = await snapshotLabels(asked.batch_id, asked.last_sequence);
  const { ids, splits } = await judgedPairs(labels, choices, {
    seed: asked.seed,
    shares: trainerOptions(choices).shares,
  });
  const test = SPLITS.indexOf('test');
  return Array.from(ids.filter((_, at) => splits[at] === test));
}

interface ComparisonTexts {
  prompt_hash: string;
  prompt: unknown;
  response_a: string;
  response_b: string;
  source_a: string | null;
  source_b: string | null;
}

async function standings(
  model: ServedModel,
  { ids, basis, learned, beyond }: Chosen,
): Promise<LeaderboardResult> {
  const sums = new SourceSums();
  const seen = { responses: 0, prompts: 0, leftOut: beyond * 2 };
  let waiting: ComparisonTexts[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const { prompt_hash: key, prompt } = waiting[0]!;
    const messages = readConversation(prompt);
    const responses = distinctResponses(waiting);
    const rewards = model.scorer.scoreAll(
      responses.map(({ text }) => ({ prompt: messages, response: text })),
    );
    sums.add(
      key,
      responses.map(({ source, text }, i) => ({
        source,
        reward: rewards[i]!.raw,
        characters: text.length,
      })),
      (a, b) => preferenceProbability(model, a, b),
    );
    seen.prompts++;
    seen.responses += responses.filter(({ source }) => source !== null).length;
    seen.leftOut += responses.filter(({ source }) => source === null).length;
    waiting = [];
  };
  for (let at = 0; at < ids.length; at += PAGE) {
    const { rows } = await pool().query<ComparisonTexts>(
      `SELECT c.prompt_hash, c.prompt, c.response_a, c.response_b, a.name AS source_a, b.name AS source_b
       FROM comparison c LEFT JOIN source a ON a.id = c.source_a_id LEFT JOIN source b ON b.id = c.source_b_id
       WHERE c.id = ANY($1::int[]) ORDER BY c.prompt_hash, c.id`,
      [ids.slice(at, at + PAGE)],
    );
    for (const row of rows) {
      if (waiting.length && waiting[0]!.prompt_hash !== row.prompt_hash) flush();
      waiting.push(row);
    }
    await otherWork();
  }
  flush();
  const sources = sums.standings();
  if (sources.length === 0)
    throw new ConcordError('conflict', 'No comparison of this batch names its sources.');
  const normalised = ({ value, se, ci95 }: (typeof sources)[number]['reward']) => {
    const { mean, deviation } = model.scale;
    const of = (x: number) => (x - mean) / deviation;
    return {
      value: of(value),
      se: se === null ? null : se / deviation,
      ci95: ci95 ? ([of(ci95[0]), of(ci95[1])] as [number, number]) : null,
    };
  };
  return {
    model: model.name,
    scale: model.scale,
    ...seen,
    basis,
    learned,
    sources: sources.map((row) => ({ ...row, reward: normalised(row.reward) })),
  };
}

/** The same response of a source may stand in many comparisons; it is one response. */
function distinctResponses(rows: readonly ComparisonTexts[]): { source: string | null; text: string }[] {
  const found = new Map<string, { source: string | null; text: string }>();
  for (const row of rows)
    for (const [source, text] of [
      [row.source_a, row.response_a],
      [row.source_b, row.response_b],
    ] as const)
      found.set(`${source ?? ''}\u0000${text}`, { source, text });
  return [...found.values()];
}
