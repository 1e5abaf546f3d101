import type { AdamState } from './adam';
import { readBlocks, writeBlocks } from './binary-blocks';
import { mixHashes, murmurHash } from './murmur-hash';
import type { PreferencePair } from './preference-pair';
import type { PromptSplit } from './split-by-prompt';
import { FEATURE_VERSION } from './text-features';

/** One finished pass over the training pairs. Losses are mean nats per unit of weight. */
export interface EpochRecord {
  epoch: number;
  trainLoss: number;
  /** null when there are no validation pairs. */
  validationLoss: number | null;
  /** Share of decided validation pairs that the model orders rightly; null when there are none. */
  validationAccuracy: number | null;
}

/** All that a training is between two steps. */
export interface TrainingPosition {
  /** Epoch that is running, from 0, and steps done in it. */
  epoch: number;
  stepInEpoch: number;
  /** Sums over the steps of the running epoch. */
  lossSum: number;
  weightSum: number;
  history: EpochRecord[];
  bestEpoch: number;
  bestLoss: number | null;
  weights: Float32Array;
  adam: AdamState;
  bestWeights: Float32Array;
}

interface CheckpointHeader extends Omit<TrainingPosition, 'weights' | 'adam' | 'bestWeights'> {
  fingerprint: string;
  step: number;
}

const MAGIC = 'CNCRDCP';

/** The position as bytes, exact to the last bit. `fingerprint` names the training that it belongs to. */
export function writeCheckpoint(position: TrainingPosition, fingerprint: string): Uint8Array<ArrayBuffer> {
  const { weights, adam, bestWeights, ...rest } = position;
  const header: CheckpointHeader = { ...rest, fingerprint, step: adam.step };
  return writeBlocks(MAGIC, {
    header,
    arrays: { weights, first: adam.first, second: adam.second, bestWeights },
  });
}

/** The position in the bytes, or a sentence why they cannot be used for the training with this fingerprint and size. */
export function readCheckpoint(
  bytes: Uint8Array,
  fingerprint: string,
  size: number,
): TrainingPosition | string {
  try {
    const { header, arrays } = readBlocks<CheckpointHeader>(MAGIC, bytes, 'readCheckpoint');
    const { fingerprint: stored, step, ...rest } = header;
    if (stored !== fingerprint)
      return 'it belongs to another training (other pairs, seed, options or backend)';
    const { weights, first, second, bestWeights } = arrays;
    if (!weights || !first || !second || !bestWeights || weights.length !== size)
      return 'its weights do not fit';
    return { ...rest, weights, adam: { step, first, second }, bestWeights };
  } catch (error) {
    return error instanceof Error ? error.message : 'it could not be read';
  }
}

/** Names a training by everything that decides its outcome: pairs, split, seed, options, backend, feature version. */
export function trainingFingerprint(
  pairs: readonly PreferencePair[],
  split: PromptSplit,
  settings: Record<string, unknown>,
): string {
  const text = JSON.stringify({ ...settings, FEATURE_VERSION });
  let first = murmurHash(text, 1);
  let second = murmurHash(text, 2);
  const add = (part: string) => {
    first = mixHashes(first, murmurHash(part, 3));
    second = mixHashes(second, murmurHash(part, 5));
  };
  for (const pair of pairs) {
    add(
      `${pair.promptKey}\u0000${JSON.stringify(pair.prompt)}\u0000${pair.target}\u0000${pair.weight}\u0000${pair.margin ?? 0}`,
    );
    add(`${pair.responseA}\u0000${pair.responseB}`);
  }
  for (const part of [split.train, split.validation, split.heldOut]) add(part.join());
  return first.toString(16).padStart(8, '0') + second.toString(16).padStart(8, '0');
}
