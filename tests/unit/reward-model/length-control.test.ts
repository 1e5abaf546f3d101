import { expect, test, vi } from 'vitest';
import { heldOutReport } from '#lib/reward-model/held-out-report';
import type { PreferencePair } from '#lib/reward-model/preference-pair';
import { rewardScorer } from '#lib/reward-model/score-responses';
import { trainRewardModel } from '#lib/reward-model/train-reward-model';
import { seededRandom } from '#lib/statistics/random';

vi.setConfig({ testTimeout: 120_000 });

/** Pairs in which people prefer the longer response, whatever it says. */
function longerWins(count: number): PreferencePair[] {
  const random = seededRandom(9);
  const words = 'the small plain thing often helps when people make it with each other'.split(' ');
  const text = () =>
    Array.from({ length: 5 + random.integer(60) }, () => words[random.integer(words.length)]!).join(' ');
  return Array.from({ length: count }, (_, i) => {
    const [responseA, responseB] = [text(), text()];
    return {
      promptKey: `p${i % 40}`,
      prompt: [{ role: 'user', content: `Question ${i % 40}` }],
      responseA,
      responseB,
      target: Number(responseA.length > responseB.length),
      weight: 1,
    };
  });
}

test('with length control the reward no longer goes along with length within a prompt', async () => {
  const pairs = longerWins(400);
  const train = async (lengthControl: 'none' | 'residual') => {
    const { model, split, lengthSlope } = await trainRewardModel({
      pairs,
      seed: 1,
      options: { units: 8, epochs: 5, lengthControl },
      now: () => 0,
    });
    const scorer = rewardScorer(model);
    const of = (indices: Int32Array) => {
      const chosen = [...indices].map((i) => pairs[i]!);
      const rewards = (side: 'responseA' | 'responseB') =>
        Float64Array.from(chosen, (pair) => scorer.score(pair.prompt, pair[side]).raw);
      return heldOutReport(chosen, rewards('responseA'), rewards('responseB'));
    };
    return { trained: of(split.train), heldOut: of(split.heldOut), lengthSlope };
  };
  const [free, controlled] = [await train('none'), await train('residual')];
  expect(free.lengthSlope).toBe(0);
  expect(free.heldOut.accuracy.value!).toBeGreaterThan(0.85);
  expect(free.heldOut.length.correlation.withinPrompt!).toBeGreaterThan(0.8);
  expect(controlled.lengthSlope).toBeGreaterThan(0.2);
  // The feature is standardised log characters, cut at five deviations: what the report reads is nearly the same.
  expect(Math.abs(controlled.trained.length.correlation.withinPrompt!)).toBeLessThan(0.02);
  expect(Math.abs(controlled.heldOut.length.correlation.withinPrompt!)).toBeLessThan(0.5);
  expect(controlled.heldOut.accuracy.value!).toBeLessThan(free.heldOut.accuracy.value!);
});

test('a margin asks for a greater distance between the rewards', async () => {
  const distance = async (margin: number) => {
    const pairs = longerWins(300).map((pair) => ({ ...pair, margin: pair.target === 1 ? margin : -margin }));
    const { model } = await trainRewardModel({
      pairs,
      seed: 1,
      options: { units: 8, epochs: 5 },
      now: () => 0,
    });
    const scorer = rewardScorer(model);
    const [longer, shorter] = ['the small plain thing often helps when people make it', 'the small'];
    return scorer.score(pairs[0]!.prompt, longer!).raw - scorer.score(pairs[0]!.prompt, shorter!).raw;
  };
  expect(await distance(1)).toBeGreaterThan((await distance(0)) + 0.1);
});
