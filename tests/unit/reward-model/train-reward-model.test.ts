import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type LoadedTensorFlow, loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import type { PreferencePair } from '#lib/reward-model/preference-pair';
import { writeRewardModel } from '#lib/reward-model/reward-model-file';
import { rewardScorer } from '#lib/reward-model/score-responses';
import { type TrainingProgress, trainRewardModel } from '#lib/reward-model/train-reward-model';
import { plantedPairs } from './planted-pairs';

// Several short trainings per test on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const PAIRS = plantedPairs(240, 40, 1);
const QUICK = { units: 8, epochs: 3 };
const PROMPT = [{ role: 'user', content: 'Which?' }];
let ticks = 0;
const now = () => ticks++;
let tensorFlow: LoadedTensorFlow;

beforeAll(async () => {
  tensorFlow = await loadTensorFlow();
});

afterEach(() => {
  expect(tensorFlow.tf.memory().numTensors).toBe(0);
});

function accuracy(pairs: readonly PreferencePair[], model: Parameters<typeof rewardScorer>[0]): number {
  const scorer = rewardScorer(model);
  const decided = pairs.filter((pair) => pair.target !== 0.5);
  const right = decided.filter((pair) => {
    const difference =
      scorer.score(pair.prompt, pair.responseA).raw - scorer.score(pair.prompt, pair.responseB).raw;
    return difference > 0 === pair.target > 0.5;
  });
  return right.length / decided.length;
}

test('it learns a planted preference, on prompts it has never seen', async () => {
  const pairs = plantedPairs(600, 100, 2, 0.1);
  const { model, split, history } = await trainRewardModel({ pairs, seed: 1, now });
  const heldOut = [...split.heldOut].map((i) => pairs[i]!);
  // 10 % of the labels are turned, so 0.9 is the best any model can do.
  expect(accuracy(heldOut, model)).toBeGreaterThan(0.75);
  expect(history.at(-1)!.trainLoss).toBeLessThan(history[0]!.trainLoss);
});

test('the same seed gives the same model bit for bit, another seed another model', async () => {
  const file = async (seed: number) =>
    writeRewardModel((await trainRewardModel({ pairs: PAIRS, seed, options: QUICK, now })).model);
  const [one, again, other] = [await file(5), await file(5), await file(6)];
  expect(one).toEqual(again);
  expect(one).not.toEqual(other);
});

test('a training resumed from any step ends with exactly the weights of one that ran through', async () => {
  const saves: Uint8Array<ArrayBuffer>[] = [];
  const through = await trainRewardModel({
    pairs: PAIRS,
    seed: 3,
    options: QUICK,
    now,
    checkpoint: { everyMs: 0, save: (bytes) => void saves.push(bytes) },
  });
  expect(saves).toHaveLength(through.steps);
  for (const at of [0, Math.floor(saves.length / 2), saves.length - 1]) {
    const resumed = await trainRewardModel({
      pairs: PAIRS,
      seed: 3,
      options: QUICK,
      now,
      checkpoint: { resumeFrom: saves[at]! },
    });
    expect(resumed.resumed).toEqual({ fromStep: at + 1, ignored: null });
    expect(writeRewardModel(resumed.model)).toEqual(writeRewardModel(through.model));
    expect(resumed.history).toEqual(through.history);
  }
});

test('a checkpoint of another training, or a damaged one, is ignored and the result says why', async () => {
  const saves: Uint8Array<ArrayBuffer>[] = [];
  const options = { ...QUICK, epochs: 1 };
  const checkpoint = { everyMs: 0, save: (bytes: Uint8Array<ArrayBuffer>) => void saves.push(bytes) };
  const first = await trainRewardModel({ pairs: PAIRS, seed: 3, options, now, checkpoint });
  const damaged = saves[2]!.slice();
  damaged[damaged.length - 5]! ^= 1;
  for (const [resumeFrom, seed, why] of [
    [saves[2]!, 4, /another training/],
    [damaged, 3, /damaged/],
    [new Uint8Array(3), 3, /not a/],
  ] as const) {
    const { resumed, model } = await trainRewardModel({
      pairs: PAIRS,
      seed,
      options,
      now,
      checkpoint: { resumeFrom },
    });
    expect(resumed.fromStep).toBeNull();
    expect(resumed.ignored).toMatch(why);
    if (seed === 3) expect(writeRewardModel(model)).toEqual(writeRewardModel(first.model));
  }
});

test('cancelling rejects with the reason, between two steps, after a last save', async () => {
  const controller = new AbortController();
  let saved = 0;
  const running = trainRewardModel({
    pairs: PAIRS,
    seed: 1,
    options: QUICK,
    now,
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('stopped by a lead')),
    checkpoint: { everyMs: Infinity, save: () => void saved++ },
  });
  await expect(running).rejects.toThrow('stopped by a lead');
  expect(saved).toBe(1);
});

