import { describe, expect, it } from 'vitest';
import { populationStability } from '#lib/reward-model/population-stability';
import {
  addRequest,
  binOf,
  emptyHistogram,
  LENGTH_EDGES,
  REWARD_EDGES,
  sumHistograms,
} from '#lib/reward-model/traffic-histogram';
import { seededRandom } from '#lib/statistics/random';

const sample = (n: number, shift: number, seed: number) => {
  const random = seededRandom(seed);
  const histogram = emptyHistogram();
  for (let i = 0; i < n; i++) addRequest(histogram, [{ reward: random.normal() + shift, length: 200 }]);
  return histogram.reward;
};

describe('a traffic histogram', () => {
  it('puts a value into the bin whose lower end it reaches', () => {
    expect(binOf(-99, REWARD_EDGES)).toBe(0);
    expect(binOf(-4, REWARD_EDGES)).toBe(1);
    expect(binOf(0.1, REWARD_EDGES)).toBe(17);
    expect(binOf(99, REWARD_EDGES)).toBe(REWARD_EDGES.length);
    expect(binOf(8, LENGTH_EDGES)).toBe(1);
  });

  it('counts a request as one, however many responses it has, and adds up', () => {
    const [one, other] = [emptyHistogram(), emptyHistogram()];
    addRequest(one, [
      { reward: 0, length: 10 },
      { reward: 2, length: 10 },
    ]);
    addRequest(one, []);
    addRequest(other, [{ reward: 0, length: 10 }]);
    const sum = sumHistograms([one, other]);
    expect(sum).toMatchObject({ requests: 2, responses: 3 });
    expect(sum.reward[binOf(0, REWARD_EDGES)]).toBe(1.5);
    expect(sum.length.reduce((total, count) => total + count, 0)).toBe(2);
  });
});

describe('populationStability', () => {
  it('is calibrated: without a shift p lies below 0.05 in about one of twenty', () => {
    let low = 0;
    const tries = 400;
    for (let seed = 1; seed <= tries; seed++)
      if (populationStability(sample(200, 0, seed), sample(150, 0, seed + 5000), seed)!.pValue < 0.05) low++;
    expect(low / tries).toBeGreaterThan(0.02);
    expect(low / tries).toBeLessThan(0.08);
  });

  it('finds a shift of a deviation, and says how large the index is without one', () => {
    const shifted = populationStability(sample(300, 0, 1), sample(300, 1, 2), 1)!;
    expect(shifted.psi).toBeGreaterThan(0.5);
    expect(shifted.pValue).toBeLessThan(0.001);
    expect(shifted.baseline).toHaveLength(shifted.groups.length);
    expect(shifted.groups.length).toBeGreaterThanOrEqual(8);
    expect(shifted.psiWithoutShift).toBeLessThan(0.1);
  });

  it('covers every bin once, says nothing of too little, and refuses nonsense', () => {
    const { groups } = populationStability(sample(300, 0, 1), sample(300, 0, 2), 1)!;
    expect(groups[0]![0]).toBe(0);
    expect(groups.at(-1)![1]).toBe(REWARD_EDGES.length);
    for (const [i, [first]] of groups.slice(1).entries()) expect(first).toBe(groups[i]![1] + 1);
    expect(populationStability(sample(20, 0, 1), sample(300, 0, 2), 1)).toBeNull();
    expect(() => populationStability([1], [1, 2], 1)).toThrow(RangeError);
    expect(() => populationStability([-1, 40], [1, 40], 1)).toThrow(RangeError);
  });
});
