import type { Interval } from '#lib/statistics/estimate';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';

/** A figure of a sample with its 95 % interval over prompts: "other prompts like these". */
export interface PromptEstimate {
  value: number | null;
  ci95: Interval | null;
  /** Why there is no figure, or no interval; a clause for people. */
  reason?: string;
}

const MOST_GROUPS = 50;
const LEAST_GROUPS = 5;

/**
 * Any figure of the pairs (or responses) of several prompts, with a delete-a-group jackknife interval: prompts are dealt into
 * at most 50 groups in order, each group is left out in turn, t with groups − 1 degrees of freedom.
 *
 * @param prompts for each row, a number that tells its prompt apart.
 * @param figure of the rows with these indices; null when they do not support it.
 * @param bounds the interval is cut to these.
 * @returns ci95 null, with the reason, with fewer than 5 prompts or when a group can't be left out.
 */
export function jackknifeByPrompt(
  prompts: ArrayLike<number>,
  figure: (rows: Int32Array) => number | null,
  bounds: Interval,
): PromptEstimate {
  const all = Int32Array.from(prompts as ArrayLike<number>, (_, row) => row);
  const value = figure(all);
  if (value === null) return { value: null, ci95: null, reason: 'too little to measure it by' };
  const numbers = new Map<number, number>();
  for (const row of all) if (!numbers.has(prompts[row]!)) numbers.set(prompts[row]!, numbers.size);
  const groups = Math.min(MOST_GROUPS, numbers.size);
  if (groups < LEAST_GROUPS)
    return { value, ci95: null, reason: `${numbers.size} prompts are too few for an interval over prompts` };
  const without: number[] = [];
  for (let group = 0; group < groups; group++) {
    const left = figure(all.filter((row) => numbers.get(prompts[row]!)! % groups !== group));
    if (left === null) return { value, ci95: null, reason: 'it rests on a single group of prompts' };
    without.push(left);
  }
  const se = jackknifeError(without)!;
  return { value, ci95: tInterval(value, se, groups - 1, { low: bounds[0], high: bounds[1] }) };
}
