import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationCommand, KEY_LIST, type KeyPress } from '#lib/labels/annotation-keys';

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
    for (const key of ['Backspace', 'Delete', 'x', 'd']) expect(annotationCommand(press(key))).toBeNull();
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
  });

  it('tick reasons with Shift and a digit, whatever sign the keyboard writes with it', () => {
    const reason = (key: string, code: string) => annotationCommand(press(key, { shift: true, code }));
    expect(reason('!', 'Digit1')).toEqual({ kind: 'reason', index: 0 });
    expect(reason('"', 'Digit2')).toEqual({ kind: 'reason', index: 1 });
    // A keyboard that needs Shift for digits still chooses with them.
    expect(reason('1', 'Digit1')).toEqual({ kind: 'choose', choice: 'A' });
    expect(annotationCommand(press('&', { code: 'Digit1' }))).toBeNull();
  });

  it('are all in the list behind the question mark', () => {
    const listed = KEY_LIST.flatMap(({ keys }) => keys);
    for (const key of ['1', '0', '2', '3', '4', 'A', 'T', 'B', 'R', 'Z', 'S', 'G', '?'])
      expect(listed).toContain(key);
  });
});
