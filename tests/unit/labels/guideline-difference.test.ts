import { describe, expect, it } from 'vitest';
import { onlyChanges, textDifference } from '#lib/labels/guideline-difference';

const joined = (parts: { kind: string; text?: string }[], without: string) =>
  parts
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join('');

describe('the difference of two texts', () => {
  const before = 'Prefer the correct answer.\n\nLength does not count.\n';
  const after = 'Prefer the most correct answer.\n\nLength does not count, ever.\n';

  it('is word by word, and holds both texts', () => {
    const { parts, wordsAdded, wordsRemoved } = textDifference(before, after);
    expect(joined(parts, 'added')).toBe(before);
    expect(joined(parts, 'removed')).toBe(after);
    expect(parts.filter((part) => part.kind === 'added').map((part) => part.text.trim())).toContain('most');
    expect([wordsAdded, wordsRemoved]).toEqual([3, 0]);
  });

  it('of a text and itself is nothing', () => {
    expect(textDifference(before, before)).toEqual({
      parts: [{ kind: 'same', text: before }],
      wordsAdded: 0,
      wordsRemoved: 0,
    });
  });

  it('leaves out long stretches that stayed, and says how many lines', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Line ${i}.`).join('\n');
    const parts = onlyChanges(textDifference(`${lines}\nOld end.`, `${lines}\nNew end.`).parts);
    expect(parts[0]).toMatchObject({ kind: 'gap' });
    expect(joined(parts, 'removed')).toContain('Line 39.');
    expect(joined(parts, 'removed')).not.toContain('Line 3.');
    const short = textDifference('a b c', 'a x c').parts;
    expect(onlyChanges(short)).toEqual(short);
  });
});
