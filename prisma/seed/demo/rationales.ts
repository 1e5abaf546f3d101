import type { DemoChoice, DemoReason, Treatment } from './types';

interface JudgedPair {
  choice: DemoChoice;
  treatmentA?: Treatment;
  treatmentB?: Treatment;
}

/**
 * A rationale never says "A" or "B", "left" or "right": whoever reads it later may see the sides the other way round.
 */
const BETTER_BECAUSE: Record<Treatment, string[]> = {
  complete: [
    'Answers the question first, then gives steps I could follow as they stand.',
    'Covers everything that was asked and adds the one warning that matters.',
    'Correct from start to end, and the order makes sense.',
  ],
  verbose: [
    'Too long, but everything in it is right.',
    'Wordy; the content is there, though, and it is correct.',
  ],
  terse: ['Short and correct, nothing to look for.', 'Says less, but what it says is the answer.'],
  hedging: ['At least it does not claim anything false.', 'Careful to a fault, still the safer of the two.'],
  flawed: ['Makes a real attempt at the question.', 'Easier to follow than the other one.'],
  'off-track': ['Neither is good; this one I would rather receive.', 'Polite and easy to read.'],
};

const WORSE_BECAUSE: Record<Treatment, string[]> = {
  complete: [
    'The other one has more detail than the question needs.',
    'I would not read that much for this question.',
  ],
  verbose: [
    'The other one buries the same content under filler.',
    'The other one repeats the question and itself before it gets to the point.',
  ],
  terse: ['The other one is right but leaves out the steps.', 'The other one stops too early to be of use.'],
  hedging: [
    'The other one never commits to an answer.',
    'After reading the other one I still would not know what to do.',
  ],
  flawed: [
    'The other one states something wrong with great confidence (§2).',
    'There is a mistake in the first lines of the other one that would mislead the user.',
  ],
  'off-track': [
    'The other one does not answer what was asked.',
    'The other one is no help with this question at all.',
  ],
};

const TIED = [
  'Both are correct; I would be glad of either.',
  'Different wording, same content, same order.',
  'One is longer, the other is tidier. I cannot separate them.',
];
const BOTH_BAD = ['Neither answers the question.', 'I would not send either of these to anyone.'];

/** One sentence that explains a choice, picked by a uniform draw; null when the treatments are unknown. */
export function rationaleFor(pair: JudgedPair, draw: number): string | null {
  if (pair.choice === 'TIE') return pick(TIED, draw);
  if (pair.choice === 'BOTH_BAD') return pick(BOTH_BAD, draw);
  const { winner, loser } = sides(pair);
  if (winner === undefined || loser === undefined) return null;
  const blame = loser === 'flawed' || loser === 'off-track' || loser === 'hedging' || draw > 0.5;
  return pick(blame ? WORSE_BECAUSE[loser] : BETTER_BECAUSE[winner], (draw * 7) % 1);
}

/** One or two reason chips that fit the choice; empty for ties and both bad, as the form does not ask there. */
export function reasonsFor(pair: JudgedPair, draw: number): DemoReason[] {
  const { winner, loser } = sides(pair);
  if (winner === undefined || loser === undefined) return [];
  const first: DemoReason =
    loser === 'flawed'
      ? 'correct'
      : loser === 'off-track'
        ? 'follows-request'
        : loser === 'verbose'
          ? 'concise'
          : 'complete';
  const second: DemoReason = winner === 'terse' ? 'concise' : draw < 0.5 ? 'clear' : 'correct';
  return draw < 0.45 || first === second ? [first] : [first, second];
}

function sides(pair: JudgedPair): { winner?: Treatment; loser?: Treatment } {
  if (pair.choice === 'A') return { winner: pair.treatmentA, loser: pair.treatmentB };
  if (pair.choice === 'B') return { winner: pair.treatmentB, loser: pair.treatmentA };
  return {};
}

function pick(choices: string[], draw: number): string {
  return choices[Math.min(choices.length - 1, Math.floor(draw * choices.length))]!;
}
