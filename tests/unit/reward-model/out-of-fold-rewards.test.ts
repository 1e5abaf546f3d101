import { expect, test, vi } from 'vitest';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { noiseSensitivity } from '#lib/reward-model/noise-sensitivity';
import { outOfFoldRewards } from '#lib/reward-model/out-of-fold-rewards';
import { splitByPrompt } from '#lib/reward-model/split-by-prompt';
import { plantedPairs } from './planted-pairs';

vi.setConfig({ testTimeout: 120_000 });

const PAIRS = plantedPairs(240, 8, 6);
const now = () => 0;

test('each prompt is judged by a head that never saw it: what its labels say leaves no trace in its rewards', async () => {
  const input = { seed: 3, options: { units: 4, epochs: 2 }, folds: 3, now };
  const first = await outOfFoldRewards({ ...input, pairs: PAIRS });
  expect(first.folds).toBe(3);
  const fold = first.foldOf[0]!;
  const turned = PAIRS.map((pair, i) =>
    first.foldOf[i] === fold ? { ...pair, target: 1 - pair.target } : pair,
  );
  const second = await outOfFoldRewards({ ...input, pairs: turned });
  PAIRS.forEach((_, i) => {
    const same = first.rewardsA[i] === second.rewardsA[i] && first.rewardsB[i] === second.rewardsB[i];
    expect(same).toBe(first.foldOf[i] === fold);
  });
});

test('cancelling ends it with the reason, and one prompt is refused', async () => {
  const input = { pairs: PAIRS, seed: 1, options: { units: 4, epochs: 1 }, folds: 2, now };
  await expect(
    outOfFoldRewards({ ...input, signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
  await expect(
    outOfFoldRewards({ ...input, pairs: PAIRS.map((pair) => ({ ...pair, promptKey: 'one' })) }),
  ).rejects.toThrow(/promptFolds/);
});

test('turning labels round costs accuracy, more of them more; nothing turned is one fit without interval', async () => {
  const pairs = plantedPairs(600, 60, 2);
  const targets = Float64Array.from(pairs, ({ target }) => target);
  const labels = { targets, weights: new Float64Array(pairs.length).fill(1) };
  const split = splitByPrompt(
    pairs.map((pair) => pair.promptKey),
    1,
    { validation: 0, heldOut: 0.3 },
  );
  const points = (await noiseSensitivity(featureMatrix(pairs), labels, targets, split, {
    shares: [0, 0.2, 0.45],
    repeats: 4,
    seed: 1,
  }))!;
  expect(points[0]).toMatchObject({ turned: 0, ci95: null, repeats: 1 });
  expect(points[0]!.mean).toBeGreaterThan(points[1]!.mean);
  expect(points[1]!.mean).toBeGreaterThan(points[2]!.mean);
  expect(points[2]!.ci95![1]).toBeGreaterThan(points[2]!.mean);
});