test('progress counts up to at most the announced steps and never reports a number that is none', async () => {
  const seen: TrainingProgress[] = [];
  let clock = 0;
  const slow = () => {
    clock += 100;
    return clock;
  };
  await trainRewardModel({
    pairs: PAIRS,
    seed: 1,
    options: QUICK,
    now: slow,
    onProgress: (p) => seen.push(p),
  });
  expect(seen.length).toBeGreaterThan(3);
  seen.forEach((progress, i) => {
    expect(progress.step).toBeLessThanOrEqual(progress.steps);
    expect(progress.step).toBeGreaterThan(seen[i - 1]?.step ?? 0);
    expect(progress.epoch).toBeLessThanOrEqual(progress.epochs);
    for (const value of Object.values(progress)) expect(value === null || Number.isFinite(value)).toBe(true);
  });
  expect(seen.at(-1)!.validationLoss).not.toBeNull();
  expect(seen.at(-1)!.secondsLeft).toBe(0);
});

test('timers of the worker run while it trains', async () => {
  let fired = 0;
  const timer = setInterval(() => fired++, 1);
  await trainRewardModel({ pairs: PAIRS, seed: 1, options: QUICK, now });
  clearInterval(timer);
  expect(fired).toBeGreaterThan(5);
});

test('a soft label sets the probability that the model learns', async () => {
  const pairs = (target: number): PreferencePair[] =>
    Array.from({ length: 64 }, (_, i) => ({
      promptKey: `p${i % 10}`,
      prompt: PROMPT,
      responseA: 'alpha alpha alpha',
      responseB: 'beta beta beta',
      target,
      weight: 1,
    }));
  for (const target of [0.5, 0.7, 0.9]) {
    // No prior and no centring: both draw rewards together on purpose.
    const ridge = { length: 0, hand: 0, words: 0, hidden: 0 };
    const options = { ...QUICK, epochs: 60, patience: 60, learningRate: 0.05, centring: 0, ridge };
    const { model } = await trainRewardModel({ pairs: pairs(target), seed: 1, options, now });
    const scorer = rewardScorer(model);
    const difference =
      scorer.score(PROMPT, 'alpha alpha alpha').raw - scorer.score(PROMPT, 'beta beta beta').raw;
    expect(1 / (1 + Math.exp(-difference))).toBeCloseTo(target, 2);
  }
});

test('weights decide between contradicting labels, and a pair of weight 0 changes nothing', async () => {
  const contradicting = (weightA: number, weightB: number) =>
    plantedPairs(120, 12, 4).flatMap((pair) => [
      { ...pair, target: 1, responseA: 'alpha words here', responseB: 'beta words there', weight: weightA },
      { ...pair, target: 0, responseA: 'alpha words here', responseB: 'beta words there', weight: weightB },
    ]);
  const difference = async (pairs: PreferencePair[]) => {
    const options = { ...QUICK, learningRate: 0.02 };
    const { model } = await trainRewardModel({ pairs, seed: 1, options, now });
    const scorer = rewardScorer(model);
    return scorer.score(PROMPT, 'alpha words here').raw - scorer.score(PROMPT, 'beta words there').raw;
  };
  expect(await difference(contradicting(3, 1))).toBeGreaterThan(0.1);
  expect(await difference(contradicting(1, 3))).toBeLessThan(-0.1);
  const clean = await difference(contradicting(1, 0));
  const mute = contradicting(1, 0).map((pair) => (pair.weight === 0 ? { ...pair, target: 0.123 } : pair));
  expect(await difference(mute)).toBe(clean);
});

test('degenerate pairs train to finite rewards: ties only, one prompt, equal and empty responses', async () => {
  const cases: PreferencePair[][] = [
    PAIRS.slice(0, 60).map((pair) => ({ ...pair, target: 0.5 })),
    PAIRS.slice(0, 20).map((pair) => ({ ...pair, promptKey: 'one' })),
    PAIRS.slice(0, 20).map((pair) => ({ ...pair, responseA: '', responseB: '' })),
    PAIRS.slice(0, 1),
  ];
  for (const pairs of cases) {
    const { model } = await trainRewardModel({ pairs, seed: 1, options: QUICK, now });
    expect(model.head.weights.every(Number.isFinite)).toBe(true);
    const { raw, normalised } = rewardScorer(model).score(PROMPT, 'anything at all');
    expect(Number.isFinite(raw) && Number.isFinite(normalised)).toBe(true);
  }
});

test('rewards of the training responses are normalised to mean 0 and deviation 1', async () => {
  const { model, split } = await trainRewardModel({ pairs: PAIRS, seed: 1, options: QUICK, now });
  const scorer = rewardScorer(model);
  const distinct = new Map<string, number>();
  for (const i of split.train) {
    const { prompt, responseA, responseB } = PAIRS[i]!;
    for (const response of [responseA, responseB])
      distinct.set(prompt[0]!.content + response, scorer.score(prompt, response).normalised);
  }
  const values = [...distinct.values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean).toBeCloseTo(0, 6);
  expect(Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)).toBeCloseTo(
    1,
    6,
  );
});

test('malformed pairs and options are refused by name', async () => {
  const pair = PAIRS[0]!;
  for (const [pairs, options] of [
    [[{ ...pair, target: 1.1 }], {}],
    [[{ ...pair, target: Number.NaN }], {}],
    [[{ ...pair, weight: -1 }], {}],
    [[{ ...pair, weight: 0 }], {}],
    [[], {}],
    [[pair], { learningRate: 0 }],
    [[pair], { batchPairs: 1.5 }],
  ] as const)
    await expect(trainRewardModel({ pairs, seed: 1, options, now })).rejects.toThrow(/^trainRewardModel: /);
});
