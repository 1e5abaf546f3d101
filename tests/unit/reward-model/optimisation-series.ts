import type { OptimisationMethod } from '#lib/reward-model/gold-curve';
import type { OptimisationPoint } from '#lib/reward-model/over-optimisation';
import { seededRandom } from '#lib/statistics/random';

export interface SeriesWanted {
  /** How the gold score truly moves, standard deviations by nats. */
  truth: (kl: number) => number;
  /** Nats between checkpoints, and how many. */
  spacing: number;
  checkpoints: number;
  /** Responses per checkpoint, each with a score of standard deviation 1. */
  responses: number;
  /** Standard deviation of a checkpoint's own ups and downs, beside sampling. */
  wobble?: number;
  seed: number;
}

/** The curves of Gao, Schulman and Hilton (2022), by where they turn and how high that is. */
export function gaoCurve(method: OptimisationMethod, peakKl: number, gain: number): (kl: number) => number {
  const top = Math.sqrt(peakKl);
  return (kl) => {
    const d = Math.sqrt(kl);
    if (method === 'best-of-n') return (gain / peakKl) * d * (2 * top - d);
    return d === 0 ? 0 : (gain / top) * d * (1 + Math.log(top) - Math.log(d));
  };
}

/** A simulated series of checkpoints with gold scores and a reward that only rises. */
export function goldSeries({
  truth,
  spacing,
  checkpoints,
  responses,
  wobble = 0,
  seed,
}: SeriesWanted): OptimisationPoint[] {
  const random = seededRandom(seed);
  const se = 1 / Math.sqrt(responses);
  return Array.from({ length: checkpoints }, (_, step) => {
    const kl = step * spacing;
    const mean = truth(kl) + se * random.normal() + wobble * random.normal();
    return {
      step,
      kl,
      proxy: { mean: Math.sqrt(kl), se },
      gold: { mean, se },
      ...{ secondOpinion: null, disagreement: null, logLength: null, repetition: null },
    };
  });
}
