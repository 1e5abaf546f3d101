import { jackknifeByPrompt, type PromptEstimate } from './prompt-jackknife';

/** A response of a held-out prompt: what the model gives it, and what people gave it. */
export interface RankedResponse {
  prompt: number;
  /** In standard deviations from the mean of training responses. */
  reward: number;
  /** Share of people's votes that it won in its comparisons, a tie half, in [0, 1]; null where nobody compared it. */
  won: number | null;
  /** What the model itself expects of that share: mean of σ(reward − other reward) over the prompt's other responses. */
  believed: number;
  characters: number;
}

/** What choosing the best of n by the model gives. */
export interface BestOfNPoint {
  n: number;
  /** Upper bound of the divergence from the source of the responses: log n − (n − 1)/n, nats (Stiennon et al. 2020). */
  kl: number;
  /** Mean reward of the chosen response: what the model believes. */
  reward: PromptEstimate;
  /** The share of votes that the model expects the chosen response to win, against any other of the prompt. */
  believed: PromptEstimate;
  /** Mean share of votes that the chosen response won: what people say, who were not trained on. */
  won: PromptEstimate;
  /** Mean length of the chosen response over the mean length of all; 1 is no change. */
  length: PromptEstimate;
  prompts: number;
}

const SIZES = [1, 2, 4, 8, 16, 32, 64];
/** A prompt counts for n when it has at least so many responses per draw: the choice is then still a choice. */
const LEAST_RESPONSES = 2;

/** Divergence of best-of-n from the source it draws from, at most, in nats. */
export const bestOfNDivergence = (n: number): number => Math.log(n) - (n - 1) / n;

/**
 * Does choosing by the model choose what people like? Exact means over all draws of n of a prompt's responses without
 * replacement (no sampling), over prompts; all points are over the same prompts, those with enough responses for the largest
 * n given, so that the curve is not a change of prompts. The divergence is an upper bound where responses repeat (Beirami
 * et al. 2024).
 *
 * @returns null when no prompt has two responses with people's votes.
 */
export function bestOfN(responses: readonly RankedResponse[]): BestOfNPoint[] | null {
  const byPrompt = new Map<number, RankedResponse[]>();
  for (const response of responses) {
    if (response.won === null) continue;
    const group = byPrompt.get(response.prompt) ?? [];
    byPrompt.set(response.prompt, group);
    group.push(response);
  }
  const groups = [...byPrompt.values()].filter((group) => group.length >= LEAST_RESPONSES);
  if (groups.length === 0) return null;
  // The largest n that at least half of the prompts can serve.
  const sizes = groups.map((group) => group.length).sort((x, y) => x - y);
  const most = sizes[Math.floor((sizes.length - 1) / 2)]!;
  const used = groups.filter((group) => group.length >= most);
  const ascending = used.map((group) => group.toSorted((x, y) => x.reward - y.reward));
  const prompts = Int32Array.from(ascending.keys());
  return SIZES.filter((n) => n <= most).map((n) => {
    const over = (value: (response: RankedResponse) => number, bounds: [number, number]) => {
      const expected = ascending.map((group) => expectedChoice(group, n, value));
      return jackknifeByPrompt(
        prompts,
        (rows) =>
          rows.length === 0 ? null : rows.reduce((sum, row) => sum + expected[row]!, 0) / rows.length,
        bounds,
      );
    };
    return {
      n,
      kl: bestOfNDivergence(n),
      reward: over((r) => r.reward, [-Infinity, Infinity]),
      believed: over((r) => r.believed, [0, 1]),
      won: over((r) => r.won!, [0, 1]),
      length: lengthRatio(ascending, n, prompts),
      prompts: used.length,
    };
  });
}

function lengthRatio(groups: RankedResponse[][], n: number, prompts: Int32Array): PromptEstimate {
  const ratios = groups.map((group) => {
    const mean = group.reduce((sum, r) => sum + r.characters, 0) / group.length;
    return mean === 0 ? 1 : expectedChoice(group, n, (r) => r.characters) / mean;
  });
  return jackknifeByPrompt(
    prompts,
    (rows) => (rows.length === 0 ? null : rows.reduce((sum, row) => sum + ratios[row]!, 0) / rows.length),
    [0, Infinity],
  );
}

/** Mean value of the highest-ranked of n drawn without replacement: rank i is the best of C(i, n − 1) of C(m, n) draws. */
function expectedChoice(
  ascending: readonly RankedResponse[],
  n: number,
  value: (response: RankedResponse) => number,
): number {
  const m = ascending.length;
  // The highest rank is chosen with probability n/m; each rank below by the ratio of successive binomials.
  let chance = n / m;
  let sum = 0;
  for (let i = m - 1; i >= n - 1; i--) {
    sum += chance * value(ascending[i]!);
    if (i > 0) chance *= (i - n + 1) / i;
  }
  return sum;
}
