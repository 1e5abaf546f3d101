import { describe, expect, it } from 'vitest';
import { flagWords, readLabelFlag } from '#lib/labels/label-flag';
import { labelFormProblem, newAspectId, readLabelForm } from '#lib/labels/label-form';
import { storedAspects, storedChoice, storedFlag } from '#lib/labels/shown-side';

const form = (change: object) => readLabelForm(change);

describe('a label form', () => {
  it('has a default for everything, so that what is stored may be older than the form', () => {
    expect(readLabelForm(null)).toMatchObject({ aspects: [], flag: true, skipPolicy: 'to-others' });
    expect(labelFormProblem(readLabelForm({}))).toBeNull();
  });

  it('says why nobody could label by it', () => {
    expect(labelFormProblem(form({ choices: ['A', 'TIE'] }))).toContain('A and B');
    const twice = [
      { id: 'a', name: 'Honesty' },
      { id: 'b', name: 'honesty ' },
    ];
    expect(labelFormProblem(form({ aspects: twice }))).toContain('same name');
    expect(labelFormProblem(form({ reasons: ['x', 'x'] }))).toContain('twice');
    expect(labelFormProblem(form({ reasons: [], reasonRequired: true }))).toContain('reasons to choose from');
  });

  it('names a new aspect by what it is called, and never like another', () => {
    expect(newAspectId('Tone & Style', [])).toBe('tone-style');
    expect(newAspectId('Größe', [])).toBe('gro-e');
    expect(newAspectId('Honesty', ['honesty', 'honesty-2'])).toBe('honesty-3');
    expect(newAspectId('誠実さ', [])).toBe('aspect-1');
    for (const id of [newAspectId('Tone & Style', []), newAspectId('誠実さ', [])])
      expect(() => form({ aspects: [{ id, name: 'x' }] })).not.toThrow();
  });
});

describe('a side as shown', () => {
  it('is turned into the stored one and back', () => {
    for (const swapped of [true, false]) {
      for (const choice of ['A', 'B', 'TIE', 'BOTH_BAD', 'CANT_JUDGE'] as const)
        expect(storedChoice(storedChoice(choice, swapped), swapped)).toBe(choice);
      for (const where of ['A', 'B', 'BOTH', 'PROMPT'] as const) {
        const flag = { kind: 'BROKEN', where, note: '' } as const;
        expect(storedFlag(storedFlag(flag, swapped), swapped)).toEqual(flag);
      }
    }
    expect(storedAspects({ x: 'A', y: 'TIE' }, true)).toEqual({ x: 'B', y: 'TIE' });
    expect(storedFlag({ kind: 'HARMFUL', where: 'A', note: '' }, true)?.where).toBe('B');
    expect(storedFlag(null, true)).toBeNull();
  });

  it('is said in words', () => {
    expect(flagWords(readLabelFlag({ kind: 'HARMFUL', where: 'BOTH' })!)).toBe('Harmful: both responses');
    expect(readLabelFlag(undefined)).toBeNull();
  });
});
