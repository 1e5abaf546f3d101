import { describe, expect, it } from 'vitest';
import { clusteredOrder } from '#lib/agreement/clustered-order';
import { seededRandom } from '#lib/statistics/random';

/** Distances between points of two groups: near within, far between, with a little seeded noise. */
function twoGroups(n: number, groupOf: (i: number) => number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const d = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const value = (groupOf(i) === groupOf(j) ? 0.2 : 0.7) + 0.05 * random.next();
      d[i * n + j] = value;
      d[j * n + i] = value;
    }
  return d;
}

const changes = (order: Int32Array, groupOf: (i: number) => number) =>
  Array.from(order).filter((at, k) => k > 0 && groupOf(at) !== groupOf(order[k - 1]!)).length;

describe('the clustered order', () => {
  const groupOf = (i: number) => (i * 7) % 3;

  it('puts each group side by side, whatever order it is given', () => {
    const order = clusteredOrder(twoGroups(60, groupOf, 1), 60);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(changes(order, groupOf)).toBe(2);
  });

  it('lays a line of points in its own order', () => {
    const places = [5, 1, 9, 3, 7, 2, 8, 4, 6, 0];
    const d = Float64Array.from({ length: 100 }, (_, at) =>
      Math.abs(places[Math.floor(at / 10)]! - places[at % 10]!),
    );
    const line = [...clusteredOrder(d, 10)].map((i) => places[i]!);
    const upwards = line[0]! < line[9]! ? line : line.toReversed();
    // Average linkage joins neighbours first; its ends touch, so steps of more than three are impossible here.
    for (let k = 1; k < 10; k++) expect(Math.abs(upwards[k]! - upwards[k - 1]!)).toBeLessThanOrEqual(3);
  });

  it('merges as average linkage does, on a hand-made example', () => {
    // 0–1 at 1, 2–3 at 1.5; between them 4 except 1–2 at 2: so the order is 0 1 2 3, or its reverse.
    const d = new Float64Array(16).fill(4);
    const set = (i: number, j: number, value: number) => {
      d[i * 4 + j] = value;
      d[j * 4 + i] = value;
    };
    set(0, 1, 1);
    set(2, 3, 1.5);
    set(1, 2, 2);
    const order = [...clusteredOrder(d, 4)];
    expect([order, order.toReversed()]).toContainEqual([0, 1, 2, 3]);
  });

  it('is the same for the same seed, and copes with ties and pairs that never met', () => {
    const same = new Float64Array(40 * 40).fill(0.5);
    expect([...clusteredOrder(same, 40, 3)]).toEqual([...clusteredOrder(same, 40, 3)]);
    const sparse = twoGroups(30, groupOf, 2).map((value, at) => (at % 5 === 1 ? Number.NaN : value));
    expect(new Set(clusteredOrder(sparse, 30)).size).toBe(30);
    expect(new Set(clusteredOrder(new Float64Array(25).fill(Number.NaN), 5)).size).toBe(5);
  });

  it('answers for none, one and two, and refuses a matrix of another shape', () => {
    expect([...clusteredOrder(new Float64Array(0), 0)]).toEqual([]);
    expect([...clusteredOrder(new Float64Array(1), 1)]).toEqual([0]);
    expect([...clusteredOrder(new Float64Array(4), 2)]).toEqual([0, 1]);
    expect(() => clusteredOrder(new Float64Array(5), 2)).toThrow(RangeError);
  });

  it('orders 300 annotators in well under a second', () => {
    const started = performance.now();
    clusteredOrder(twoGroups(300, groupOf, 4), 300);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
