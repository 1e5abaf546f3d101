import { describe, expect, test } from 'vitest';
import { annotatorCycles } from '#lib/annotators/annotator-cycles';
import { distributionShift } from '#lib/annotators/distribution-shift';
import { consensusLogits, oddsRatioPerDoubling, preferenceSlopes } from '#lib/annotators/preference-slopes';
import { longestRunProbability, straightLining } from '#lib/annotators/straight-lining';
import { seededRandom } from '#lib/statistics/random';

describe('cycles', () => {
  const answers = (rows: [annotator: number, prompt: number, a: number, b: number, outcome: number][]) => ({
    annotators: Int32Array.from(rows, (row) => row[0]),
    prompts: Int32Array.from(rows, (row) => row[1]),
    first: Int32Array.from(rows, (row) => row[2]),
    second: Int32Array.from(rows, (row) => row[3]),
    outcomes: Int8Array.from(rows, (row) => row[4]),
  });

  test('a circle counts whichever way its pairs are shown, an open chain does not', () => {
    const [circle, chain, open] = annotatorCycles(
      answers([
        [0, 0, 1, 2, 1],
        [0, 0, 2, 3, 1],
        [0, 0, 1, 3, -1],
        [1, 0, 1, 2, 1],
        [1, 0, 2, 3, 1],
        [1, 0, 1, 3, 1],
        [2, 0, 1, 2, 1],
        [2, 0, 2, 3, 1],
      ]),
      3,
    );
    expect(circle).toMatchObject({ cyclic: 1, triples: 1, tooFew: true });
    expect(chain).toMatchObject({ cyclic: 0, triples: 1 });
    expect(open).toMatchObject({ cyclic: 0, triples: 0 });
    expect(open!.share.value).toBeNull();
  });

  test('a tie closes a circle between two answers the same way round; ties all round do not', () => {
    const counted = (outcomes: [number, number, number]) =>
      annotatorCycles(
        answers([
          [0, 0, 1, 2, outcomes[0]],
          [0, 0, 2, 3, outcomes[1]],
          [0, 0, 3, 1, outcomes[2]],
        ]),
        1,
      )[0]!.cyclic;
    expect(counted([1, 1, 0])).toBe(1);
    expect(counted([1, 0, 0])).toBe(0);
    expect(counted([0, 0, 0])).toBe(0);
    expect(counted([1, -1, 0])).toBe(0);
  });

  test('guessing is cyclic in a quarter of the triples', () => {
    const random = seededRandom(2);
    const rows: [number, number, number, number, number][] = [];
    for (let prompt = 0; prompt < 500; prompt++)
      for (let a = 0; a < 5; a++)
        for (let b = 0; b < a; b++) rows.push([0, prompt, a, b, random.next() < 0.5 ? 1 : -1]);
    const [one] = annotatorCycles(answers(rows), 1);
    expect(one!.triples).toBe(5000);
    expect(Math.abs(one!.share.value! - 0.25)).toBeLessThan(0.025);
  });
});

describe('straight-lining', () => {
  test('the run-length law is exact: against all sequences of ten labels', () => {
    const [first, second] = [0.5, 0.3];
    for (const length of [1, 2, 3, 5, 10]) {
      let total = 0;
      for (let code = 0; code < 3 ** 10; code++) {
        let probability = 1;
        let run = 0;
        let longest = 0;
        let last = -1;
        for (let at = 0, rest = code; at < 10; at++, rest = Math.floor(rest / 3)) {
          const side = rest % 3;
          probability *= side === 0 ? first : side === 1 ? second : 1 - first - second;
          run = side === 2 ? 0 : side === last ? run + 1 : 1;
          longest = Math.max(longest, run);
          last = side;
        }
        if (longest >= length) total += probability;
      }
      expect(longestRunProbability(10, length, first, second)).toBeCloseTo(total, 10);
    }
  });

  test('twenty-six lefts in a row among mixed labels are flagged, free mixing is not', () => {
    const random = seededRandom(8);
    const mixed = Uint8Array.from({ length: 400 }, () => random.integer(2));
    expect(straightLining(mixed).flagged).toBe(false);
    const streak = mixed.slice().fill(0, 60, 86);
    const found = straightLining(streak);
    expect(found.longestRun).toBeGreaterThanOrEqual(26);
    expect(found.flagged).toBe(true);
    expect(found.leastEntropyBits!).toBeLessThan(straightLining(mixed).leastEntropyBits!);
  });

  test('strict alternation has too many runs, long blocks too few', () => {
    const alternating = straightLining(Uint8Array.from({ length: 100 }, (_, k) => k % 2));
    const blocks = straightLining(Uint8Array.from({ length: 100 }, (_, k) => Math.floor(k / 10) % 2));
    expect(alternating.runsZ!).toBeGreaterThan(9);
    expect(blocks.runsZ!).toBeLessThan(-7);
    expect(alternating.runsP!).toBeLessThan(1e-9);
  });

  test('no labels, or none that chose a side, have no run to judge', () => {
    expect(straightLining(new Uint8Array(0))).toMatchObject({
      longestRun: 0,
      longestRunP: null,
      runsP: null,
      flagged: false,
    });
    expect(straightLining(Uint8Array.of(2, 2, 2))).toMatchObject({
      longestRun: 0,
      longestRunP: null,
      runs: 0,
    });
    expect(() => straightLining(Uint8Array.of(3))).toThrow(/straightLining/);
  });

  test('one in a hundred who mix freely has p below .01, not more than about twice that', () => {
    const random = seededRandom(21);
    let low = 0;
    for (let k = 0; k < 1000; k++) {
      const { longestRunP } = straightLining(
        Uint8Array.from({ length: 120 }, () => (random.next() < 0.55 ? 0 : 1)),
      );
      if (longestRunP! < 0.01) low++;
    }
    expect(low).toBeLessThanOrEqual(22);
  });
});

