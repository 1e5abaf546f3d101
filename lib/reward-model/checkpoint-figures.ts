import { clusteredMean } from './clustered-mean';
import type { CheckpointMean, OptimisationPoint } from './over-optimisation';
import { responseRepetition } from './response-repetition';
import type { RewardScorer, ScoreRequest } from './score-responses';

/** Fewer responses than this have no standard error worth the name. */
export const LEAST_RESPONSES = 30;
/** A mean without any variance is still not known exactly. */
const LEAST_ERROR = 1e-6;

export interface CheckpointResponse extends ScoreRequest {
  /** A score that the optimiser does not see. */
  gold?: number;
}

export type CheckpointFigures = Omit<OptimisationPoint, 'step' | 'kl'>;

/**
 * What is kept of a checkpoint's responses: means with standard errors clustered by prompt, and no text.
 *
 * @param opinions scorers on disjoint groups of annotators, in standard deviations each; two or more for a second opinion.
 * @throws RangeError below 30 responses.
 */
export function checkpointFigures(
  responses: readonly CheckpointResponse[],
  scorer: RewardScorer,
  opinions: readonly RewardScorer[],
): CheckpointFigures {
  if (responses.length < LEAST_RESPONSES)
    throw new RangeError(
      `checkpointFigures: ${responses.length} responses, at least ${LEAST_RESPONSES} are needed`,
    );
  const prompts = new Map<string, number>();
  const promptOf = responses.map(({ prompt }) => {
    const key = JSON.stringify(prompt);
    if (!prompts.has(key)) prompts.set(key, prompts.size);
    return prompts.get(key)!;
  });
  const meanOf = (values: readonly number[], places = promptOf): CheckpointMean => {
    const { value, se } = clusteredMean(
      values.map((each, i) => ({ value: each, prompt: places[i]!, responseA: i, responseB: i })),
      [-Infinity, Infinity],
    );
    return { mean: value!, se: Math.max(se ?? 0, LEAST_ERROR) };
  };
  const scored = (by: RewardScorer) => by.scoreAll(responses).map(({ normalised }) => normalised);
  const second = opinions.length >= 2 ? opinions.map(scored) : [];
  const across = responses.map((_, i) => second.map((scores) => scores[i]!));
  const judged = responses.flatMap(({ gold }, i) =>
    gold === undefined ? [] : [{ gold, prompt: promptOf[i]! }],
  );
  return {
    proxy: meanOf(scored(scorer)),
    gold:
      judged.length < LEAST_RESPONSES
        ? null
        : meanOf(
            judged.map(({ gold }) => gold),
            judged.map(({ prompt }) => prompt),
          ),
    secondOpinion: second.length ? meanOf(across.map(average)) : null,
    disagreement: second.length ? meanOf(across.map(spread)) : null,
    logLength: meanOf(responses.map(({ response }) => Math.log(Math.max(1, response.length)))),
    repetition: meanOf(responses.map(({ response }) => responseRepetition(response))),
  };
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) => {
  const mean = average(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};
