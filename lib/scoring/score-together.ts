import { setImmediate as otherWork } from 'node:timers/promises';
import { ConcordError } from '#lib/errors';
import { sigmoid } from '#lib/reward-model/preference-loss';
import type { ScoreRequest } from '#lib/reward-model/score-responses';
import type { ServedModel } from './served-model';

/** What one response is worth to a model. */
export interface Reward {
  /** The model's own scale; only differences between responses to one prompt mean anything. */
  reward: number;
  /** In standard deviations from the mean of the responses that `ServedModel.scale` names. */
  normalised: number;
  /** Probability, in [0, 1], that people prefer it to a response of mean reward. */
  probability: number;
}

/** Responses that may wait in one process, in all its requests. At some thousands a second that is a second of work. */
const MOST_WAITING = 8192;
const SLICE = 64;
let waiting = 0;

/**
 * Scores responses in the order of the requests. It works in slices between which other requests have their turn, and
 * refuses when more wait than can be done soon: a client that is told to come back is better off than one that times out.
 */
export async function scoreTogether(
  model: ServedModel,
  requests: readonly ScoreRequest[],
): Promise<Reward[]> {
  if (waiting > 0 && waiting + requests.length > MOST_WAITING)
    throw new ConcordError('too_many_requests', 'Too many responses are waiting to be scored. Try again.', {
      retryAfterSeconds: 1,
    });
  waiting += requests.length;
  try {
    const rewards: Reward[] = [];
    for (let at = 0; at < requests.length; at += SLICE) {
      if (at > 0) await otherWork();
      for (const { raw } of model.scorer.scoreAll(requests.slice(at, at + SLICE)))
        rewards.push(rewardOf(model, raw));
    }
    return rewards;
  } finally {
    waiting -= requests.length;
  }
}

function rewardOf({ scale, temperature }: ServedModel, reward: number): Reward {
  return {
    reward,
    normalised: (reward - scale.mean) / scale.deviation,
    probability: sigmoid((reward - scale.mean) / temperature),
  };
}

/** Probability that people prefer the first of two responses to one prompt. */
export const preferenceProbability = (
  { temperature }: Pick<ServedModel, 'temperature'>,
  first: number,
  second: number,
): number => sigmoid((first - second) / temperature);
