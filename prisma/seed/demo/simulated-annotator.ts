import type { Random } from '#lib/statistics/random';
import { rationaleFor, reasonsFor } from './rationales';
import type { DemoChoice, DemoReason, Treatment } from './types';

/** How a simulated annotator behaves. Plain data, so that it can be stored beside the demo user. */
export type AnnotatorBehaviour = (
  | { kind: 'careful' }
  | { kind: 'ordinary' }
  | { kind: 'hasty' }
  | { kind: 'left-clicker' }
  | { kind: 'guessing' }
  /** Better than ordinary up to and including that label number, mostly guessing afterwards. */
  | { kind: 'drifter'; changeAtLabel: number }
) & {
  /** After this label the lead went through the guideline with the annotator once more; from then on they are careful. */
  coachedAfterLabel?: number;
};

/**
 * The numbers behind a behaviour. The perceived advantage of A is
 * `sensitivity · (qualityA − qualityB) + tasteSpread · taste + occasionSpread · logistic noise (+ leftPull for the left)`,
 * a Bradley–Terry choice with a zone around zero that becomes a tie (Rao & Kupper 1967).
 */
interface Temperament {
  sensitivity: number;
  /** Weight of the settled opinion that this person holds of this comparison, the same when it is shown again. */
  tasteSpread: number;
  /** Weight of the noise that is new at every label. */
  occasionSpread: number;
  /** Half-width of the tie zone. */
  tieZone: number;
  /** Added to whichever response stands on the left. */
  leftPull: number;
  /** Share of labels given without looking at the responses. */
  guessRate: number;
  /** Median reading speed in milliseconds per word of both responses, and the median time to decide. */
  msPerWord: number;
  decideMs: number;
  rationaleRate: number;
}

const CAREFUL: Temperament = {
  sensitivity: 2.2,
  tasteSpread: 0.75,
  occasionSpread: 0.03,
  tieZone: 0.3,
  leftPull: 0,
  guessRate: 0.008,
  msPerWord: 150,
  decideMs: 16_000,
  rationaleRate: 0.55,
};
const ORDINARY: Temperament = {
  sensitivity: 1.55,
  tasteSpread: 0.95,
  occasionSpread: 0.03,
  tieZone: 0.24,
  leftPull: 0,
  guessRate: 0.01,
  msPerWord: 110,
  decideMs: 11_000,
  rationaleRate: 0.25,
};
const HASTY: Temperament = {
  sensitivity: 1.3,
  tasteSpread: 0.95,
  occasionSpread: 0.1,
  tieZone: 0.08,
  leftPull: 0,
  guessRate: 0.04,
  msPerWord: 16,
  decideMs: 3_500,
  rationaleRate: 0.03,
};
const LEFT_CLICKER: Temperament = {
  sensitivity: 1.75,
  tasteSpread: 0.9,
  occasionSpread: 0.05,
  tieZone: 0.15,
  leftPull: 0.95,
  guessRate: 0.01,
  msPerWord: 70,
  decideMs: 8_000,
  rationaleRate: 0.1,
};
const GUESSING: Temperament = {
  sensitivity: 0,
  tasteSpread: 0,
  occasionSpread: 1,
  tieZone: 0.15,
  leftPull: 0,
  guessRate: 1,
  msPerWord: 9,
  decideMs: 2_500,
  rationaleRate: 0.01,
};
const COACHED: Temperament = { ...CAREFUL, sensitivity: 2.7, tasteSpread: 0.7, msPerWord: 120 };
/** The drifter in his good weeks. */
const STEADY: Temperament = { ...ORDINARY, sensitivity: 2, tasteSpread: 0.85 };
const DRIFTED: Temperament = {
  ...HASTY,
  guessRate: 0.8,
  msPerWord: 20,
  decideMs: 4_000,
  rationaleRate: 0.02,
};

function temperament(behaviour: AnnotatorBehaviour, labelNumber: number): Temperament {
  if (behaviour.coachedAfterLabel !== undefined && labelNumber > behaviour.coachedAfterLabel) return COACHED;
  switch (behaviour.kind) {
    case 'careful':
      return CAREFUL;
    case 'ordinary':
      return ORDINARY;
    case 'hasty':
      return HASTY;
    case 'left-clicker':
      return LEFT_CLICKER;
    case 'guessing':
      return GUESSING;
    case 'drifter':
      return labelNumber <= behaviour.changeAtLabel ? STEADY : DRIFTED;
  }
}

