import { setImmediate as otherWork } from 'node:timers/promises';
import { ConcordError } from '#lib/errors';
import { sigmoid } from '#lib/reward-model/preference-loss';
import type { ScoreRequest } from '#lib/reward-model/score-responses';
import { callerNow } from './caller-now';
import { countTraffic } from './count-traffic';
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
    noteTraffic(model, requests, rewards);
    return rewards;
  } finally {
    waiting -= requests.length;
  }
}

/** Responses to one prompt are one request of the traffic's counts, whatever shape they came in. */
function noteTraffic(
  model: ServedModel,
  requests: readonly ScoreRequest[],
  rewards: readonly Reward[],
): void {
  const byPrompt = new Map<string, { reward: number; length: number }[]>();
  let text = '';
  let prompt: unknown;
  requests.forEach((request, i) => {
    // Neighbours mostly share their prompt.
    if (request.prompt !== prompt) text = JSON.stringify(request.prompt);
    prompt = request.prompt;
    const counted = { reward: rewards[i]!.normalised, length: request.response.length };
    const same = byPrompt.get(text);
    if (same) same.push(counted);
    else byPrompt.set(text, [counted]);
  });
  for (const responses of byPrompt.values()) countTraffic(model.id, callerNow(), responses);
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
