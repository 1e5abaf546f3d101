import { describe, expect, it } from 'vitest';
import { countPatterns } from '#lib/agreement/count-patterns';
import { onlyCategories } from '#lib/agreement/only-categories';
import { alignBySource, choiceMirror, isReversed, scaleMirror } from '#lib/agreement/orientation';
import { withoutRepeats } from '#lib/agreement/without-repeats';

const columns = {
  items: Int32Array.from([0, 0, 1, 0, 1, 2, 0]),
  annotators: Int32Array.from([0, 1, 0, 0, 1, 1, 1]),
  choices: Uint8Array.from([0, 0, 1, 2, 1, 2, 1]),
  itemCount: 4,
  annotatorCount: 2,
  categoryCount: 3,
};

describe('labels that count between annotators', () => {
  it('are the first of each annotator on each item, in their order', () => {
    const first = withoutRepeats(columns);
    expect(first.repeats).toBe(2);
    expect([...first.kept!]).toEqual([0, 1, 2, 4, 5]);
    expect([...first.columns.choices]).toEqual([0, 0, 1, 1, 2]);
    const again = withoutRepeats(first.columns);
    expect(again.columns).toBe(first.columns);
    expect(again.repeats).toBe(0);
  });

  it('collapse to patterns of counts; an item without labels has none', () => {
    const patterns = countPatterns(withoutRepeats(columns).columns);
    expect(patterns.observed).toBe(3);
    expect([...patterns.multiplicity]).toEqual([1, 1, 1]);
    expect(patterns.ofItem[3]).toBe(-1);
    const left = patterns.reduced[patterns.ofItem[0]! * 3]!;
    expect([...patterns.counts.subarray(left * 3, left * 3 + 3)]).toEqual([1, 0, 0]);
    expect(patterns.reduced[patterns.ofItem[0]! * 3 + 1]).toBe(-1);
  });

  it('keep thousands of distinct patterns apart', () => {
    const itemCount = 5000;
    const labels = Array.from({ length: itemCount }, (_, item) => [
      item % 18,
      Math.floor(item / 18) % 18,
      Math.floor(item / 324),
    ]);
    const items: number[] = [];
    const choices: number[] = [];
    labels.forEach((counts, item) => {
      counts.forEach((count, c) => {
        for (let k = 0; k < count; k++) {
          items.push(item);
          choices.push(c);
        }
      });
    });
    const patterns = countPatterns({
      items: Int32Array.from(items),
      annotators: new Int32Array(items.length),
      choices: Uint8Array.from(choices),
      itemCount,
      annotatorCount: 1,
      categoryCount: 3,
    });
    expect(patterns.observed).toBe(itemCount - 1); // the first item has no label
    for (const item of [1, 17, 18, 4999]) {
      const at = patterns.ofItem[item]! * 3;
      expect([...patterns.counts.subarray(at, at + 3)]).toEqual(labels[item]);
    }
  });

  it('are refused when malformed, with the label that is', () => {
    const wrong = { ...columns, choices: Uint8Array.from([0, 0, 1, 2, 1, 7, 1]) };
    expect(() => withoutRepeats(wrong)).toThrow('withoutRepeats: label 5 has category 7');
    expect(() => countPatterns({ ...columns, itemCount: 2 })).toThrow('countPatterns: label 5 has item 2');
    expect(() => withoutRepeats({ ...columns, annotators: new Int32Array(3) })).toThrow(/differ in length/);
    expect(() => withoutRepeats({ ...columns, categoryCount: 0 })).toThrow(/between 1 and 256/);
  });

  it('can be seen without ties, renumbered', () => {
    const decisive = onlyCategories(columns, [0, 2]);
    expect([...decisive.choices]).toEqual([0, 0, 1, 1]);
    expect(decisive.categoryCount).toBe(2);
    expect(() => onlyCategories(columns, [0, 0])).toThrow(/onlyCategories/);
  });
});

describe('orientation', () => {
  it('swaps the sides and leaves everything else', () => {
    expect([...choiceMirror(['A', 'TIE', 'B', 'BOTH_BAD'])!]).toEqual([2, 1, 0, 3]);
    expect(choiceMirror(['safe', 'unsafe'])).toBeNull();
    expect([...scaleMirror(4)]).toEqual([3, 2, 1, 0]);
  });

  it('aligns by source in plain code-unit order', () => {
    expect(isReversed('b', 'a')).toBe(true);
    expect(isReversed('Z', 'a')).toBe(false); // not the order of a dictionary
    const mirror = choiceMirror(['A', 'TIE', 'B'])!;
    expect([...alignBySource(Uint8Array.from([0, 1, 2, 0]), Uint8Array.from([1, 1, 1, 0]), mirror)]).toEqual([
      2, 1, 0, 0,
    ]);
    expect(() => alignBySource(Uint8Array.from([3]), Uint8Array.from([1]), mirror)).toThrow(/alignBySource/);
  });
});