export interface SimulateChoiceInput {
  behaviour: AnnotatorBehaviour;
  /** Latent qualities of the stored responses A and B. */
  qualityA: number;
  qualityB: number;
  /** True when B stands on the left. */
  shownSwapped: boolean;
  /** Which label of this annotator it is, counted from 1. */
  labelNumber: number;
  random: Random;
  /** Standard normal; pass `settledTaste` so that a repeat meets the same opinion. Drawn afresh when left out. */
  taste?: number;
  /** With these the reasons and the rationale speak about the responses; without them only the choice is drawn. */
  treatmentA?: Treatment;
  treatmentB?: Treatment;
  /** Words of both responses together, for the time taken. */
  words?: number;
}

export interface SimulatedChoice {
  choice: DemoChoice;
  strength: 1 | 2 | 3 | null;
  durationMs: number;
  reasons: DemoReason[];
  rationale: string | null;
}

/**
 * What a simulated annotator answers to one comparison, in terms of the stored responses.
 *
 * @throws RangeError when a quality is not finite or the label number is not a positive integer.
 */
export function simulateChoice(input: SimulateChoiceInput): SimulatedChoice {
  const { behaviour, qualityA, qualityB, shownSwapped, labelNumber, random } = input;
  if (!Number.isFinite(qualityA) || !Number.isFinite(qualityB))
    throw new RangeError(`simulateChoice: qualities must be finite, got ${qualityA} and ${qualityB}`);
  if (!Number.isInteger(labelNumber) || labelNumber < 1)
    throw new RangeError(`simulateChoice: the label number counts from 1, got ${labelNumber}`);
  const mind = temperament(behaviour, labelNumber);
  // Every branch draws the same numbers in the same order, so that a changed behaviour does not reshuffle the rest.
  const guesses = random.next() < mind.guessRate;
  const guess = random.next();
  const occasion = logistic(random.next());
  const drawnTaste = random.normal();
  const bothBadDraw = random.next();
  const pace = Math.exp(0.35 * random.normal());
  const rationaleDraw = random.next();
  const wordingDraw = random.next();
  const strengthNoise = 0.5 * random.normal();

  const advantage =
    mind.sensitivity * (qualityA - qualityB) +
    mind.tasteSpread * (input.taste ?? drawnTaste) +
    mind.occasionSpread * occasion +
    (shownSwapped ? -mind.leftPull : mind.leftPull);
  const bothPoor = Math.max(qualityA, qualityB) < -0.35;
  let choice: DemoChoice;
  if (guesses) choice = guess < 0.47 ? 'A' : guess < 0.94 ? 'B' : 'TIE';
  else if (bothPoor && Math.abs(advantage) < 1.6 && bothBadDraw < 0.35) choice = 'BOTH_BAD';
  else if (Math.abs(advantage) < mind.tieZone) choice = 'TIE';
  else choice = advantage > 0 ? 'A' : 'B';

  const decisive = choice === 'A' || choice === 'B';
  const felt = guesses ? 1 + strengthNoise : Math.abs(advantage) + strengthNoise;
  const strength = !decisive ? null : felt < 1.1 ? 1 : felt < 2.6 ? 2 : 3;
  const writes = !guesses && rationaleDraw < mind.rationaleRate;
  const pair = { choice, treatmentA: input.treatmentA, treatmentB: input.treatmentB };
  return {
    choice,
    strength,
    durationMs: Math.round(Math.max(900, (mind.decideMs + mind.msPerWord * (input.words ?? 240)) * pace)),
    reasons: reasonsFor(pair, guesses ? guess : wordingDraw),
    rationale: writes ? rationaleFor(pair, wordingDraw) : null,
  };
}

/**
 * The settled opinion that one annotator holds of one comparison beyond its quality: a standard normal deviate that is
 * the same whenever the two meet, which is why people agree with themselves more than with each other.
 *
 * @param hash any string that names the meeting, such as `annotator/comparison`; equal strings, equal opinions.
 */
export function settledTaste(seed: number, hash: string, makeRandom: (seed: number) => Random): number {
  let state = 0x811c9dc5 ^ Math.trunc(seed);
  for (let i = 0; i < hash.length; i++) state = Math.imul(state ^ hash.charCodeAt(i), 0x01000193);
  return makeRandom(state >>> 0).normal();
}

function logistic(uniform: number): number {
  const u = Math.min(1 - 1e-12, Math.max(1e-12, uniform));
  return Math.log(u / (1 - u));
}
