import { expect, test } from 'vitest';
import { annotatorInfluence } from '#lib/reward-model/annotator-influence';
import { crossValidatedRewards } from '#lib/reward-model/cross-validated-rewards';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { learningCurve } from '#lib/reward-model/learning-curve';
import { decidedAccuracy } from '#lib/reward-model/preference-loss';
import { promptFolds } from '#lib/reward-model/prompt-folds';
import { rewardScorer } from '#lib/reward-model/score-responses';
import { sparseFit } from '#lib/reward-model/sparse-fit';
import { splitByPrompt } from '#lib/reward-model/split-by-prompt';
import { seededRandom } from '#lib/statistics/random';
import { plantedPairs } from './planted-pairs';

const PAIRS = plantedPairs(600, 60, 21);
const MATRIX = featureMatrix(PAIRS);
const KEYS = PAIRS.map((pair) => pair.promptKey);
const LABELS = {
  targets: Float64Array.from(PAIRS, (pair) => pair.target),
  weights: Float64Array.from(PAIRS, (pair) => pair.weight),
};
const SPLIT = splitByPrompt(KEYS, 1, { validation: 0, heldOut: 0.3 });

test('the sparse fit learns a planted preference on prompts it has never seen, the same one each time', () => {
  const { rewards, model } = sparseFit(MATRIX, LABELS, SPLIT.train);
  expect(decidedAccuracy(MATRIX, rewards, LABELS.targets, SPLIT.heldOut)).toBeGreaterThan(0.85);
  expect(sparseFit(MATRIX, LABELS, SPLIT.train).model).toEqual(model);
});

test('its model scores texts exactly as the fit did', () => {
  const { rewards, model } = sparseFit(MATRIX, LABELS, SPLIT.train);
  const scorer = rewardScorer(model);
  for (const i of [0, 100, 599]) {
    const { prompt, responseA, responseB } = PAIRS[i]!;
    expect(scorer.score(prompt, responseA).raw).toBeCloseTo(rewards[MATRIX.rowsA[i]!]!, 6);
    expect(scorer.score(prompt, responseB).raw).toBeCloseTo(rewards[MATRIX.rowsB[i]!]!, 6);
  }
});

test('the order of the pairs and their sides change nothing, a common factor of the weights neither', () => {
  const reference = sparseFit(MATRIX, LABELS, SPLIT.train).rewards;
  const weights = LABELS.weights.map((weight) => 4 * weight);
  const reordered = sparseFit(MATRIX, { ...LABELS, weights }, SPLIT.train.toReversed()).rewards;
  const turned = PAIRS.map((pair) => ({
    ...pair,
    responseA: pair.responseB,
    responseB: pair.responseA,
    target: 1 - pair.target,
  }));
  const matrix = featureMatrix(turned);
  const other = sparseFit(
    matrix,
    { ...LABELS, targets: LABELS.targets.map((q) => 1 - q) },
    SPLIT.train,
  ).rewards;
  SPLIT.heldOut.forEach((pair) => {
    const difference = reference[MATRIX.rowsA[pair]!]! - reference[MATRIX.rowsB[pair]!]!;
    expect(reordered[MATRIX.rowsA[pair]!]! - reordered[MATRIX.rowsB[pair]!]!).toBeCloseTo(difference, 4);
    expect(other[matrix.rowsB[pair]!]! - other[matrix.rowsA[pair]!]!).toBeCloseTo(difference, 4);
  });
});

test('held-out pairs leave no trace in the fit', () => {
  const garbled = LABELS.targets.map((target, pair) => (SPLIT.heldOut.includes(pair) ? 1 - target : target));
  const { model } = sparseFit(MATRIX, { ...LABELS, targets: garbled }, SPLIT.train);
  expect(model).toEqual(sparseFit(MATRIX, LABELS, SPLIT.train).model);
});

test('folds never share a prompt and are of about equal size', () => {
  const folds = promptFolds(KEYS, 5, 3);
  const foldsOfPrompt = new Map<string, Set<number>>();
  folds.forEach((fold, i) => {
    foldsOfPrompt.set(KEYS[i]!, (foldsOfPrompt.get(KEYS[i]!) ?? new Set()).add(fold));
  });
  expect([...foldsOfPrompt.values()].every((set) => set.size === 1)).toBe(true);
  for (let fold = 0; fold < 5; fold++) expect(folds.filter((own) => own === fold)).toHaveLength(120);
  expect(new Set(promptFolds(['a', 'a', 'b'], 10, 1)).size).toBe(2);
  expect(() => promptFolds(['a', 'a'], 2, 1)).toThrow(/promptFolds/);
});

test('cross-validated rewards come from fits that never saw the prompt', () => {
  const { rewardsA, rewardsB } = crossValidatedRewards(MATRIX, LABELS, KEYS, { folds: 4, seed: 1 });
  const folds = promptFolds(KEYS, 4, 1);
  const training = Int32Array.from(KEYS.keys()).filter((pair) => folds[pair] !== folds[7]);
  const { rewards } = sparseFit(MATRIX, LABELS, training);
  expect(rewardsA[7]).toBe(rewards[MATRIX.rowsA[7]!]);
  expect(rewardsB[7]).toBe(rewards[MATRIX.rowsB[7]!]);
});

test('a learning curve rises with the pairs where there is something to learn', async () => {
  const options = { sizes: [20, 100, 9_999], repeats: 3, seed: 4 };
  const curve = (await learningCurve(MATRIX, LABELS, KEYS, SPLIT, options))!;
  expect(curve.map(({ pairs }) => pairs)).toEqual([20, 100, SPLIT.train.length]);
  expect(curve[2]!.mean).toBeGreaterThan(curve[0]!.mean + 0.05);
  // With all pairs there is nothing left to choose.
  expect(new Set(curve[2]!.accuracies).size).toBe(1);
});

test('leaving out the annotator who turns every label helps, leaving out a good one does not', async () => {
  const random = seededRandom(5);
  const columns = { pairs: [] as number[], annotators: [] as number[], values: [] as number[] };
  PAIRS.forEach((pair, index) => {
    for (let annotator = 0; annotator < 4; annotator++) {
      if (random.next() < 0.4) continue;
      columns.pairs.push(index);
      columns.annotators.push(annotator);
      columns.values.push(annotator === 3 ? 1 - pair.target : pair.target);
    }
  });
  const labels = {
    pairs: Int32Array.from(columns.pairs),
    annotators: Int32Array.from(columns.annotators),
    values: Float64Array.from(columns.values),
    pairCount: PAIRS.length,
    annotatorCount: 5,
  };
  const influence = await annotatorInfluence(MATRIX, labels, SPLIT, [0, 3, 4]);
  expect(influence.map(({ annotator }) => annotator)).toEqual([0, 3]);
  expect(influence[0]!.logLossGain).toBeGreaterThan(0);
  expect(influence[1]!.logLossGain).toBeLessThan(0);
  const cancelled = annotatorInfluence(MATRIX, labels, SPLIT, [0], AbortSignal.abort(new Error('enough')));
  await expect(cancelled).rejects.toThrow('enough');
});

test('nothing to fit is refused by name', () => {
  expect(() => sparseFit(MATRIX, LABELS, new Int32Array(0))).toThrow(/sparseFit/);
});
