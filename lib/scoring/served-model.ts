import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { readRewardModel } from '#lib/reward-model/reward-model-file';
import { type RewardScorer, rewardScorer } from '#lib/reward-model/score-responses';
import { isModelAlias, MODEL_ALIASES } from './model-alias';

/** What rewards are measured in: the mean and standard deviation that make a reward "normalised". */
export interface RewardScale {
  mean: number;
  deviation: number;
  /** Of which responses; models from before this was stored have the training ones. */
  of: 'held-out responses' | 'training responses';
}

/** A reward model that answers requests. */
export interface ServedModel {
  id: string;
  /** The version: a name that never means another model. */
  name: string;
  /** The alias by which it was asked for. */
  alias: string | null;
  run: number;
  snapshot: string;
  createdAt: Date;
  /** Trained by a waiver: the gate had not passed. */
  waived: boolean;
  scorer: RewardScorer;
  scale: RewardScale;
  /** Differences of rewards are divided by it before they become probabilities; 1 where none was fitted. */
  temperature: number;
}

interface StoredModel {
  name: string;
  created_at: Date;
  number: number;
  snapshot_hash: string;
  waived: boolean;
  scale: { mean: number; deviation: number } | null;
  temperature: number | null;
  file: Buffer;
}

/** All of a model but the name that it was asked for by. */
type Loaded = Omit<ServedModel, 'alias'>;

const MOST_LOADED = 8;
const kept = globalThis as typeof globalThis & { concordScorers?: Map<string, Promise<Loaded>> };
kept.concordScorers ??= new Map();

/**
 * The model that a request asks for: a version, an alias, or nothing, which means `production` and, where nothing is that
 * yet, the newest. Names with a slash are paths or hub names that trainers send of themselves; none of ours has one, and they
 * mean nothing asked for. Which one it is is asked of the database each time, so that an alias moves at once; what a model is never
 * changes, so its weights and what stands in its report are read once per process and kept while they are used.
 */
export async function servedModel(projectId: string, asked: string | undefined): Promise<ServedModel> {
  const name = asked === undefined || asked === '' || asked.includes('/') ? null : asked;
  const alias = name === null ? 'production' : isModelAlias(name) ? name : null;
  const { rows } = await pool().query<{ id: string }>({
    name: 'served-model',
    text: FIND,
    values: [projectId, name, alias, name === null],
  });
  const found = rows[0];
  if (!found) throw new ConcordError('not_found', missing(name));
  return { ...(await loaded(found.id)), alias: name === null ? null : alias };
}

const FIND = `
  WITH aliased AS (SELECT model_id FROM reward_model_alias WHERE project_id = $1 AND alias = $3::text ORDER BY id DESC LIMIT 1)
  SELECT m.id FROM reward_model m
  WHERE m.project_id = $1 AND m.kind = 'embedded' AND CASE WHEN $3::text IS NULL THEN m.name = $2::text
    WHEN $4::boolean THEN coalesce(m.id = (SELECT model_id FROM aliased), true) ELSE m.id = (SELECT model_id FROM aliased) END
  ORDER BY m.created_at DESC LIMIT 1`;

const READ = `
  SELECT m.name, m.created_at, r.number, r.snapshot_hash, d.kind = 'WAIVER' AS waived, m.file,
         m.report #> '{heldOut,scale}' AS scale, (m.report #>> '{heldOut,calibration,temperature}')::float8 AS temperature
  FROM reward_model m JOIN training_run r ON r.id = m.run_id JOIN gate_decision d ON d.id = r.decision_id WHERE m.id = $1`;

function missing(name: string | null): string {
  if (name === null) return 'This project has no trained reward model yet.';
  if (isModelAlias(name)) return `No reward model of this project is “${name}” yet.`;
  return `This project has no reward model named “${name}”. A model is a version, ${MODEL_ALIASES.join(' or ')}.`;
}

function loaded(id: string): Promise<Loaded> {
  const models = kept.concordScorers!;
  const known = models.get(id);
  models.delete(id);
  const model = known ?? load(id);
  // At the end of the map is what was used last; a reading that failed is not kept.
  models.set(id, model);
  if (!known) model.catch(() => models.delete(id));
  if (models.size > MOST_LOADED) models.delete(models.keys().next().value!);
  return model;
}

async function load(id: string): Promise<Loaded> {
  const { rows } = await pool().query<StoredModel>(READ, [id]);
  const { file, name, scale, temperature, ...stored } = rows[0]!;
  try {
    const model = readRewardModel(file);
    return {
      id,
      name,
      run: stored.number,
      snapshot: stored.snapshot_hash,
      createdAt: stored.created_at,
      waived: stored.waived,
      scorer: rewardScorer(model),
      scale: scale
        ? { ...scale, of: 'held-out responses' }
        : { ...model.normalisation, of: 'training responses' },
      temperature: temperature !== null && temperature > 0 ? temperature : 1,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConcordError('unavailable', `${name} can’t be served here: ${error.message}.`);
  }
}
