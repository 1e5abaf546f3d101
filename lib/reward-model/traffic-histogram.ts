/** Lower ends of the bins of rewards, in standard deviations of the training responses; below the first is a bin too. */
export const REWARD_EDGES: readonly number[] = Array.from({ length: 33 }, (_, i) => -4 + i / 4);
/** Lower ends of the bins of lengths, in characters: half octaves from 8 to 65,536. */
export const LENGTH_EDGES: readonly number[] = Array.from({ length: 27 }, (_, i) => 2 ** (3 + i / 2));

/** The place of a value among the bins: 0 below the first edge, edges.length from the last on. */
export function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts of some responses by bin, small enough to keep for every hour. No text, no order. */
export interface TrafficHistogram {
  /** Requests, each for one prompt. */
  requests: number;
  responses: number;
  /**
   * Share of each request's responses by bin, summed over requests: a request counts as one, however many responses it has, because
   * responses to one prompt are alike and 64 samples are no 64 pieces of evidence.
   */
  reward: number[];
  length: number[];
}

export function emptyHistogram(): TrafficHistogram {
  return {
    requests: 0,
    responses: 0,
    reward: new Array<number>(REWARD_EDGES.length + 1).fill(0),
    length: new Array<number>(LENGTH_EDGES.length + 1).fill(0),
  };
}

/** Adds one request to a histogram, in place. Rewards are normalised; lengths are in characters. */
export function addRequest(
  histogram: TrafficHistogram,
  responses: readonly { reward: number; length: number }[],
): void {
  if (responses.length === 0) return;
  histogram.requests += 1;
  histogram.responses += responses.length;
  for (const { reward, length } of responses) {
    histogram.reward[binOf(reward, REWARD_EDGES)]! += 1 / responses.length;
    histogram.length[binOf(length, LENGTH_EDGES)]! += 1 / responses.length;
  }
}

/** The sum of histograms. */
export function sumHistograms(parts: readonly TrafficHistogram[]): TrafficHistogram {
  const total = emptyHistogram();
  for (const part of parts) {
    total.requests += part.requests;
    total.responses += part.responses;
    part.reward.forEach((count, bin) => {
      total.reward[bin]! += count;
    });
    part.length.forEach((count, bin) => {
      total.length[bin]! += count;
    });
  }
  return total;
}
