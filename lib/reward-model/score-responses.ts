import { rewardsWithTensorFlow } from './bradley-terry-gradient';
import { standardiseHand } from './feature-matrix';
import type { Tf } from './load-tensorflow';
import { plainForward } from './plain-forward';
import type { RewardModel } from './reward-model-file';
import {
  FEATURE_DIMENSION,
  HAND_PLACES,
  type PreparedPrompt,
  type PromptMessage,
  preparePrompt,
  sparseTextFeatures,
} from './text-features';

/** A response to score, and the prompt it answers. */
export interface ScoreRequest {
  prompt: readonly PromptMessage[];
  response: string;
}

export interface Score {
  /** The model's own scale; only differences between responses to one prompt mean anything. */
  raw: number;
  /** In standard deviations from the mean of the training responses. */
  normalised: number;
}

/** Scores responses in plain typed arrays, without TensorFlow: what the web process uses. */
export interface RewardScorer {
  score(prompt: readonly PromptMessage[], response: string): Score;
  /** Scores in the order of the requests; neighbours with the same prompt share the reading of it. */
  scoreAll(requests: readonly ScoreRequest[]): Score[];
}

/** A scorer for a model. Some thousands of responses of ordinary length a second on one core; agrees with TensorFlow to 1e-5. */
export function rewardScorer(model: RewardModel): RewardScorer {
  const forward = plainForward(model.head);
  const { mean, deviation } = model.normalisation;
  const scorePrepared = (prompt: PreparedPrompt, response: string): Score => {
    const { places, values } = sparseTextFeatures(prompt, response);
    standardiseHand(values, values.length - HAND_PLACES, model.standardisation);
    const raw = forward(places, values, 0, places.length);
    return { raw, normalised: (raw - mean) / deviation };
  };
  return {
    score: (prompt, response) => scorePrepared(preparePrompt(prompt), response),
    scoreAll(requests) {
      let text: string | null = null;
      let prepared: PreparedPrompt | null = null;
      return requests.map(({ prompt, response }) => {
        const next = JSON.stringify(prompt);
        if (prepared === null || next !== text) {
          text = next;
          prepared = preparePrompt(prompt);
        }
        return scorePrepared(prepared, response);
      });
    },
  };
}

const BATCH_ROWS = 256;

/** The same scores, computed by TensorFlow in batches. Leaves no tensors behind. */
export function scoreWithTensorFlow(tf: Tf, model: RewardModel, requests: readonly ScoreRequest[]): Score[] {
  const { mean, deviation } = model.normalisation;
  const scores: Score[] = [];
  for (let start = 0; start < requests.length; start += BATCH_ROWS) {
    const part = requests.slice(start, start + BATCH_ROWS);
    const dense = new Float32Array(part.length * FEATURE_DIMENSION);
    part.forEach(({ prompt, response }, row) => {
      const { places, values } = sparseTextFeatures(preparePrompt(prompt), response);
      standardiseHand(values, values.length - HAND_PLACES, model.standardisation);
      for (let i = 0; i < places.length; i++) dense[row * FEATURE_DIMENSION + places[i]!] = values[i]!;
    });
    for (const raw of rewardsWithTensorFlow(tf, model.head, dense))
      scores.push({ raw, normalised: (raw - mean) / deviation });
  }
  return scores;
}