describe('preference for length', () => {
  function crew(slopes: number[], labels: number, seed: number) {
    const random = seededRandom(seed);
    const rows = slopes.flatMap((slope, annotator) =>
      Array.from({ length: labels }, () => {
        const difference = random.normal() * 0.6;
        const quality = random.normal();
        const choseFirst = random.next() < 1 / (1 + Math.exp(-quality - slope * difference)) ? 1 : 0;
        return { annotator, difference, quality, choseFirst };
      }),
    );
    return {
      annotators: Int32Array.from(rows, (row) => row.annotator),
      annotatorCount: slopes.length,
      choseFirst: Uint8Array.from(rows, (row) => row.choseFirst),
      difference: Float64Array.from(rows, (row) => row.difference),
      offset: Float64Array.from(rows, (row) => row.quality),
    };
  }

  test('the one who picks the longer is found, the others are not', () => {
    const slopes = Array.from({ length: 20 }, (_, k) => (k === 3 ? 1.6 : 0));
    const { annotators } = preferenceSlopes(crew(slopes, 300, 5));
    expect(annotators.flatMap((one, k) => (one.qValue! < 0.05 ? [k] : []))).toEqual([3]);
    expect(annotators[3]!.ci95![0]).toBeGreaterThan(0);
    expect(oddsRatioPerDoubling(annotators[3]!.ownSlope!)).toBeGreaterThan(2);
  });

  test('intervals of 60 crews cover the true slope about as often as they say', () => {
    let covered = 0;
    let all = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed + 100);
      const slopes = Array.from({ length: 12 }, () => 0.3 + 0.4 * random.normal());
      preferenceSlopes(crew(slopes, 120, seed)).annotators.forEach(({ ci95 }, k) => {
        all++;
        if (ci95![0] <= slopes[k]! && slopes[k]! <= ci95![1]) covered++;
      });
    }
    expect(covered / all).toBeGreaterThan(0.91);
    expect(covered / all).toBeLessThan(0.98);
  });

  test('perfect separation stays finite, equal lengths have no slope, few labels none either', () => {
    const separated = {
      annotators: new Int32Array(40),
      annotatorCount: 1,
      choseFirst: Uint8Array.from({ length: 40 }, (_, k) => (k < 20 ? 1 : 0)),
      difference: Float64Array.from({ length: 40 }, (_, k) => (k < 20 ? 1 : -1)),
      offset: new Float64Array(40),
    };
    expect(preferenceSlopes(separated).annotators[0]!.slope!).toBeLessThan(10);
    expect(preferenceSlopes({ ...separated, difference: new Float64Array(40) }).annotators[0]).toMatchObject({
      slope: null,
      reason: 'no_variation',
    });
    expect(preferenceSlopes({ ...separated, annotatorCount: 2 }).annotators[1]).toMatchObject({
      slope: null,
      reason: 'too_few_labels',
    });
  });

  test('the opinion of the others leaves out one’s own label', () => {
    const logits = consensusLogits(Int32Array.of(0, 0, 0, 1), Uint8Array.of(1, 1, 0, 1), 2);
    expect(logits[0]).toBeCloseTo(Math.log(1.5 / 1.5), 12);
    expect(logits[2]).toBeCloseTo(Math.log(2.5 / 0.5), 12);
    expect(logits[3]).toBe(0);
  });
});

describe('distribution shift', () => {
  test('small counts get a permutation p-value that is calibrated', () => {
    const random = seededRandom(31);
    let low = 0;
    for (let k = 0; k < 200; k++) {
      const draw = (n: number) => {
        const counts = [0, 0, 0];
        for (let at = 0; at < n; at++) counts[random.next() < 0.8 ? 0 : 1 + random.integer(2)]!++;
        return counts;
      };
      const shift = distributionShift(draw(18), draw(25), { seed: k, permutations: 400 });
      if (shift && shift.pValue < 0.1) low++;
    }
    expect(low).toBeLessThanOrEqual(32);
  });

  test('empty sides and a single category can not have shifted', () => {
    expect(distributionShift([0, 0], [3, 4], { seed: 1 })).toBeNull();
    expect(distributionShift([5, 0], [3, 0], { seed: 1 })).toBeNull();
    expect(() => distributionShift([1], [1, 2], { seed: 1 })).toThrow(/distributionShift/);
  });
});
