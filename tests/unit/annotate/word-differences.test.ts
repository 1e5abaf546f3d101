import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordChanges, wordDifferences } from '#components/annotate/word-differences';

describe('the differences of two texts', () => {
  it('mark whole words that only one of them has, and nothing else', () => {
    const parts = wordDifferences('Read it in small chunks now.', 'Read it in one go now.')!;
    expect(parts.before.filter((p) => p.own).map((p) => p.text)).toEqual(['small chunks']);
    expect(parts.after.filter((p) => p.own).map((p) => p.text)).toEqual(['one go']);
  });

  it('joined, give back each text as it was', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (before, after) => {
        const parts = wordDifferences(before, after)!;
        expect(parts.before.map((p) => p.text).join('')).toBe(before);
        expect(parts.after.map((p) => p.text).join('')).toBe(after);
        const changes = wordChanges(before, after)!;
        const without = (change: string) =>
          changes
            .filter((p) => p.change !== change)
            .map((p) => p.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('of a text with itself are none, and of two scripts without spaces are words, not lines', () => {
    expect(wordDifferences('the same', 'the same')!.before).toEqual([{ text: 'the same', own: false }]);
    const parts = wordDifferences('今日は天気がいいです。', '今日は天気が悪いです。')!;
    expect(parts.before.some((p) => !p.own && p.text.includes('今日'))).toBe(true);
  });

  it('say so when they would take too long', () => {
    const words = (seed: number) =>
      Array.from({ length: 60_000 }, (_, i) => `w${(i * seed) % 99_991}`).join(' ');
    const started = performance.now();
    const parts = wordDifferences(words(7919), words(104_729));
    expect(parts).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
