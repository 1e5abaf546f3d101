import { beforeAll, expect, test, vi } from 'vitest';
import { loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import { type RewardModel, readRewardModel, writeRewardModel } from '#lib/reward-model/reward-model-file';
import { rewardScorer, scoreWithTensorFlow } from '#lib/reward-model/score-responses';
import { trainRewardModel } from '#lib/reward-model/train-reward-model';
import { plantedPairs } from './planted-pairs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PAIRS = plantedPairs(300, 30, 9);
const REQUESTS = PAIRS.flatMap(({ prompt, responseA, responseB }) => [
  { prompt, response: responseA },
  { prompt, response: `${responseB}\n\n- 漢字 and more?` },
]).concat([{ prompt: [], response: '' }]);
let model: RewardModel;

beforeAll(async () => {
  const trained = await trainRewardModel({ pairs: PAIRS, seed: 2, now: () => 0, about: { snapshot: 'abc' } });
  model = trained.model;
});

test('a model read back from its file scores exactly as before, and keeps what it was told', () => {
  const read = readRewardModel(writeRewardModel(model));
  expect(read).toEqual(model);
  expect(read.about).toMatchObject({ snapshot: 'abc', seed: 2 });
  expect(rewardScorer(read).scoreAll(REQUESTS)).toEqual(rewardScorer(model).scoreAll(REQUESTS));
});

test('a file inside a larger buffer is read all the same', () => {
  const bytes = writeRewardModel(model);
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 3);
  expect(readRewardModel(larger.subarray(3, 3 + bytes.length))).toEqual(model);
});

test.for(['wasm', 'cpu', 'tensorflow'] as const)(
  'the plain scorer and TensorFlow on %s agree to 1e-5',
  async (backend, { skip }) => {
    const loaded = await loadTensorFlow(backend).catch((error: Error) => error);
    // Native TensorFlow comes with a binary that not every machine could download; the other two are always there.
    if (loaded instanceof Error) {
      if (backend === 'tensorflow') return skip(`native TensorFlow is not installed: ${loaded.message}`);
      throw loaded;
    }
    const { tf } = loaded;
    const plain = rewardScorer(model).scoreAll(REQUESTS);
    const dense = scoreWithTensorFlow(tf, model, REQUESTS);
    expect(tf.getBackend()).toBe(backend);
    expect(dense).toHaveLength(REQUESTS.length);
    expect(new Set(plain.map(({ raw }) => raw)).size).toBeGreaterThan(500);
    plain.forEach((score, i) => {
      expect(Math.abs(score.raw - dense[i]!.raw)).toBeLessThan(1e-5);
      expect(Math.abs(score.normalised - dense[i]!.normalised)).toBeLessThan(1e-5);
    });
    expect(tf.memory().numTensors).toBe(0);
  },
);

test('the order and the company of requests change no score', () => {
  const scorer = rewardScorer(model);
  const all = scorer.scoreAll(REQUESTS);
  expect([...REQUESTS].reverse().map(({ prompt, response }) => scorer.score(prompt, response))).toEqual(
    all.toReversed(),
  );
});

test('a foreign, cut, changed or newer file is refused by name', () => {
  const bytes = writeRewardModel(model);
  const changed = bytes.slice();
  changed[bytes.length - 10]! ^= 4;
  expect(() => readRewardModel(new TextEncoder().encode('{"not":"a model, only some JSON"}'))).toThrow(
    /readRewardModel/,
  );
  expect(() => readRewardModel(new Uint8Array(0))).toThrow(/readRewardModel/);
  expect(() => readRewardModel(bytes.subarray(0, bytes.length - 4))).toThrow(/damaged/);
  expect(() => readRewardModel(changed)).toThrow(/damaged/);
});
