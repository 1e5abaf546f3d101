import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { loadTensorFlow, type TensorFlowBackend } from '#lib/reward-model/load-tensorflow';
import { decidedAccuracy } from '#lib/reward-model/preference-loss';
import { rewardScorer, scoreWithTensorFlow } from '#lib/reward-model/score-responses';
import { sparseFit } from '#lib/reward-model/sparse-fit';
import { type TrainedRewardModel, trainRewardModel } from '#lib/reward-model/train-reward-model';
import { plantedPairs } from '#tests/unit/reward-model/planted-pairs';
import { type BenchRow, keepRows, printRows, verdict } from './bench-rows';

/*
 * What training on 10,000 pairs costs by backend, beside the sparse fit, and how fast a model scores; simulated
 * responses of about 130 words, 15 % of the labels turned. Times are CPU seconds of this process, which a busy machine
 * does not stretch as it does the clock.
 */
const PAIRS = 10_000;
const BACKENDS: TensorFlowBackend[] = ['tensorflow', 'wasm', 'cpu'];
/** Epochs of a whole training; plain JavaScript is measured on one, the rest would take minutes and say the same. */
const EPOCHS: Record<TensorFlowBackend, number> = { tensorflow: 4, wasm: 4, cpu: 1 };
const LEAST_PER_SECOND = 2000;

const pairs = plantedPairs(PAIRS, 2_000, 1, 0.15, 110);
const targets = Float64Array.from(pairs, (pair) => pair.target);
const rows: BenchRow[] = [];
const add = (...more: BenchRow[]) => {
  rows.push(...more);
  printRows(more);
};

function cpuSeconds(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}

const readingClock = cpuSeconds();
const matrix = featureMatrix(pairs);
const reading = readingClock();
add({ metric: `features of ${matrix.rowCount} responses`, value: reading, unit: 's' });

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

let trained: TrainedRewardModel | null = null;
for (const backend of BACKENDS) {
  const tensorFlow = await loadTensorFlow(backend).catch(() => null);
  if (!tensorFlow) {
    console.log(`${backend}: not available on this machine`);
    continue;
  }
  const training = cpuSeconds();
  const result = await trainRewardModel({
    pairs,
    seed: 1,
    now: () => performance.now(),
    tensorFlow,
    options: { epochs: EPOCHS[backend] },
  });
  const seconds = training() - reading;
  const epochs = result.history.length;
  add(
    { metric: `${backend}: ${epochs} epochs, ${result.steps} steps, texts read`, value: seconds, unit: 's' },
    { metric: `${backend}: per epoch`, value: seconds / epochs, unit: 's' },
    {
      metric: `${backend}: held-out accuracy after that (0.85 is the best possible)`,
      value: heldOutAccuracy(result),
      unit: 'share',
    },
  );
  trained ??= result;
}

if (trained) {
  const fitting = cpuSeconds();
  const weights = new Float64Array(PAIRS).fill(1);
  const { rewards } = sparseFit(matrix, { targets, weights }, trained.split.train);
  add({
    metric: `sparse fit of ${trained.split.train.length} pairs, features given`,
    value: fitting(),
    unit: 's',
  });
  const accuracy = decidedAccuracy(matrix, rewards, targets, trained.split.heldOut);
  add({ metric: 'sparse fit: held-out accuracy', value: accuracy ?? Number.NaN, unit: 'share' });

  const requests = pairs.slice(0, 3_000).map(({ prompt, responseA }) => ({ prompt, response: responseA }));
  const scorer = rewardScorer(trained.model);
  scorer.scoreAll(requests.slice(0, 500));
  const scoring = cpuSeconds();
  const plain = scorer.scoreAll(requests);
  add({
    metric: 'scoring on one core without TensorFlow, responses of 130 words',
    value: requests.length / scoring(),
    unit: '/s',
    goal: [LEAST_PER_SECOND, Infinity],
  });
  for (const backend of BACKENDS) {
    const tensorFlow = await loadTensorFlow(backend).catch(() => null);
    if (!tensorFlow) continue;
    const some = requests.slice(0, backend === 'cpu' ? 300 : requests.length);
    const dense = cpuSeconds();
    const scores = scoreWithTensorFlow(tensorFlow.tf, trained.model, some);
    add(
      { metric: `scoring with TensorFlow on ${backend}`, value: some.length / dense(), unit: '/s' },
      {
        metric: `largest difference of a score on ${backend} from the one without TensorFlow, millionths`,
        value: 1e6 * Math.max(...scores.map(({ raw }, i) => Math.abs(raw - plain[i]!.raw))),
        unit: '',
        goal: [0, 10],
      },
    );
  }
}

keepRows('reward', rows, { anew: true });
console.log(verdict(rows));
