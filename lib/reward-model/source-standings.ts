import type { Interval } from '#lib/statistics/estimate';
import { jackknifeError, tInterval } from '#lib/statistics/jackknife';

/** A mean over responses with an interval for new prompts like these. */
export interface PromptMean {
  value: number;
  se: number | null;
  ci95: Interval | null;
}

/** How one source stands by one reward model. */
export interface SourceStanding {
  source: string;
  responses: number;
  prompts: number;
  /** Mean reward, in the unit of the rewards that were added. */
  reward: PromptMean;
  /** Mean probability of being preferred to the other responses to the same prompt; null where no prompt has two sources. */
  wins: PromptMean | null;
  /** Mean length in characters: the first thing to look at when a model likes a source. */
  characters: number;
}

interface Sum {
  sum: number;
  n: number;
}

/** Sums by source and prompt: what the standings are made of, however many responses there are. */
export class SourceSums {
  private rewards = new Map<string, Map<string, Sum>>();
  private wins = new Map<string, Map<string, Sum>>();
  private characters = new Map<string, number>();

  /** Adds all responses to one prompt. Responses without a source are nobody's and stay out. */
  add(
    prompt: string,
    responses: readonly { source: string | null; reward: number; characters: number }[],
    probability: (first: number, second: number) => number,
  ): void {
    for (const { source, reward, characters } of responses) {
      if (source === null) continue;
      put(this.rewards, source, prompt, reward);
      this.characters.set(source, (this.characters.get(source) ?? 0) + characters);
      for (const other of responses)
        if (other.source !== null && other.source !== source)
          put(this.wins, source, prompt, probability(reward, other.reward));
    }
  }

  /** Highest mean reward first; equal ones by name. */
  standings(): SourceStanding[] {
    return [...this.rewards]
      .map(([source, byPrompt]): SourceStanding => {
        const reward = meanByPrompt(byPrompt, [-Infinity, Infinity]);
        const responses = [...byPrompt.values()].reduce((n, sum) => n + sum.n, 0);
        const wins = this.wins.get(source);
        return {
          source,
          responses,
          prompts: byPrompt.size,
          reward,
          wins: wins ? meanByPrompt(wins, [0, 1]) : null,
          characters: this.characters.get(source)! / responses,
        };
      })
      .sort((a, b) => b.reward.value - a.reward.value || (a.source < b.source ? -1 : 1));
  }
}

function put(sums: Map<string, Map<string, Sum>>, source: string, prompt: string, value: number): void {
  const byPrompt = sums.get(source) ?? new Map<string, Sum>();
  sums.set(source, byPrompt);
  const sum = byPrompt.get(prompt) ?? { sum: 0, n: 0 };
  byPrompt.set(prompt, sum);
  sum.sum += value;
  sum.n++;
}

/**
 * Mean over all values, with a delete-one-prompt jackknife and t with prompts − 1 degrees of freedom: responses to one prompt
 * are alike. No interval with a single prompt.
 */
function meanByPrompt(byPrompt: ReadonlyMap<string, Sum>, [low, high]: Interval): PromptMean {
  let total = 0;
  let n = 0;
  for (const { sum, n: own } of byPrompt.values()) {
    total += sum;
    n += own;
  }
  const value = total / n;
  if (byPrompt.size < 2) return { value, se: null, ci95: null };
  const se = jackknifeError([...byPrompt.values()].map(({ sum, n: own }) => (total - sum) / (n - own)));
  if (se === null) return { value, se: null, ci95: null };
  return { value, se, ci95: tInterval(value, se, byPrompt.size - 1, { low, high }) };
}
