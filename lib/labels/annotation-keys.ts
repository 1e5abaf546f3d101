import type { Choice } from '#prisma/generated/enums';

/** What a key asks for on the labelling page. None of them destroys anything: undo brings back, skip asks first. */
export type AnnotationCommand =
  | { kind: 'choose'; choice: Choice }
  | { kind: 'step' | 'row'; by: -1 | 1 }
  | { kind: 'reason'; index: number }
  | {
      kind:
        | 'submit'
        | 'undo'
        | 'history'
        | 'skip'
        | 'flag'
        | 'differences'
        | 'scroll-together'
        | 'guideline'
        | 'settings'
        | 'keys'
        | 'write'
        | 'leave-text';
    };

interface CommandOfKey {
  does: string;
  /** The keys it has until its person chooses others; the first stands on the button. */
  keys: readonly string[];
  command: AnnotationCommand;
}

/** Everything that has keys, in the order of the list behind `?`. */
export const KEY_COMMANDS = {
  'choose-a': { does: 'A is better', keys: ['1', 'a'], command: { kind: 'choose', choice: 'A' } },
  'choose-tie': { does: 'Tie', keys: ['0', 't'], command: { kind: 'choose', choice: 'TIE' } },
  'choose-b': { does: 'B is better', keys: ['2', 'b'], command: { kind: 'choose', choice: 'B' } },
  'choose-both-bad': { does: 'Both bad', keys: ['3'], command: { kind: 'choose', choice: 'BOTH_BAD' } },
  'choose-cant-judge': {
    does: 'Can’t judge',
    keys: ['4'],
    command: { kind: 'choose', choice: 'CANT_JUDGE' },
  },
  left: { does: 'One step towards A', keys: ['ArrowLeft'], command: { kind: 'step', by: -1 } },
  right: { does: 'One step towards B', keys: ['ArrowRight'], command: { kind: 'step', by: 1 } },
  'next-row': {
    does: 'Arrows to the next aspect',
    keys: ['ArrowDown', 'j'],
    command: { kind: 'row', by: 1 },
  },
  'row-before': {
    does: 'Arrows to the one before',
    keys: ['ArrowUp', 'k'],
    command: { kind: 'row', by: -1 },
  },
  write: { does: 'Write why; Esc leaves the text', keys: ['r'], command: { kind: 'write' } },
  submit: { does: 'Submit and next', keys: ['Enter'], command: { kind: 'submit' } },
  undo: { does: 'Take back the last label', keys: ['z'], command: { kind: 'undo' } },
  history: { does: 'Your last labels, to change one', keys: ['h'], command: { kind: 'history' } },
  skip: { does: 'Skip, with a reason', keys: ['s'], command: { kind: 'skip' } },
  flag: { does: 'Flag as harmful or broken', keys: ['f'], command: { kind: 'flag' } },
  differences: { does: 'Show differences', keys: ['d'], command: { kind: 'differences' } },
  'scroll-together': { does: 'Scroll together', keys: ['y'], command: { kind: 'scroll-together' } },
  guideline: { does: 'Guideline', keys: ['g'], command: { kind: 'guideline' } },
  settings: { does: 'Keys, text size and layout', keys: [','], command: { kind: 'settings' } },
  keys: { does: 'All keys', keys: ['?'], command: { kind: 'keys' } },
} as const satisfies Record<string, CommandOfKey>;

export type KeyCommand = keyof typeof KEY_COMMANDS;
export const KEY_COMMAND_NAMES = Object.keys(KEY_COMMANDS) as KeyCommand[];

/** The keys of each command. */
export type KeyBindings = Readonly<Record<KeyCommand, readonly string[]>>;

/** Everybody's keys, with what a person has changed. A key that was given to something else is taken from its default place. */
export function keyBindings(own: Partial<Record<KeyCommand, readonly string[]>> = {}): KeyBindings {
  const taken = new Set(Object.values(own).flat());
  return Object.fromEntries(
    KEY_COMMAND_NAMES.map((name) => [
      name,
      own[name] ?? KEY_COMMANDS[name].keys.filter((key) => !taken.has(key)),
    ]),
  ) as unknown as KeyBindings;
}

export const DEFAULT_BINDINGS = keyBindings();

/** Whose key it is; null when it is free. */
export const commandOfKey = (bindings: KeyBindings, key: string): KeyCommand | null =>
  KEY_COMMAND_NAMES.find((name) => bindings[name].includes(key)) ?? null;

/**
 * Where the key was pressed. `typing`: in a text field. `control`: on a button or link, which Enter and Space belong to.
 * `choice`: on a box or radio of the form, which keeps its arrows and Space. `scrolling`: on a text that scrolls, which
 * the arrows up and down belong to. `sideways`: on something that scrolls sideways, which all arrows belong to.
 */
export type KeyPlace = 'page' | 'typing' | 'control' | 'choice' | 'scrolling' | 'sideways';

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

type NamedPress = Pick<KeyPress, 'key' | 'code' | 'shift'>;

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

/**
 * The name under which a key is bound: what it writes, in lower case. Digits go by their place on the keyboard (French
 * ones need Shift to write them), and so do letters where another script is typed. Null for what never belongs to the
 * page: Tab, Escape, Space, and Backspace and Delete, which people expect to remove something.
 */
export function keyName({ key, code, shift }: NamedPress): string | null {
  if (key === 'Enter' || ARROWS.includes(key)) return key;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit) return shift && code.startsWith('Digit') ? null : digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter && !/^[a-z]$/i.test(key)) return letter.toLowerCase();
  return [...key].length === 1 && key.trim() !== '' ? key.toLowerCase() : null;
}

/** What a key press means, or null when it is none of ours and the browser keeps it. */
export function annotationCommand(
  press: KeyPress,
  bindings: KeyBindings = DEFAULT_BINDINGS,
): AnnotationCommand | null {
  const { key, place } = press;
  if (press.alt) return null;
  if (press.control) return key === 'Enter' && !press.repeat ? { kind: 'submit' } : null;
  if (place === 'typing') return key === 'Escape' ? { kind: 'leave-text' } : null;
  if (ARROWS.includes(key) && (place === 'sideways' || place === 'choice')) return null;
  if ((key === 'ArrowUp' || key === 'ArrowDown') && place === 'scrolling') return null;
  if (key === 'Enter' && place === 'control') return null;
  const reason = press.shift && !press.repeat ? /^Digit([1-9])$/.exec(press.code) : null;
  if (reason) return { kind: 'reason', index: Number(reason[1]) - 1 };
  const name = keyName(press);
  const bound = name && commandOfKey(bindings, name);
  if (!bound) return null;
  const { command } = KEY_COMMANDS[bound];
  // A held key must neither submit twice nor run through the history; steps may repeat.
  return press.repeat && command.kind !== 'step' ? null : command;
}

const SIGNS: Record<string, string> = {
  Enter: '↵',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** A key as its badge shows it. */
export const keySign = (key: string): string => SIGNS[key] ?? key.toUpperCase();

/** The sign on a command's button; empty when its person left it without a key. */
export const keyBadge = (bindings: KeyBindings, command: KeyCommand): string => {
  const [first] = bindings[command];
  return first === undefined ? '' : keySign(first);
};
