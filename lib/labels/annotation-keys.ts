import type { Choice } from '#prisma/generated/enums';

/** What a key asks for on the labelling page. None of them destroys anything: undo brings back, skip asks first. */
export type AnnotationCommand =
  | { kind: 'choose'; choice: Choice }
  | { kind: 'step'; by: -1 | 1 }
  | { kind: 'reason'; index: number }
  | { kind: 'submit' | 'undo' | 'skip' | 'guideline' | 'keys' | 'write' | 'leave-text' };

/**
 * Where the key was pressed. `typing`: in a text field. `control`: on a button or link, which Enter and Space belong to.
 * `choice`: on a box or radio of the form, which keeps
 * its arrows and Space. `sideways`: on something that scrolls sideways,
 * which the arrows belong to.
 */
export type KeyPlace = 'page' | 'typing' | 'control' | 'choice' | 'sideways';

export interface KeyPress {
  key: string;
  /** The physical key, as "Digit1": Shift and a digit is another sign on every keyboard. */
  code: string;
  shift: boolean;
  /** Ctrl or Command. */
  control: boolean;
  alt: boolean;
  /** Held down and repeating. */
  repeat: boolean;
  place: KeyPlace;
}

const CHOICES: Record<string, Choice> = {
  '1': 'A',
  a: 'A',
  '0': 'TIE',
  t: 'TIE',
  '2': 'B',
  b: 'B',
  '3': 'BOTH_BAD',
  '4': 'CANT_JUDGE',
};

const PLAIN: Record<string, AnnotationCommand> = {
  z: { kind: 'undo' },
  s: { kind: 'skip' },
  g: { kind: 'guideline' },
  r: { kind: 'write' },
  '?': { kind: 'keys' },
};

/** What a key press means, or null when it is none of ours and the browser keeps it. */
export function annotationCommand(press: KeyPress): AnnotationCommand | null {
  const { key, place } = press;
  if (press.alt) return null;
  if (press.control) return key === 'Enter' && !press.repeat ? { kind: 'submit' } : null;
  if (place === 'typing') return key === 'Escape' ? { kind: 'leave-text' } : null;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return place === 'sideways' || place === 'choice'
      ? null
      : { kind: 'step', by: key === 'ArrowLeft' ? -1 : 1 };
  }
  // A held key must neither submit twice nor run through the history.
  if (press.repeat) return null;
  if (key === 'Enter') return place === 'control' ? null : { kind: 'submit' };
  const choice = CHOICES[key.toLowerCase()];
  if (choice) return { kind: 'choose', choice };
  const digit = press.shift ? /^Digit([1-9])$/.exec(press.code) : null;
  if (digit) return { kind: 'reason', index: Number(digit[1]) - 1 };
  return PLAIN[key.toLowerCase()] ?? null;
}

/** All keys with what they do, for the list behind `?`. */
export const KEY_LIST: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['1', 'A'], does: 'A is better' },
  { keys: ['0', 'T'], does: 'Tie' },
  { keys: ['2', 'B'], does: 'B is better' },
  { keys: ['3'], does: 'Both bad' },
  { keys: ['4'], does: 'Can’t judge, where the project offers it' },
  { keys: ['←', '→'], does: 'One step on the strength scale' },
  { keys: ['⇧ 1', '⇧ 9'], does: 'First to ninth reason' },
  { keys: ['R'], does: 'Write why; Esc leaves the text' },
  { keys: ['↵'], does: 'Submit and next' },
  { keys: ['Ctrl ↵'], does: 'The same, also while typing' },
  { keys: ['Z'], does: 'Take back the last label' },
  { keys: ['S'], does: 'Skip, with a reason' },
  { keys: ['G'], does: 'Guideline' },
  { keys: ['?'], does: 'This list' },
];
