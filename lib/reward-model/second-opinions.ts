import { seededRandom } from '#lib/statistics/random';
import type { SingleLabels } from './annotator-influence';
import type { FeatureMatrix } from './feature-matrix';
import type { RewardModel } from './reward-model-file';
import { sparseFit } from './sparse-fit';

/** A reward model of the labels of some annotators alone. */
export interface SecondOpinion {
  model: RewardModel;
  /** Annotators whose labels it learned from: places in the label columns. */
  annotators: number[];
  /** Pairs that they labelled. */
  pairs: number;
}

const MOST_GROUPS = 4;
/** Fewer pairs than this make an opinion that is noise. */
const LEAST_PAIRS = 50;

/**
 * Reward models of disjoint groups of annotators, by the sparse fit: what one group's labels taught by accident, the others' did not.
 * An optimiser that exploits the accidents of one model earns less from these, and they part from each other where it goes.
 * What all annotators share, a liking for long answers say, they share too; that is what the other signs are for.
 *
 * Annotators are dealt out, most labels first, each to the group with the fewest labels so far (equal counts in seeded order).
 *
 * @param training pairs that may be learned from.
 * @returns two to four opinions; none when there are fewer than two annotators with enough between them.
 */
export function secondOpinions(
  matrix: FeatureMatrix,
  labels: SingleLabels,
  training: Int32Array,
  seed: number,
): SecondOpinion[] {
  const inTraining = new Uint8Array(labels.pairCount);
  for (const pair of training) inTraining[pair] = 1;
  const counts = new Int32Array(labels.annotatorCount);
  labels.annotators.forEach((annotator, i) => {
    if (inTraining[labels.pairs[i]!]) counts[annotator]!++;
  });
  for (let groups = Math.min(MOST_GROUPS, labels.annotatorCount); groups >= 2; groups--) {
    const groupOf = dealt(counts, groups, seed);
    const opinions = Array.from({ length: groups }, (_, group) =>
      opinion(matrix, labels, training, groupOf, group),
    );
    if (opinions.every((each) => each !== null)) return opinions;
  }
  return [];
}

function dealt(counts: Int32Array, groups: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const order = Array.from(counts, (count, annotator) => ({ annotator, count, draw: random.next() }))
    .filter(({ count }) => count > 0)
    .sort((x, y) => y.count - x.count || x.draw - y.draw);
  const filled = new Float64Array(groups);
  const groupOf = new Int32Array(counts.length).fill(-1);
  for (const { annotator, count } of order) {
    const group = filled.indexOf(Math.min(...filled));
    groupOf[annotator] = group;
    filled[group]! += count;
  }
  return groupOf;
}

function opinion(
  matrix: FeatureMatrix,
  labels: SingleLabels,
  training: Int32Array,
  groupOf: Int32Array,
  group: number,
): SecondOpinion | null {
  const sums = new Float64Array(labels.pairCount);
  const counts = new Float64Array(labels.pairCount);
  labels.pairs.forEach((pair, i) => {
    if (groupOf[labels.annotators[i]!] !== group) return;
    sums[pair]! += labels.values[i]!;
    counts[pair]! += 1;
  });
  const pairs = training.filter((pair) => counts[pair]! > 0);
  if (pairs.length < LEAST_PAIRS) return null;
  const { model } = sparseFit(
    matrix,
    {
      targets: sums.map((sum, pair) => (counts[pair] ? sum / counts[pair]! : 0.5)),
      weights: counts.map((n) => Number(n > 0)),
    },
    pairs,
  );
  const annotators = [...groupOf.keys()].filter((annotator) => groupOf[annotator] === group);
  return { model, annotators, pairs: pairs.length };
}
