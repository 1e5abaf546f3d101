import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annotationCommand,
  commandOfKey,
  DEFAULT_BINDINGS,
  KEY_COMMAND_NAMES,
  KEY_COMMANDS,
  type KeyPress,
  keyBindings,
  keyName,
} from '#lib/labels/annotation-keys';
import { annotationSettings, readAnnotationSettings, withKey } from '#lib/labels/annotation-settings';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shift: false,
  control: false,
  alt: false,
  repeat: false,
  place: 'page',
  ...change,
});

describe('the keys of the labelling page', () => {
  it('choose by digit or letter', () => {
    const choices = ['1', '0', '2', '3', '4', 'a', 'T', 'b'].map((key) => annotationCommand(press(key)));
    expect(choices.map((c) => c?.kind === 'choose' && c.choice)).toEqual([
      'A',
      'TIE',
      'B',
      'BOTH_BAD',
      'CANT_JUDGE',
      'A',
      'TIE',
      'B',
    ]);
  });

  it('do nothing at all while someone types, except to leave the text or to submit with Ctrl', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 1 }), fc.boolean(), (key, shift) => {
        expect(annotationCommand(press(key, { place: 'typing', shift, code: 'Digit1' }))).toBeNull();
      }),
    );
    for (const key of ['Enter', 'Backspace', 'Delete', 'ArrowLeft', 'Tab'])
      expect(annotationCommand(press(key, { place: 'typing' }))).toBeNull();
    expect(annotationCommand(press('Escape', { place: 'typing' }))).toEqual({ kind: 'leave-text' });
    expect(annotationCommand(press('Enter', { place: 'typing', control: true }))).toEqual({ kind: 'submit' });
  });

  it('leave Backspace and Delete alone: no single key throws anything away', () => {
    for (const key of ['Backspace', 'Delete', 'Escape', 'Tab', ' ', 'x'])
      expect(annotationCommand(press(key))).toBeNull();
  });

  it('leave the browser’s own shortcuts alone', () => {
    for (const key of ['a', 's', 'z', 'r', '1', 'ArrowLeft']) {
      expect(annotationCommand(press(key, { control: true }))).toBeNull();
      expect(annotationCommand(press(key, { alt: true }))).toBeNull();
    }
  });

  it('neither submit nor undo again while a key is held down, but step on', () => {
    for (const key of ['Enter', 'z', '1']) expect(annotationCommand(press(key, { repeat: true }))).toBeNull();
    expect(annotationCommand(press('ArrowRight', { repeat: true }))).toEqual({ kind: 'step', by: 1 });
  });

  it('leave Enter to a focused button or link, and arrows to what scrolls sideways or is a radio', () => {
    expect(annotationCommand(press('Enter', { place: 'control' }))).toBeNull();
    expect(annotationCommand(press('Enter', { place: 'choice' }))).toEqual({ kind: 'submit' });
    expect(annotationCommand(press('ArrowLeft', { place: 'sideways' }))).toBeNull();
    expect(annotationCommand(press('ArrowLeft', { place: 'choice' }))).toBeNull();
    expect(annotationCommand(press('ArrowLeft', { place: 'control' }))).toEqual({ kind: 'step', by: -1 });
    expect(annotationCommand(press('ArrowDown', { place: 'scrolling' }))).toBeNull();
    expect(annotationCommand(press('j', { place: 'scrolling' }))).toEqual({ kind: 'row', by: 1 });
  });

  it('tick reasons with Shift and a digit, whatever sign the keyboard writes with it', () => {
    const reason = (key: string, code: string) => annotationCommand(press(key, { shift: true, code }));
    expect(reason('!', 'Digit1')).toEqual({ kind: 'reason', index: 0 });
    expect(reason('"', 'Digit2')).toEqual({ kind: 'reason', index: 1 });
    // A French keyboard writes digits with Shift; there, too, the keys lie where the badges say.
    expect(reason('1', 'Digit1')).toEqual({ kind: 'reason', index: 0 });
    expect(annotationCommand(press('&', { code: 'Digit1' }))).toEqual({ kind: 'choose', choice: 'A' });
  });

  it('lie where they lie in another script, too', () => {
    expect(annotationCommand(press('я', { code: 'KeyZ' }))).toEqual({ kind: 'undo' });
    // On a German keyboard Z and Y have changed places: what is written counts.
    expect(annotationCommand(press('z', { code: 'KeyY' }))).toEqual({ kind: 'undo' });
  });

  it('are one command each', () => {
    const keys = KEY_COMMAND_NAMES.flatMap((name) => DEFAULT_BINDINGS[name]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const name of KEY_COMMAND_NAMES)
      for (const key of KEY_COMMANDS[name].keys) expect(commandOfKey(DEFAULT_BINDINGS, key)).toBe(name);
  });
});

describe('the keys of one person', () => {
  it('replace everybody’s, and a key that moves is taken from where it was', () => {
    const own = withKey({}, 'submit', 's', DEFAULT_BINDINGS);
    const bindings = keyBindings(own);
    expect(annotationCommand(press('s'), bindings)).toEqual({ kind: 'submit' });
    expect(bindings.skip).toEqual([]);
    expect(annotationCommand(press('Enter'), bindings)).toBeNull();
    expect(annotationCommand(press('Enter', { control: true }), bindings)).toEqual({ kind: 'submit' });
    const back = keyBindings(withKey(own, 'skip', 's', bindings));
    expect(back.skip).toEqual(['s']);
    expect(back.submit).toEqual([]);
  });

  it('never hold a key for two commands, whatever is moved', () => {
    const names = fc.constantFrom(...KEY_COMMAND_NAMES);
    const key = fc.constantFrom('1', 'a', 's', 'q', 'Enter', 'ArrowLeft', ',');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, key)), (moves) => {
        let keys = {};
        for (const [name, to] of moves) keys = withKey(keys, name, to, keyBindings(keys));
        const all = Object.values(keyBindings(keys)).flat();
        expect(new Set(all).size).toBe(all.length);
        expect(readAnnotationSettings({ keys }).keys).toEqual(keys);
      }),
    );
  });

  it('are none that people expect to delete something, or that the browser needs', () => {
    for (const key of ['Backspace', 'Delete', 'Tab', 'Escape', ' ', 'F5', 'Shift']) {
      expect(keyName({ key, code: '', shift: false })).toBeNull();
      expect(annotationSettings.safeParse({ keys: { skip: [key] } }).success).toBe(false);
    }
  });

  it('are the usual ones again when what is stored cannot be read', () => {
    expect(readAnnotationSettings({ keys: { 'no-such-command': ['x'] } }).keys).toEqual({});
    expect(readAnnotationSettings(null).textSize).toBe('normal');
  });
});
