import { annotatorInfluence } from '#lib/reward-model/annotator-influence';
import { bestOfN, type RankedResponse } from '#lib/reward-model/best-of-n';
import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { formatCorrelations } from '#lib/reward-model/format-correlation';
import { heldOutReport } from '#lib/reward-model/held-out-report';
import { histogram } from '#lib/reward-model/histogram';
import { learningCurve } from '#lib/reward-model/learning-curve';
import { murmurHash } from '#lib/reward-model/murmur-hash';
import { noiseSensitivity } from '#lib/reward-model/noise-sensitivity';
import { sigmoid } from '#lib/reward-model/preference-loss';
import { sparseFit } from '#lib/reward-model/sparse-fit';
import { SIDE_A, TIE } from '#lib/reward-model/trusted-labels';
import type { Judgement } from './judge-run';
import { places, runSlices } from './run-slices';
import type { TrainingPairs } from './training-pairs';
import type { TrainingDiagnosis } from './training-report';

/** Sparse fits are many; with more pairs than this they use a part of them, chosen by prompt. */
const MOST_TRAIN_PAIRS = 3000;
const MOST_HELD_OUT_PAIRS = 3000;
const MOST_ANNOTATORS = 40;
const TURNED = [0, 0.1, 0.2, 0.3, 0.4];

/**
 * Everything about a trained model that its accuracy does not say. The part about the data (noise, more labels, influence)
 * is by the sparse fit: dozens of trainings, at a tenth of a second each. Rests between fits; rejects when cancelled.
 */
export async function diagnoseRun(
  training: TrainingPairs,
  judged: Judgement,
  cohorts: ReadonlyMap<number, string>,
  { seed, signal }: { seed: number; signal: AbortSignal },
): Promise<TrainingDiagnosis> {
  const { pairs, rewardsA, rewardsB } = judged;
  const differences = rewardsA.map((reward, i) => reward - rewardsB[i]!);
  const responses = rankedResponses(judged);
  return {
    slices: runSlices(judged, training, cohorts),
    rewards: histogram(responses.map(({ raw }) => raw)),
    margins: histogram(Array.from(differences, Math.abs)),
    format: formatCorrelations(pairs, differences),
    bestOfN: bestOfN(responses),
    left: training.left,
    sparse: await aboutTheData(training, judged, seed, signal),
  };
}

/** Held-out responses with the reward in standard deviations from their prompt's mean, and the votes they won. */
function rankedResponses({ pairs, rewardsA, rewardsB }: Judgement): (RankedResponse & { raw: number })[] {
  const where = places(pairs);
  const all = new Map<number, RankedResponse & { raw: number; votes: number }>();
  pairs.forEach((pair, i) => {
    const { prompt, responseA, responseB } = where[i]!;
    for (const [key, text, raw, won] of [
      [responseA, pair.responseA, rewardsA[i]!, pair.judged],
      [responseB, pair.responseB, rewardsB[i]!, 1 - pair.judged],
    ] as const) {
      const known = all.get(key) ?? {
        prompt,
        raw,
        reward: raw,
        won: 0,
        believed: 0.5,
        characters: text.length,
        votes: 0,
      };
      all.set(key, known);
      known.votes++;
      known.won! += (won - known.won!) / known.votes;
    }
  });
  const list = [...all.values()];
  const groups = new Map(list.map(({ prompt }) => [prompt, [] as typeof list]));
  for (const response of list) groups.get(response.prompt)!.push(response);
  let squares = 0;
  const centred = [...groups.values()].flatMap((group) => {
    const mean = group.reduce((sum, r) => sum + r.raw, 0) / group.length;
    return group.map((r) => {
      squares += (r.raw - mean) ** 2;
      const others = group.filter((other) => other !== r);
      const beats = others.reduce((sum, other) => sum + sigmoid(r.raw - other.raw), 0);
      return { ...r, reward: r.raw - mean, believed: others.length === 0 ? 0.5 : beats / others.length };
    });
  });
  const deviation = Math.sqrt(squares / Math.max(1, centred.length)) || 1;
  return centred.map((r) => ({ ...r, reward: r.reward / deviation }));
}

async function aboutTheData(
  { pairs, choices, annotators }: TrainingPairs,
  { split }: Judgement,
  seed: number,
  signal: AbortSignal,
): Promise<TrainingDiagnosis['sparse']> {
  const keys = pairs.map((pair) => pair.promptKey);
  const part = {
    train: somePairs([...split.train, ...split.validation], keys, seed, MOST_TRAIN_PAIRS),
    validation: new Int32Array(0),
    heldOut: somePairs([...split.heldOut], keys, seed, MOST_HELD_OUT_PAIRS),
  };
  const matrix = featureMatrix(pairs);
  const labels = {
    targets: Float64Array.from(pairs, (pair) => pair.target),
    weights: Float64Array.from(pairs, (pair) => pair.weight),
  };
  const judged = Float64Array.from(pairs, (pair) => pair.judged);
  const { rewards } = sparseFit(matrix, labels, part.train);
  const heldOut = Array.from(part.heldOut, (i) => ({ ...pairs[i]!, target: judged[i]! }));
  const { accuracy } = heldOutReport(
    heldOut,
    Float64Array.from(part.heldOut, (i) => rewards[matrix.rowsA[i]!]!),
    Float64Array.from(part.heldOut, (i) => rewards[matrix.rowsB[i]!]!),
  );
  const noise = await noiseSensitivity(matrix, labels, judged, part, {
    shares: TURNED,
    repeats: 5,
    seed,
    signal,
  });
  const curve = await learningCurve(matrix, labels, keys, part, {
    sizes: [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1].map((share) => Math.round(share * part.train.length)),
    repeats: 3,
    seed,
    judged,
    signal,
  });
  const most = annotators
    .map(({ labels: n }, annotator) => ({ annotator, n }))
    .sort((x, y) => y.n - x.n || x.annotator - y.annotator)
    .slice(0, MOST_ANNOTATORS)
    .map(({ annotator }) => annotator);
  const where = places(pairs);
  const influence = await annotatorInfluence(
    matrix,
    {
      ...choices,
      values: Float64Array.from(choices.choices, (c) => (c === TIE ? 0.5 : Number(c === SIDE_A))),
    },
    part,
    most,
    signal,
    where.map(({ prompt }) => prompt),
  );
  return {
    trainPairs: part.train.length,
    heldOutPairs: part.heldOut.length,
    accuracy,
    noise,
    curve,
    influence: influence.map(({ annotator, ...figures }) => ({
      ...figures,
      annotatorId: annotators[annotator]!.id,
      error: annotators[annotator]!.error,
      weight: annotators[annotator]!.weight,
    })),
    annotators: annotators.length,
  };
}

/** At most so many of the pairs, whole prompts in the order of their hash, ascending. */
function somePairs(
  pairs: readonly number[],
  keys: readonly string[],
  seed: number,
  most: number,
): Int32Array {
  if (pairs.length <= most) return Int32Array.from(pairs).sort();
  const place = (pair: number) => murmurHash(keys[pair]!, (seed ^ 0x1b873593) >>> 0);
  return Int32Array.from([...pairs].sort((x, y) => place(x) - place(y) || x - y).slice(0, most)).sort();
}
