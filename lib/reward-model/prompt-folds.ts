import { murmurHash } from './murmur-hash';

/**
 * Deals prompts into folds of about equal numbers of pairs, for cross-validation by prompt.
 *
 * Prompts are taken largest first (ties in the order of their hash with the seed) and each goes to the fold that has
 * fewest pairs so far.
 *
 * @returns the fold, 0 … folds − 1, of each pair; fewer folds are used when there are fewer prompts. Throws RangeError
 *   below two folds or two prompts: nothing could be held out.
 */
export function promptFolds(promptKeys: readonly string[], folds: number, seed: number): Int32Array {
  const sizes = new Map<string, number>();
  for (const key of promptKeys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  if (!Number.isInteger(folds) || folds < 2 || sizes.size < 2)
    throw new RangeError(
      `promptFolds: at least 2 folds and 2 prompts are needed, got ${folds} and ${sizes.size}`,
    );
  const hash = (key: string) => murmurHash(key, (Math.trunc(seed) ^ 0x2545f491) >>> 0);
  const keys = [...sizes.keys()].sort(
    (x, y) => sizes.get(y)! - sizes.get(x)! || hash(x) - hash(y) || (x < y ? -1 : 1),
  );
  const filled = new Float64Array(Math.min(folds, keys.length));
  const foldOf = new Map<string, number>();
  for (const key of keys) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(key, fold);
    filled[fold]! += sizes.get(key)!;
  }
  return Int32Array.from(promptKeys, (key) => foldOf.get(key)!);
}
