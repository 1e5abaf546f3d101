import { expect, test } from 'vitest';
import { bestOfN, bestOfNDivergence, type RankedResponse } from '#lib/reward-model/best-of-n';
import { seededRandom } from '#lib/statistics/random';

function responses(prompts: number, each: number, honest: number): RankedResponse[] {
  const random = seededRandom(3);
  return Array.from({ length: prompts * each }, (_, i) => {
    const worth = random.normal();
    return {
      prompt: i % prompts,
      reward: honest * worth + (1 - honest) * random.normal(),
      won: 1 / (1 + Math.exp(-worth)),
      believed: 0.5,
      characters: 100,
    };
  });
}

/** All ways to draw n of the list, none twice. */
function draws<T>(list: readonly T[], n: number): T[][] {
  if (n === 0) return [[]];
  return list.flatMap((first, i) => draws(list.slice(i + 1), n - 1).map((rest) => [first, ...rest]));
}

test('the expected choice is the mean over all draws, counted out', () => {
  const all = responses(6, 6, 0.6);
  const points = bestOfN(all)!;
  expect(points.map(({ n }) => n)).toEqual([1, 2, 4]);
  for (const { n, won, prompts } of points) {
    expect(prompts).toBe(6);
    const means = Array.from({ length: 6 }, (_, prompt) => {
      const drawn = draws(
        all.filter((r) => r.prompt === prompt),
        n,
      ).map((group) => group.reduce((top, r) => (r.reward > top.reward ? r : top)).won!);
      return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    });
    expect(won.value).toBeCloseTo(means.reduce((sum, value) => sum + value, 0) / 6, 12);
    expect(won.ci95![0]).toBeLessThan(won.value!);
  }
});

test('a reward that means something wins more with people the larger n, one that means nothing does not', () => {
  const good = bestOfN(responses(60, 16, 0.9))!;
  const empty = bestOfN(responses(60, 16, 0))!;
  expect(good.at(-1)!.won.value! - good[0]!.won.value!).toBeGreaterThan(0.2);
  expect(empty.at(-1)!.won.ci95![0]).toBeLessThan(empty[0]!.won.value!);
  expect(empty.at(-1)!.reward.value!).toBeGreaterThan(1);
  expect(good[0]!.won.value).toBeCloseTo(empty[0]!.won.value!, 1);
});

test('the divergence of best-of-n is log n − (n − 1)/n', () => {
  expect([1, 4, 16, 64].map(bestOfNDivergence)).toEqual([
    0,
    expect.closeTo(0.636, 3),
    expect.closeTo(1.835, 3),
    expect.closeTo(3.175, 3),
  ]);
});

test('prompts with one response say nothing, and without any other there is no curve', () => {
  expect(bestOfN(responses(5, 1, 1))).toBeNull();
  expect(bestOfN([])).toBeNull();
  expect(bestOfN(responses(5, 4, 1).map((r) => ({ ...r, won: null })))).toBeNull();
});
