import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { loadTensorFlow, type TensorFlowBackend } from '#lib/reward-model/load-tensorflow';
import { decidedAccuracy } from '#lib/reward-model/preference-loss';
import { rewardScorer, scoreWithTensorFlow } from '#lib/reward-model/score-responses';
import { sparseFit } from '#lib/reward-model/sparse-fit';
import { type TrainedRewardModel, trainRewardModel } from '#lib/reward-model/train-reward-model';
import { plantedPairs } from '#tests/unit/reward-model/planted-pairs';

/**
 * What training on 10,000 pairs costs by backend, beside the sparse fit, and how fast a model scores; simulated
 * responses of about 130 words, 15 % of the labels turned. Times are CPU seconds of this process, which a busy machine
 * does not stretch as it does the clock.
 */
const PAIRS = 10_000;
const pairs = plantedPairs(PAIRS, 2_000, 1, 0.15, 110);
const rows: { metric: string; value: number; unit: string }[] = [];

function cpuSeconds(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}

function record(metric: string, value: number, unit: string): void {
  rows.push({ metric, value, unit });
  console.log(`${metric.padEnd(62)} ${value.toFixed(value < 10 ? 3 : 0).padStart(9)} ${unit}`);
}

const readingClock = cpuSeconds();
const matrix = featureMatrix(pairs);
const reading = readingClock();
record(`features of ${matrix.rowCount} responses`, reading, 's');

/** Accuracy on the held-out pairs; with 15 % turned labels the best possible is 0.85. */
function heldOutAccuracy({ model, split }: TrainedRewardModel): number {
  const scorer = rewardScorer(model);
  const rewards = new Float64Array(matrix.rowCount);
  for (const pair of split.heldOut) {
    const { prompt, responseA, responseB } = pairs[pair]!;
    rewards[matrix.rowsA[pair]!] = scorer.score(prompt, responseA).raw;
    rewards[matrix.rowsB[pair]!] = scorer.score(prompt, responseB).raw;
  }
  return decidedAccuracy(matrix, rewards, targets, split.heldOut) ?? Number.NaN;
}

const targets = Float64Array.from(pairs, (pair) => pair.target);
const weights = new Float64Array(PAIRS).fill(1);
let trained: TrainedRewardModel | null = null;
for (const backend of ['tensorflow', 'wasm', 'cpu'] as TensorFlowBackend[]) {
  const tensorFlow = await loadTensorFlow(backend).catch(() => null);
  if (!tensorFlow) {
    console.log(`${backend}: not available on this machine`);
    continue;
  }
  const input = { pairs, seed: 1, now: () => performance.now(), tensorFlow };
  const warming = cpuSeconds();
  await trainRewardModel({ ...input, options: { epochs: 1 } });
  const one = warming();
  // Plain JavaScript is measured on one epoch only; the rest would take minutes and say the same.
  if (backend === 'cpu') {
    record('cpu: 1 epoch with reading the texts', one, 's');
    record('cpu: per epoch', one - reading, 's');
    continue;
  }
  const training = cpuSeconds();
  const result = await trainRewardModel(input);
  const seconds = training();
  record(
    `${backend}: until early stopping (${result.history.length} epochs, ${result.steps} steps)`,
    seconds,
    's',
  );
  record(`${backend}: per epoch`, (seconds - one) / (result.history.length - 1), 's');
  record(`${backend}: held-out accuracy (0.85 is the best possible)`, heldOutAccuracy(result), 'share');
  trained ??= result;
}

if (trained) {
  const fitting = cpuSeconds();
  const { rewards } = sparseFit(matrix, { targets, weights }, trained.split.train);
  record(`sparse fit of ${trained.split.train.length} pairs, features given`, fitting(), 's');
  const accuracy = decidedAccuracy(matrix, rewards, targets, trained.split.heldOut);
  record('sparse fit: held-out accuracy', accuracy ?? Number.NaN, 'share');

  const requests = pairs.slice(0, 3_000).map(({ prompt, responseA }) => ({ prompt, response: responseA }));
  const scorer = rewardScorer(trained.model);
  scorer.scoreAll(requests.slice(0, 500));
  const scoring = cpuSeconds();
  scorer.scoreAll(requests);
  record('scoring without TensorFlow, responses of 130 words', requests.length / scoring(), '/s');
  const { tf, backend } = await loadTensorFlow();
  const dense = cpuSeconds();
  scoreWithTensorFlow(tf, trained.model, requests);
  record(`scoring with TensorFlow on ${backend}`, requests.length / dense(), '/s');
}

const folder = path.resolve('tests/bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'reward.json'), `${JSON.stringify(rows, null, 2)}\n`);
