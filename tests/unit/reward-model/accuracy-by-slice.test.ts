import { expect, test } from 'vitest';
import { accuracyBySlice, type Slice } from '#lib/reward-model/accuracy-by-slice';
import type { ClusteredValue } from '#lib/reward-model/clustered-mean';
import { formatCorrelations } from '#lib/reward-model/format-correlation';
import { histogram } from '#lib/reward-model/histogram';
import { jackknifeByPrompt } from '#lib/reward-model/prompt-jackknife';
import { seededRandom } from '#lib/statistics/random';
import { plantedPairs } from './planted-pairs';

function outcomes(n: number, accuracy: number, seed: number): ClusteredValue[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, (_, i) => ({
    value: Number(random.next() < accuracy),
    prompt: i % 50,
    responseA: 2 * i,
    responseB: 2 * i + 1,
  }));
}

test('a slice that is truly worse is found among twenty that are not, and few of those are', () => {
  const slices = Array.from(
    { length: 21 },
    (_, i): Slice => ({
      kind: 'tag',
      name: String(i),
      values: outcomes(150, i === 0 ? 0.4 : 0.7, 100 + i),
      rest: outcomes(1500, 0.7, 900 + i),
    }),
  );
  const rows = accuracyBySlice(slices);
  expect(rows[0]!.q!).toBeLessThan(0.01);
  expect(rows[0]!.difference!.value!).toBeLessThan(-0.2);
  expect(rows[0]!.difference!.value).toBeCloseTo(
    rows[0]!.accuracy.value! - slices[0]!.rest!.reduce((sum, r) => sum + r.value, 0) / 1500,
    12,
  );
  expect(rows.slice(1).filter(({ q }) => q! < 0.05).length).toBeLessThanOrEqual(2);
});

test('a small slice has no figure, and one without a rest no test', () => {
  const [small, cohort] = accuracyBySlice([
    { kind: 'tag', name: 'few', values: outcomes(12, 0.5, 1), rest: outcomes(200, 0.5, 2) },
    { kind: 'cohort', name: 'all', values: outcomes(80, 0.5, 3), rest: null },
  ]);
  expect(small).toMatchObject({ accuracy: { value: null, n: 12 }, q: null });
  expect(small!.accuracy.reason).toContain('12 pairs');
  expect(cohort).toMatchObject({ difference: null, q: null });
  expect(cohort!.accuracy.value).not.toBeNull();
});

test('the interval over prompts covers the truth about as often as it says', () => {
  let covered = 0;
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(seed);
    const shared = Array.from({ length: 30 }, () => random.normal());
    const rows = Array.from({ length: 300 }, (_, i) => shared[i % 30]! + random.normal());
    const { ci95 } = jackknifeByPrompt(
      rows.map((_, i) => i % 30),
      (kept) => kept.reduce((sum, row) => sum + rows[row]!, 0) / kept.length,
      [-Infinity, Infinity],
    );
    covered += Number(ci95![0] <= 0 && ci95![1] >= 0);
  }
  expect(covered / 200).toBeGreaterThan(0.9);
  expect(jackknifeByPrompt([0, 0, 1], () => 1, [0, 1])).toMatchObject({ value: 1, ci95: null });
});

test('form is seen in people and model apart, and names of the sides do not matter', () => {
  const pairs = plantedPairs(300, 60, 3).map((pair, i) => ({
    ...pair,
    responseA: i % 2 === 0 ? `${pair.responseA}\n- one\n- two` : pair.responseA,
    target: 0.5,
  }));
  // A model that pays for lists, and people who do not care.
  const differences = Float64Array.from(pairs, (_, i) => (i % 2 === 0 ? 1 : 0.01));
  const rows = formatCorrelations(pairs, differences);
  const lists = rows.find(({ feature }) => feature === 'log list items')!;
  expect(lists.model.value!).toBeGreaterThan(0.9);
  expect(lists.people.value).toBeNull();
  expect(lists.differing).toBe(150);
  const turned = formatCorrelations(
    pairs.map((pair) => ({ ...pair, responseA: pair.responseB, responseB: pair.responseA })),
    differences.map((d) => -d),
  );
  expect(turned.find(({ feature }) => feature === 'log list items')!.model.value).toBeCloseTo(
    lists.model.value!,
    12,
  );
});

test('a histogram counts everything once, and nothing where nothing varies', () => {
  const random = seededRandom(1);
  const values = Array.from({ length: 5000 }, () => random.normal()).concat([500]);
  const { edges, counts } = histogram(values)!;
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5001);
  expect(edges.at(-1)!).toBeLessThan(5);
  expect(histogram([1, 1, 1])).toBeNull();
  expect(histogram([])).toBeNull();
});
