import type { PromptMessage } from './text-features';

/** One comparison as the trainer sees it: two responses and how strongly people prefer the first. */
export interface PreferencePair {
  /** Same key, same prompt: pairs of one key never fall into different parts of a split. */
  promptKey: string;
  prompt: readonly PromptMessage[];
  responseA: string;
  responseB: string;
  /** P(A is better), a soft label in [0, 1]; a tie is 0.5. */
  target: number;
  /** How much the pair counts, positive or 0; usually 1 or the reliability of its labels. */
  weight: number;
  /** How far apart the rewards should be beyond what the target asks, positive in favour of A; absent is 0. */
  margin?: number;
}

/** Refuses pairs that would put NaN or nonsense into a model. Throws a RangeError that names `caller` and the pair. */
export function assertPreferencePairs(pairs: readonly PreferencePair[], caller: string): void {
  pairs.forEach((pair, index) => {
    if (!(pair.target >= 0 && pair.target <= 1))
      throw new RangeError(`${caller}: the target of pair ${index} must lie in [0, 1], got ${pair.target}`);
    if (!(pair.weight >= 0 && pair.weight < Infinity))
      throw new RangeError(
        `${caller}: the weight of pair ${index} must be finite and not negative, got ${pair.weight}`,
      );
    if (pair.margin !== undefined && !Number.isFinite(pair.margin))
      throw new RangeError(`${caller}: the margin of pair ${index} must be finite, got ${pair.margin}`);
  });
}
