import type { Choice } from '#prisma/generated/enums';
import type { KeyPress } from './annotation-keys';

/** What a key asks for on the adjudication page. Nothing is lost by any of them; Enter alone gives the verdict. */
export type AdjudicationCommand =
  | { kind: 'verdict'; verdict: Choice }
  | { kind: 'cause'; index: number }
  | { kind: 'submit' | 'note' | 'gold' | 'guideline-note' | 'next' | 'keys' | 'leave-text' };

/** The same keys as on the labelling page, so that fingers need not learn anew. */
const VERDICTS: Record<string, Choice> = {
  '1': 'A',
  a: 'A',
  '0': 'TIE',
  t: 'TIE',
  '2': 'B',
  b: 'B',
  '3': 'BOTH_BAD',
  '4': 'CANT_JUDGE',
};

const PLAIN: Record<string, AdjudicationCommand> = {
  r: { kind: 'note' },
  o: { kind: 'gold' },
  g: { kind: 'guideline-note' },
  n: { kind: 'next' },
  '?': { kind: 'keys' },
};

/** What a key press means, or null when the browser keeps it. */
export function adjudicationCommand(press: KeyPress): AdjudicationCommand | null {
  const { key, place } = press;
  if (press.alt) return null;
  if (press.control) return key === 'Enter' && !press.repeat ? { kind: 'submit' } : null;
  if (place === 'typing') return key === 'Escape' ? { kind: 'leave-text' } : null;
  if (press.repeat) return null;
  if (key === 'Enter') return place === 'control' ? null : { kind: 'submit' };
  const digit = press.shift ? /^Digit([1-6])$/.exec(press.code) : null;
  if (digit) return { kind: 'cause', index: Number(digit[1]) - 1 };
  const verdict = VERDICTS[key.toLowerCase()];
  return verdict ? { kind: 'verdict', verdict } : (PLAIN[key.toLowerCase()] ?? null);
}

/** All keys with what they do, for the list behind `?`. */
export const ADJUDICATION_KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['1', 'A'], does: 'A is better' },
  { keys: ['0', 'T'], does: 'Tie' },
  { keys: ['2', 'B'], does: 'B is better' },
  { keys: ['3'], does: 'Both bad' },
  { keys: ['4'], does: 'Can’t judge' },
  { keys: ['⇧ 1', '⇧ 6'], does: 'First to sixth cause' },
  { keys: ['R'], does: 'Write a note; Esc leaves the text' },
  { keys: ['O'], does: 'Make it a gold, with a reason' },
  { keys: ['G'], does: 'Write a note on the guideline' },
  { keys: ['↵'], does: 'Give the verdict and go to the next' },
  { keys: ['Ctrl ↵'], does: 'The same, also while typing' },
  { keys: ['N'], does: 'Next one, without a verdict' },
  { keys: ['?'], does: 'This list' },
];
