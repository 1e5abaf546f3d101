import { pool } from '#lib/db';
import { readRewardModel } from '#lib/reward-model/reward-model-file';
import { type RewardScorer, rewardScorer, type ScoreRequest } from '#lib/reward-model/score-responses';
import { type ServedModel, servedModel } from './served-model';

/** A reward model with the second opinions beside it, ready to score. */
export interface WatchedModel extends Pick<ServedModel, 'id' | 'name'> {
  /** Its normalised rewards are those that serving answers with. */
  scorer: RewardScorer;
  /** Empty until the model is prepared for watching, or where too few annotators labelled. */
  opinions: RewardScorer[];
}

const MOST_LOADED = 4;
const kept = globalThis as typeof globalThis & { concordOpinions?: Map<string, RewardScorer[]> };
kept.concordOpinions ??= new Map();

/** Finds a model of the project by version or alias, as serving does, and loads it with its second opinions. */
export async function watchedModel(projectId: string, asked: string | undefined): Promise<WatchedModel> {
  const served = await servedModel(projectId, asked);
  return {
    id: served.id,
    name: served.name,
    scorer: onServedScale(served),
    opinions: await opinionsOf(served.id),
  };
}

/** A model's scorer with the scale by which serving normalises. */
export function onServedScale({ scorer, scale }: Pick<ServedModel, 'scorer' | 'scale'>): RewardScorer {
  const scaled = ({ raw }: { raw: number }) => ({ raw, normalised: (raw - scale.mean) / scale.deviation });
  return {
    score: (prompt, response) => scaled(scorer.score(prompt, response)),
    scoreAll: (requests: readonly ScoreRequest[]) => scorer.scoreAll(requests).map(scaled),
  };
}

async function opinionsOf(modelId: string): Promise<RewardScorer[]> {
  const models = kept.concordOpinions!;
  const known = models.get(modelId);
  if (known) return known;
  const { rows } = await pool().query<{ file: Buffer }>(
    'SELECT file FROM second_opinion WHERE model_id = $1 ORDER BY number',
    [modelId],
  );
  const opinions = rows.map(({ file }) => rewardScorer(readRewardModel(file)));
  // What is not prepared yet is asked for again next time.
  if (opinions.length) models.set(modelId, opinions);
  if (models.size > MOST_LOADED) models.delete(models.keys().next().value!);
  return opinions;
}
