import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByPrompt } from '#lib/reward-model/split-by-prompt';

const SHARES = { validation: 0.1, heldOut: 0.2 };
const keys = (prompts: number, each: number) =>
  Array.from({ length: prompts * each }, (_, i) => `prompt ${i % prompts}`);

test('no prompt is ever in two parts, and every pair is in exactly one', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 300 }), fc.integer(), (promptKeys, seed) => {
      const split = splitByPrompt(promptKeys, seed, SHARES);
      const parts = [split.train, split.validation, split.heldOut];
      const indices = parts.flatMap((part) => [...part]);
      expect(indices.sort((x, y) => x - y)).toEqual(promptKeys.map((_, i) => i));
      const prompts = parts.map((part) => new Set([...part].map((i) => promptKeys[i])));
      expect(prompts.reduce((sum, set) => sum + set.size, 0)).toBe(new Set(promptKeys).size);
    }),
  );
});

test('the same seed gives the same split, another seed another one', () => {
  expect(splitByPrompt(keys(50, 3), 7, SHARES)).toEqual(splitByPrompt(keys(50, 3), 7, SHARES));
  expect(splitByPrompt(keys(50, 3), 7, SHARES)).not.toEqual(splitByPrompt(keys(50, 3), 8, SHARES));
});

test('with many prompts a prompt keeps its part when others arrive', () => {
  const before = splitByPrompt(keys(400, 1), 3, SHARES);
  const after = splitByPrompt(
    [...keys(400, 1), ...Array.from({ length: 200 }, (_, i) => `new ${i}`)],
    3,
    SHARES,
  );
  expect([...after.heldOut].filter((i) => i < 400)).toEqual([...before.heldOut]);
});

test('shares are met within a prompt or two, for few prompts and for many', () => {
  for (const [prompts, each] of [
    [13, 165],
    [40, 10],
    [2000, 2],
  ] as const) {
    for (let seed = 0; seed < 20; seed++) {
      const split = splitByPrompt(keys(prompts, each), seed, SHARES);
      const total = prompts * each;
      expect(Math.abs(split.heldOut.length / total - 0.2)).toBeLessThan(0.06);
      expect(Math.abs(split.validation.length / total - 0.1)).toBeLessThan(0.06);
    }
  }
});

test('few prompts: training first, then held-out, then validation', () => {
  const sizes = (prompts: number) => {
    const { train, validation, heldOut } = splitByPrompt(keys(prompts, 1), 1, SHARES);
    return [train.length, validation.length, heldOut.length];
  };
  expect(sizes(0)).toEqual([0, 0, 0]);
  expect(sizes(1)).toEqual([1, 0, 0]);
  expect(sizes(2)).toEqual([1, 0, 1]);
  expect(sizes(3)).toEqual([1, 1, 1]);
});

test('shares that leave nothing to train on are refused by name', () => {
  expect(() => splitByPrompt(['a'], 1, { validation: 0.5, heldOut: 0.5 })).toThrow(/splitByPrompt/);
  expect(() => splitByPrompt(['a'], Number.NaN, SHARES)).toThrow(/splitByPrompt/);
});
