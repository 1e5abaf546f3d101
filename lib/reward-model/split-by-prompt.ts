import { murmurHash } from './murmur-hash';

/** Indices of pairs, each ascending; together every pair once. */
export interface PromptSplit {
  train: Int32Array;
  validation: Int32Array;
  heldOut: Int32Array;
}

export interface SplitShares {
  /** Share of pairs for early stopping, in [0, 1). */
  validation: number;
  /** Share of pairs that the trainer never sees, in [0, 1). */
  heldOut: number;
}

/** Prompts from which on each one is placed by its own hash alone. */
export const STABLE_FROM_PROMPTS = 100;

/**
 * Splits pairs into training, validation and held-out parts by prompt, never by pair: responses to one prompt share so
 * much that a split by pair would report what the model remembers.
 *
 * From 100 prompts on, each prompt is placed by its own hash and the seed, so that a prompt stays in its part when
 * others come or go. With fewer the shares would be left to luck: prompts are put in hash order and dealt out until
 * each part has its share of pairs, and each part gets at least one prompt as long as there are enough (training
 * first, then held-out, then validation: with two prompts there is no validation part, with one only training).
 *
 * @param promptKeys the prompt key of each pair.
 * @param seed any finite number; different seeds give different splits.
 * @returns indices into promptKeys. Throws RangeError when the shares do not leave anything to train on.
 */
export function splitByPrompt(promptKeys: readonly string[], seed: number, shares: SplitShares): PromptSplit {
  const { validation, heldOut } = shares;
  if (!(validation >= 0 && heldOut >= 0 && validation + heldOut < 1))
    throw new RangeError(
      `splitByPrompt: shares must be >= 0 and sum to less than 1, got ${validation} and ${heldOut}`,
    );
  if (!Number.isFinite(seed))
    throw new RangeError(`splitByPrompt: the seed must be a finite number, got ${seed}`);
  const sizes = new Map<string, number>();
  for (const key of promptKeys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const place = placer(seed);
  const partOf =
    sizes.size >= STABLE_FROM_PROMPTS
      ? new Map([...sizes.keys()].map((key) => [key, partAt(place(key), shares)]))
      : dealOut(sizes, place, promptKeys.length, shares);
  const parts: Record<keyof PromptSplit, number[]> = { train: [], validation: [], heldOut: [] };
  promptKeys.forEach((key, index) => {
    parts[partOf.get(key)!].push(index);
  });
  return {
    train: Int32Array.from(parts.train),
    validation: Int32Array.from(parts.validation),
    heldOut: Int32Array.from(parts.heldOut),
  };
}

const placer =
  (seed: number) =>
  (key: string): number =>
    murmurHash(key, (Math.trunc(seed) ^ 0x5bd1e995) >>> 0) / 2 ** 32;

/**
 * Where splitByPrompt puts a prompt when there are at least STABLE_FROM_PROMPTS of them: for sets too large to be held at once.
 */
export function stablePart(seed: number, shares: SplitShares): (key: string) => keyof PromptSplit {
  const place = placer(seed);
  return (key) => partAt(place(key), shares);
}

function partAt(place: number, shares: SplitShares): keyof PromptSplit {
  if (place < shares.heldOut) return 'heldOut';
  return place < shares.heldOut + shares.validation ? 'validation' : 'train';
}

function dealOut(
  sizes: ReadonlyMap<string, number>,
  place: (key: string) => number,
  pairs: number,
  shares: SplitShares,
): Map<string, keyof PromptSplit> {
  const keys = [...sizes.keys()].sort((x, y) => place(x) - place(y) || (x < y ? -1 : 1));
  const partOf = new Map<string, keyof PromptSplit>();
  let next = 0;
  const deal = (part: 'heldOut' | 'validation', share: number, leaveAtLeast: number) => {
    let dealt = 0;
    while (share > 0 && keys.length - next > leaveAtLeast) {
      const size = sizes.get(keys[next]!)!;
      // A prompt is taken as long as that brings the part nearer to its share; the first is always taken.
      if (dealt > 0 && dealt + size / 2 > share * pairs) break;
      partOf.set(keys[next++]!, part);
      dealt += size;
    }
  };
  deal('heldOut', shares.heldOut, shares.validation > 0 && keys.length > 2 ? 2 : 1);
  deal('validation', shares.validation, 1);
  for (const key of keys.slice(next)) partOf.set(key, 'train');
  return partOf;
}
