import { HAND_FEATURES } from './hand-features';
import type { PreferencePair } from './preference-pair';
import { jackknifeByPrompt, type PromptEstimate } from './prompt-jackknife';
import { HAND_PLACES, preparePrompt, sparseTextFeatures } from './text-features';

/** How the difference of two responses in one feature goes along with what people and the model prefer, in [−1, 1]. */
export interface FormatCorrelation {
  feature: string;
  model: PromptEstimate;
  people: PromptEstimate;
  /** Pairs whose responses differ in it. */
  differing: number;
}

const SHOWN = [
  'log characters',
  'log lines',
  'log list items',
  'code fence',
  'prompt overlap recall',
  'type-token ratio',
  'terminal punctuation',
  'log refusal cues',
  'log hedge cues',
  'log question marks',
  'log exclamation marks',
  'mean word length',
] as const;
const LEAST_DIFFERING = 30;

/**
 * Does the model pay for form? Correlation, through the origin because A and B are arbitrary names, of the difference of a
 * text feature with the difference of rewards, beside the same with people's preference: a model that is pulled harder than
 * people are has found a short cut.
 *
 * @param differences reward(A) − reward(B) of each pair.
 */
export function formatCorrelations(
  pairs: readonly PreferencePair[],
  differences: Float64Array,
): FormatCorrelation[] {
  if (differences.length !== pairs.length)
    throw new RangeError(`formatCorrelations: ${pairs.length} pairs, ${differences.length} differences`);
  const prompts = new Map<string, number>();
  const promptOf = pairs.map(({ promptKey }) => {
    if (!prompts.has(promptKey)) prompts.set(promptKey, prompts.size);
    return prompts.get(promptKey)!;
  });
  const hand = pairs.map((pair) => {
    const prepared = preparePrompt(pair.prompt);
    const of = (text: string) => sparseTextFeatures(prepared, text).values.slice(-HAND_PLACES);
    const [a, b] = [of(pair.responseA), of(pair.responseB)];
    return a.map((value, i) => value - b[i]!);
  });
  const preferred = Float64Array.from(pairs, ({ target }) => 2 * target - 1);
  return SHOWN.map((feature) => {
    const place = HAND_FEATURES.indexOf(feature);
    const apart = Float64Array.from(hand, (row) => row[place]!);
    const differing = apart.filter((value) => value !== 0).length;
    const beside = (other: Float64Array): PromptEstimate =>
      differing < LEAST_DIFFERING
        ? { value: null, ci95: null, reason: `the responses differ in it in ${differing} pairs only` }
        : jackknifeByPrompt(promptOf, (rows) => alongside(apart, other, rows), [-1, 1]);
    return { feature, model: beside(differences), people: beside(preferred), differing };
  });
}

function alongside(x: Float64Array, y: Float64Array, rows: Int32Array): number | null {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const row of rows) {
    xx += x[row]! ** 2;
    yy += y[row]! ** 2;
    xy += x[row]! * y[row]!;
  }
  return xx < 1e-12 || yy < 1e-12 ? null : xy / Math.sqrt(xx * yy);
}
