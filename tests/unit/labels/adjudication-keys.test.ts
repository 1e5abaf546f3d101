import { describe, expect, it } from 'vitest';
import { ADJUDICATION_KEYS, adjudicationCommand } from '#lib/labels/adjudication-keys';
import type { KeyPress } from '#lib/labels/annotation-keys';

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

describe('the keys of an adjudication', () => {
  it('choose a verdict as on the labelling page', () => {
    expect(['1', 'A', '0', '2', 'b', '3', '4'].map((key) => adjudicationCommand(press(key)))).toEqual(
      ['A', 'A', 'TIE', 'B', 'B', 'BOTH_BAD', 'CANT_JUDGE'].map((verdict) => ({ kind: 'verdict', verdict })),
    );
  });

  it('choose a cause by Shift and a digit, whatever sign the keyboard makes of it', () => {
    expect(adjudicationCommand(press('"', { code: 'Digit2', shift: true }))).toEqual({
      kind: 'cause',
      index: 1,
    });
    expect(adjudicationCommand(press('&', { code: 'Digit7', shift: true }))).toBeNull();
  });

  it('do nothing while typing but leave the text, or give the verdict with Ctrl and Enter', () => {
    for (const key of ['1', 'a', 'Enter', 'n', '?', 'Backspace'])
      expect(adjudicationCommand(press(key, { place: 'typing' }))).toBeNull();
    expect(adjudicationCommand(press('Escape', { place: 'typing' }))).toEqual({ kind: 'leave-text' });
    expect(adjudicationCommand(press('Enter', { place: 'typing', control: true }))).toEqual({
      kind: 'submit',
    });
  });

  it('give no verdict by a key that is held, nor from a button that has the focus', () => {
    expect(adjudicationCommand(press('Enter', { repeat: true }))).toBeNull();
    expect(adjudicationCommand(press('Enter', { repeat: true, control: true }))).toBeNull();
    expect(adjudicationCommand(press('Enter', { place: 'control' }))).toBeNull();
  });

  it('are all listed', () => {
    const listed = ADJUDICATION_KEYS.flatMap(({ keys }) => keys);
    for (const key of ['1', '0', '2', '3', '4', 'R', 'O', 'G', 'N', '?']) expect(listed).toContain(key);
  });
});
