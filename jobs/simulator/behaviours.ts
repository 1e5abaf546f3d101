import { createHash } from 'node:crypto';
import { type Random, seededRandom } from '#lib/statistics/random';
import type { Choice } from '#prisma/generated/enums';
import { type AnnotatorBehaviour, settledTaste, simulateChoice } from '#prisma/seed/demo/simulated-annotator';

/** How a simulated annotator labels. The first six are the demo's people; an adversary chooses the worse response. */
export const BEHAVIOURS = [
  'careful',
  'ordinary',
  'hasty',
  'left-clicker',
  'random',
  'drifting',
  'adversarial',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** A drifting annotator changes after so many labels. */
const CHANGE_AT = 60;

const MIND: Record<Behaviour, AnnotatorBehaviour> = {
  careful: { kind: 'careful' },
  ordinary: { kind: 'ordinary' },
  hasty: { kind: 'hasty' },
  'left-clicker': { kind: 'left-clicker' },
  random: { kind: 'guessing' },
  drifting: { kind: 'drifter', changeAtLabel: CHANGE_AT },
  adversarial: { kind: 'careful' },
};

export interface ShownTexts {
  prompt: string;
  left: string;
  right: string;
}

export interface SimulatedLabel {
  choice: Choice;
  strength: number | null;
  activeMs: number;
  rationale: string;
}

/** How good a response is, about −2 … 2; the same for everybody. */
export type Quality = (response: string) => number;

/**
 * What this annotator answers to what is on the screen, by shown side. Depends on the seed, the annotator and the texts
 * only, so that a run can be repeated.
 */
export function simulatedLabel(
  who: { name: string; behaviour: Behaviour; labelNumber: number },
  shown: ShownTexts,
  quality: Quality,
  seed: number,
): SimulatedLabel {
  const inOrder = shown.left <= shown.right;
  const [first, second] = inOrder ? [shown.left, shown.right] : [shown.right, shown.left];
  const meeting = `${who.name} ${textHash(shown.prompt)} ${textHash(first)} ${textHash(second)}`;
  const taste = settledTaste(seed, meeting, seededRandom);
  const answer = simulateChoice({
    behaviour: MIND[who.behaviour],
    qualityA: quality(shown.left),
    qualityB: quality(shown.right),
    shownSwapped: false,
    labelNumber: who.labelNumber,
    random: randomOf(`${seed} ${meeting} ${who.labelNumber}`),
    // An opinion is about the responses, not about the sides.
    taste: inOrder ? taste : -taste,
    words: `${shown.left} ${shown.right}`.split(/\s+/).length,
  });
  const choice = who.behaviour === 'adversarial' ? opposite(answer.choice) : answer.choice;
  return {
    choice,
    strength: answer.strength,
    activeMs: answer.durationMs,
    rationale: answer.rationale ?? '',
  };
}

const opposite = (choice: Choice): Choice => (choice === 'A' ? 'B' : choice === 'B' ? 'A' : choice);

const textHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const randomOf = (about: string): Random =>
  seededRandom(createHash('sha256').update(about).digest().readUInt32LE(0));

/** A taste in texts that needs no secrets of the server: mostly a seeded draw by text, a little in favour of saying more. */
export const seededQuality =
  (seed: number): Quality =>
  (response) =>
    0.8 * randomOf(`${seed} ${response}`).normal() +
    0.4 * Math.tanh((response.split(/\s+/).length - 120) / 120);

/** Shares out behaviours as `careful:5,hasty:1` says, in turns, so that the first few are a fair sample already. */
export function sharedBehaviours(shares: Map<Behaviour, number>, annotators: number): Behaviour[] {
  const total = [...shares.values()].reduce((a, b) => a + b, 0);
  const owed = new Map([...shares.keys()].map((behaviour) => [behaviour, 0]));
  return Array.from({ length: annotators }, () => {
    for (const [behaviour, share] of shares) owed.set(behaviour, owed.get(behaviour)! + share / total);
    const [next] = [...owed].reduce((best, one) => (one[1] > best[1] + 1e-12 ? one : best));
    owed.set(next, owed.get(next)! - 1);
    return next;
  });
}
