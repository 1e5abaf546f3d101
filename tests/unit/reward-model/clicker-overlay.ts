import { featureMatrix } from '#lib/reward-model/feature-matrix';
import { decidedAccuracy } from '#lib/reward-model/preference-loss';
import type { PreferencePair } from '#lib/reward-model/preference-pair';
import { promptFolds } from '#lib/reward-model/prompt-folds';
import { sparseFit } from '#lib/reward-model/sparse-fit';
import {
  type ChoiceColumns,
  type LabelTrust,
  SIDE_A,
  SIDE_B,
  TIE,
  trustedLabels,
} from '#lib/reward-model/trusted-labels';
import { type Random, seededRandom } from '#lib/statistics/random';

/** How accurate a model is that was trained on given soft labels and weights, on prompts that it did not see. */
export type Judge = (targets: Float64Array, weights: Float64Array) => number | Promise<number>;

export interface OverlayRow {
  seed: number;
  /** Trained on the labels as they were given. */
  clean: number;
  /** With a quarter of the annotators replaced by clickers: every label the same, and by who is right how often. */
  uniform: number;
  weights: number;
  posterior: number;
}

const TRUSTS: LabelTrust[] = ['uniform', 'weights', 'posterior'];

/**
 * What do clickers cost, and what does knowing the annotators bring back? For each seed a quarter of the annotators is drawn
 * whose labels are replaced by coin flips.
 */
export async function clickerOverlay(
  labels: ChoiceColumns,
  judge: Judge,
  seeds: readonly number[],
): Promise<OverlayRow[]> {
  const train = async (columns: ChoiceColumns, trust: LabelTrust) => {
    const { targets, weights } = trustedLabels(columns, { trust, ties: 'half' });
    return judge(targets, weights);
  };
  const clean = await train(labels, 'uniform');
  const rows: OverlayRow[] = [];
  for (const seed of seeds) {
    const overlaid = withClickers(labels, seededRandom(seed));
    const figures: number[] = [];
    for (const trust of TRUSTS) figures.push(await train(overlaid, trust));
    const [uniform, weights, posterior] = figures as [number, number, number];
    rows.push({ seed, clean, uniform, weights, posterior });
  }
  return rows;
}

function withClickers(labels: ChoiceColumns, random: Random): ChoiceColumns {
  const order = Int32Array.from({ length: labels.annotatorCount }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const clickers = new Set(order.subarray(0, Math.round(labels.annotatorCount / 4)));
  return {
    ...labels,
    choices: labels.choices.map((choice, i) =>
      clickers.has(labels.annotators[i]!) ? (random.next() < 0.5 ? SIDE_A : SIDE_B) : choice,
    ),
  };
}

/** Judges the sparse fit by folds of prompts: every pair is held out once. */
export function judgeSparse(pairs: readonly PreferencePair[], judged: Float64Array, folds: number): Judge {
  const matrix = featureMatrix(pairs);
  const foldOf = promptFolds(
    pairs.map((pair) => pair.promptKey),
    folds,
    1,
  );
  const all = Int32Array.from(pairs.keys());
  return (targets, weights) => {
    let right = 0;
    let n = 0;
    for (const fold of new Set(foldOf)) {
      const { rewards } = sparseFit(
        matrix,
        { targets, weights },
        all.filter((i) => foldOf[i] !== fold),
      );
      const own = all.filter((i) => foldOf[i] === fold && judged[i] !== 0.5);
      right += (decidedAccuracy(matrix, rewards, judged, own) ?? 0) * own.length;
      n += own.length;
    }
    return right / n;
  };
}

/** Labels of a simulated crew on pairs whose better side is known: `each` labels a pair, error rates spread over `errors`. */
export function simulatedCrew(
  pairs: readonly PreferencePair[],
  errors: readonly number[],
  each: number,
  seed: number,
): ChoiceColumns {
  const random = seededRandom(seed);
  const rows: { pair: number; annotator: number; choice: number }[] = [];
  pairs.forEach(({ target }, pair) => {
    const free = errors.map((_, annotator) => annotator);
    for (let k = 0; k < each; k++) {
      const [annotator] = free.splice(random.integer(free.length), 1) as [number];
      const right = random.next() >= errors[annotator]!;
      const choice =
        target === 0.5
          ? random.next() < 0.5
            ? TIE
            : random.next() < 0.5
              ? SIDE_A
              : SIDE_B
          : target > 0.5 === right
            ? SIDE_A
            : SIDE_B;
      rows.push({ pair, annotator, choice });
    }
  });
  return {
    pairs: Int32Array.from(rows, (row) => row.pair),
    annotators: Int32Array.from(rows, (row) => row.annotator),
    choices: Uint8Array.from(rows, (row) => row.choice),
    pairCount: pairs.length,
    annotatorCount: errors.length,
  };
}

/** The share of what clickers cost that a way of counting brings back; null where they cost nothing to speak of. */
export function recovered(rows: readonly OverlayRow[], way: 'weights' | 'posterior'): number | null {
  const mean = (of: keyof OverlayRow) => rows.reduce((sum, row) => sum + row[of], 0) / rows.length;
  const lost = mean('clean') - mean('uniform');
  return lost < 0.002 ? null : (mean(way) - mean('uniform')) / lost;
}
