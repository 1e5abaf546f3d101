import { describe, expect, test } from 'vitest';
import { choiceRate } from '#lib/annotators/choice-rate';
import { NO_GOLD } from '#lib/annotators/consensus-signals';
import { falseDiscoveryRates } from '#lib/annotators/false-discovery';
import { goldAccuracy } from '#lib/annotators/gold-accuracy';
import { labellingSpeed } from '#lib/annotators/labelling-speed';
import { positionBias } from '#lib/annotators/position-bias';
import { consistencyCeiling, selfConsistency } from '#lib/annotators/self-consistency';
import { seededRandom } from '#lib/statistics/random';

const columns = (
  rows: [item: number, annotator: number, choice: number][],
  itemCount: number,
  annotatorCount: number,
) => ({
  items: Int32Array.from(rows, (row) => row[0]),
  annotators: Int32Array.from(rows, (row) => row[1]),
  choices: Uint8Array.from(rows, (row) => row[2]),
  itemCount,
  annotatorCount,
  categoryCount: 3,
});

describe('gold accuracy', () => {
  test('counts only comparisons with a known answer, and repeats of them', () => {
    const labels = columns(
      [
        [0, 0, 1],
        [1, 0, 2],
        [2, 0, 0],
        [0, 0, 1],
        [2, 1, 1],
      ],
      3,
      3,
    );
    const [first, second, third] = goldAccuracy(labels, Uint8Array.of(1, 0, NO_GOLD));
    expect(first).toMatchObject({ value: 2 / 3, count: 2, n: 3 });
    expect(first!.ci95![0]).toBeCloseTo(0.20765960080204776, 12);
    expect(first!.ci95![1]).toBeCloseTo(0.9385080552796037, 12);
    expect(second).toEqual({ value: null, count: 0, n: 0, ci95: null, reason: 'no_data' });
    expect(third!.value).toBeNull();
  });

  test('a gold column of another length is refused by name', () => {
    expect(() => goldAccuracy(columns([], 2, 1), Uint8Array.of(1))).toThrow(/goldAccuracy: gold/);
  });
});

describe('self-consistency', () => {
  test('uses the first repeat pair only, and keeps plain and swapped apart', () => {
    const labels = columns(
      [
        [0, 0, 1],
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 2],
        [1, 0, 0],
        [1, 0, 2],
        [2, 1, 0],
        [2, 1, 0],
      ],
      3,
      2,
    );
    const { annotators, pool } = selfConsistency(labels, Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 0));
    expect(annotators[0]!.plain).toMatchObject({ count: 1, n: 1 });
    expect(annotators[0]!.swapped).toMatchObject({ count: 0, n: 1 });
    expect(annotators[0]!.all).toMatchObject({ count: 1, n: 2, value: 0.5 });
    expect(annotators[1]!.swapped).toMatchObject({ count: 1, n: 1 });
    expect(annotators[1]!.plain.value).toBeNull();
    expect(pool.all).toMatchObject({ count: 2, n: 3 });
  });

  test('the ceiling is 1 for perfect self-agreement, one half for coin flips, and nothing below', () => {
    expect(consistencyCeiling(1)).toBe(1);
    expect(consistencyCeiling(0.5)).toBe(0.5);
    expect(consistencyCeiling(0.82)).toBeCloseTo(0.9, 12);
    expect(consistencyCeiling(0.4)).toBeNull();
    expect(() => consistencyCeiling(1.2)).toThrow(/consistencyCeiling/);
  });
});

describe('position bias', () => {
  test('ties choose no side; the exact p-value is the binomial one', () => {
    const sides = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2);
    const [one] = positionBias(sides, new Int32Array(12), 1);
    expect(one!.firstShare).toMatchObject({ count: 8, n: 10, value: 0.8 });
    expect(one!.pValue).toBeCloseTo(0.109375, 12);
    expect(one!.flagged).toBe(false);
  });

  test('one biased annotator among fifty fair ones is flagged, and at most one fair one with them', () => {
    const random = seededRandom(11);
    const annotators = Int32Array.from({ length: 51 * 200 }, (_, row) => row % 51);
    const sides = Uint8Array.from(annotators, (annotator) =>
      random.next() < (annotator === 7 ? 0.7 : 0.5) ? 0 : 1,
    );
    const flagged = positionBias(sides, annotators, 51).flatMap((one, annotator) =>
      one.flagged ? [annotator] : [],
    );
    expect(flagged).toContain(7);
    expect(flagged.length).toBeLessThanOrEqual(2);
  });

  test('an annotator without decisive labels has no share, no p-value and no flag', () => {
    expect(positionBias(Uint8Array.of(2), Int32Array.of(0), 2)).toEqual([
      {
        firstShare: { value: null, count: 0, n: 0, ci95: null, reason: 'no_data' },
        pValue: null,
        qValue: null,
        flagged: false,
      },
      {
        firstShare: { value: null, count: 0, n: 0, ci95: null, reason: 'no_data' },
        pValue: null,
        qValue: null,
        flagged: false,
      },
    ]);
  });
});

test('Benjamini–Hochberg gives the textbook q-values and skips the untested', () => {
  const q = falseDiscoveryRates([0.01, null, 0.04, 0.03, 0.5]);
  expect(q[0]).toBeCloseTo(0.04, 12);
  expect(q[1]).toBeNull();
  expect(q[2]).toBeCloseTo(0.16 / 3, 12);
  expect(q[3]).toBeCloseTo(0.16 / 3, 12);
  expect(q[4]).toBeCloseTo(0.5, 12);
  expect(() => falseDiscoveryRates([Number.NaN])).toThrow(/falseDiscoveryRates/);
});

test('the tie rate counts the named categories among all labels', () => {
  const rates = choiceRate(
    columns(
      [
        [0, 0, 1],
        [1, 0, 2],
        [2, 0, 1],
        [0, 1, 0],
      ],
      3,
      2,
    ),
    [1],
  );
  expect(rates[0]).toMatchObject({ count: 2, n: 3 });
  expect(rates[1]).toMatchObject({ count: 0, n: 1, value: 0 });
  expect(() => choiceRate(columns([], 1, 1), [3])).toThrow(/choiceRate/);
});

describe('labelling speed', () => {
  test('one who clicks through is flagged; unknown durations are left out', () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 600 }, (_, row): [number, number, number] => [row % 100, row % 6, 0]);
    const seconds = Float64Array.from(rows, ([, annotator], row) =>
      row < 6 ? Number.NaN : annotator === 2 ? 1 + random.next() : 20 * Math.exp(random.normal() * 0.4),
    );
    const speed = labellingSpeed(columns(rows, 100, 7), seconds, new Float64Array(100).fill(300));
    expect(speed.map((one) => one.flagged)).toEqual([false, false, true, false, false, false, false]);
    expect(speed[2]!.robustZ).toBeLessThan(-5);
    expect(speed[0]!.tooFast.n).toBe(99);
    expect(speed[6]).toMatchObject({ medianSeconds: null, robustZ: null, relativeLogSeconds: null });
  });

  test('a crew that never varies has no robust z', () => {
    const speed = labellingSpeed(
      columns(
        [
          [0, 0, 0],
          [0, 1, 0],
        ],
        1,
        2,
      ),
      Float64Array.of(10, 10),
    );
    expect(speed.map((one) => one.robustZ)).toEqual([null, null]);
  });
});
