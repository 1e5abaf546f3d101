import type { KeyCommand } from '#lib/labels/annotation-keys';
import type { ChipTone } from '../ui/chip';

export type Choice = 'A' | 'B' | 'TIE' | 'BOTH_BAD' | 'CANT_JUDGE';

/** The words of a choice, and the command whose key makes it. */
export const CHOICE_WORDS: Record<Choice, { label: string; command: KeyCommand }> = {
  A: { label: 'A is better', command: 'choose-a' },
  TIE: { label: 'Tie', command: 'choose-tie' },
  B: { label: 'B is better', command: 'choose-b' },
  BOTH_BAD: { label: 'Both bad', command: 'choose-both-bad' },
  CANT_JUDGE: { label: 'Can’t judge', command: 'choose-cant-judge' },
};

/** The tone of a choice's chip: A blue, B orange, the others neutral. */
export const choiceTone = (choice: Choice): ChipTone =>
  choice === 'A' ? 'a' : choice === 'B' ? 'b' : choice === 'CANT_JUDGE' ? 'plain' : 'quiet';
