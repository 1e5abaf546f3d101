import { describe, expect, it } from 'vitest';
import { bOnTheLeft } from '#lib/labels/choose-side';
import { seededRandom } from '#lib/statistics/random';

const SHOWN = 10_000;

describe('bOnTheLeft', () => {
  it('tosses a fair coin where nothing leans', () => {
    expect(bOnTheLeft({ annotator: 0, comparison: 0, sources: 0 }, 0.49)).toBe(true);
    expect(bOnTheLeft({ annotator: 0, comparison: 0, sources: 0 }, 0.51)).toBe(false);
  });

  it('leans against the sum of what leans, never with certainty', () => {
    const leaning = { annotator: 4, comparison: -1, sources: 2 };
    expect(bOnTheLeft(leaning, 0.24)).toBe(true);
    expect(bOnTheLeft(leaning, 0.26)).toBe(false);
    expect(bOnTheLeft({ ...leaning, annotator: -4 }, 0.74)).toBe(true);
    expect(bOnTheLeft({ ...leaning, annotator: -4 }, 0.76)).toBe(false);
  });

  it('balances the annotator and each pair of sources at once within 1 % of 10,000, and cannot be foreseen', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = seededRandom(seed);
      const lean = { annotator: 0, pairs: new Int32Array(15) };
      const shown = new Int32Array(15);
      let guessed = 0;
      for (let n = 0; n < SHOWN; n++) {
        const pair = random.integer(15);
        const turned = random.next() < 0.5; // the lower source is stored as B in half of the comparisons
        const sources = turned ? lean.pairs[pair]! : -lean.pairs[pair]!;
        const swapped = bOnTheLeft({ annotator: lean.annotator, comparison: 0, sources }, random.next());
        // What an annotator who saw through the sides would guess: the opposite of what came too often.
        if (swapped === lean.annotator < 0) guessed++;
        lean.annotator += swapped ? 1 : -1;
        lean.pairs[pair]! += swapped === turned ? 1 : -1;
        shown[pair]!++;
      }
      expect(Math.abs(lean.annotator)).toBeLessThan(0.01 * SHOWN);
      for (let pair = 0; pair < 15; pair++)
        expect(Math.abs(lean.pairs[pair]!)).toBeLessThan(0.02 * shown[pair]!);
      expect(guessed / SHOWN).toBeLessThan(0.75);
    }
  });
});
