import { readBlocks, writeBlocks } from './binary-blocks';
import type { Standardisation } from './feature-matrix';
import { headLayout, type RewardHead } from './reward-head';
import { FEATURE_DIMENSION, FEATURE_VERSION, HAND_PLACES } from './text-features';

/** Mean and standard deviation of raw rewards over the distinct training responses; deviation is never 0. */
export interface Normalisation {
  mean: number;
  deviation: number;
}

/** A trained model: all that scoring needs. */
export interface RewardModel {
  head: RewardHead;
  standardisation: Standardisation;
  normalisation: Normalisation;
  /** Lineage that the caller wishes to keep with the weights: seed, snapshot hash, backend …; any JSON. */
  about: Record<string, unknown>;
}

/** Mean and deviation of the rewards at the given rows; a deviation too small to divide by is 1. */
export function momentsOfRewards(rewards: Float64Array, rows: Int32Array): Normalisation {
  let sum = 0;
  for (const row of rows) sum += rewards[row]!;
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += (rewards[row]! - mean) ** 2;
  const deviation = Math.sqrt(squares / rows.length);
  return { mean, deviation: deviation > 1e-9 ? deviation : 1 };
}

interface FileHeader {
  version: number;
  featureVersion: number;
  featureDimension: number;
  units: number;
  normalisation: Normalisation;
  about: Record<string, unknown>;
}

const MAGIC = 'CNCRDRM';
const VERSION = 1;

/** The model as one file: a JSON header and float32 weights, little-endian, about 260 kB with 32 hidden units. */
export function writeRewardModel(model: RewardModel): Uint8Array<ArrayBuffer> {
  const header: FileHeader = {
    version: VERSION,
    featureVersion: FEATURE_VERSION,
    featureDimension: FEATURE_DIMENSION,
    units: model.head.units,
    normalisation: model.normalisation,
    about: model.about,
  };
  const { mean, deviation } = model.standardisation;
  return writeBlocks(MAGIC, { header, arrays: { weights: model.head.weights, mean, deviation } });
}

/** Reads a model file. Throws RangeError for a damaged file and for one whose version or features this program does not know. */
export function readRewardModel(bytes: Uint8Array): RewardModel {
  const { header, arrays } = readBlocks<FileHeader>(MAGIC, bytes, 'readRewardModel');
  if (header.version !== VERSION)
    throw new RangeError(
      `readRewardModel: file version ${header.version} is not known (this program knows ${VERSION})`,
    );
  if (header.featureVersion !== FEATURE_VERSION || header.featureDimension !== FEATURE_DIMENSION)
    throw new RangeError(
      `readRewardModel: the model was trained on features of version ${header.featureVersion}, this program has ${FEATURE_VERSION}`,
    );
  const { weights, mean, deviation } = arrays;
  if (
    weights?.length !== headLayout(header.units).size ||
    mean?.length !== HAND_PLACES ||
    deviation?.length !== HAND_PLACES
  )
    throw new RangeError('readRewardModel: the weights do not fit the header');
  if (![weights, mean, deviation].every((array) => array.every(Number.isFinite)))
    throw new RangeError('readRewardModel: the file holds weights that are not numbers');
  return {
    head: { units: header.units, weights },
    standardisation: { mean, deviation },
    normalisation: header.normalisation,
    about: header.about,
  };
}
