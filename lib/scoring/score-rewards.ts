import { z } from 'zod';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { conversation } from '#lib/labels/conversation';
import { readRewardModel } from '#lib/reward-model/reward-model-file';
import { type RewardScorer, rewardScorer } from '#lib/reward-model/score-responses';

export const rewardRequest = z.object({
  /** Text, or a conversation that ends with the turn to answer. */
  prompt: z.union([
    z
      .string()
      .max(100_000)
      .transform((content) => [{ role: 'user' as const, content }]),
    conversation,
  ]),
  responses: z.array(z.string().max(100_000)).max(256),
  /** Name of a reward model of the project; without it the newest. */
  model: z.string().max(200).optional(),
});

export type RewardRequest = z.infer<typeof rewardRequest>;

export interface RewardAnswer {
  model: string;
  snapshot: string;
  /** In the order of the responses: the raw reward, and in standard deviations from the mean of training responses. */
  rewards: { reward: number; normalised: number }[];
  /** Index of the response with the highest reward (best of N); null without responses. */
  best: number | null;
}

interface LoadedModel {
  name: string;
  snapshot: string;
  scorer: RewardScorer;
}

const MOST_LOADED = 8;
const kept = globalThis as typeof globalThis & { concordScorers?: Map<string, LoadedModel> };
kept.concordScorers ??= new Map();

/** Scores responses to one prompt with a reward model of the project. */
export async function scoreRewards(projectId: string, request: RewardRequest): Promise<RewardAnswer> {
  const model = await findModel(projectId, request.model);
  const rewards = model.scorer
    .scoreAll(request.responses.map((response) => ({ prompt: request.prompt, response })))
    .map(({ raw, normalised }) => ({ reward: raw, normalised }));
  const best = rewards.reduce<number | null>(
    (top, r, i) => (top === null || r.reward > rewards[top]!.reward ? i : top),
    null,
  );
  return { model: model.name, snapshot: model.snapshot, rewards, best };
}

async function findModel(projectId: string, name: string | undefined): Promise<LoadedModel> {
  const { rows } = await pool().query<{ id: string; name: string; snapshot_hash: string }>(
    `SELECT m.id, m.name, r.snapshot_hash FROM reward_model m JOIN training_run r ON r.id = m.run_id
     WHERE m.project_id = $1 AND ($2::text IS NULL OR m.name = $2) ORDER BY m.created_at DESC LIMIT 1`,
    [projectId, name ?? null],
  );
  const found = rows[0];
  if (!found) {
    const message = name
      ? `This project has no reward model named "${name}".`
      : 'This project has no trained reward model yet.';
    throw new ConcordError('not_found', message);
  }
  const models = kept.concordScorers!;
  const known = models.get(found.id);
  if (known) return known;
  const file = await pool().query<{ file: Buffer }>('SELECT file FROM reward_model WHERE id = $1', [
    found.id,
  ]);
  const loaded = {
    name: found.name,
    snapshot: found.snapshot_hash,
    scorer: rewardScorer(readRewardModel(file.rows[0]!.file)),
  };
  models.set(found.id, loaded);
  if (models.size > MOST_LOADED) models.delete(models.keys().next().value!);
  return loaded;
}
