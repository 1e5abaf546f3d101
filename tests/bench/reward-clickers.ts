import { loadTensorFlow } from '#lib/reward-model/load-tensorflow';
import { outOfFoldRewards } from '#lib/reward-model/out-of-fold-rewards';
import type { PreferencePair } from '#lib/reward-model/preference-pair';
import type { ChoiceColumns } from '#lib/reward-model/trusted-labels';
import {
  clickerOverlay,
  type Judge,
  judgeSparse,
  type OverlayRow,
  recovered,
  simulatedCrew,
} from '#tests/unit/reward-model/clicker-overlay';
import { plantedPairs } from '#tests/unit/reward-model/planted-pairs';
import { choicesOf, realPairs } from '#tests/unit/reward-model/real-pairs';
import { type BenchRow, keepRows, printRows } from './bench-rows';

/*
 * Ten seeds with a quarter of the annotators replaced by clickers: accuracy on prompts not trained on, against the labels as
 * they were given, of a model trained on clean labels, on all labels alike, and by what each annotator's labels are worth.
 * Simulated labels, and the real ones where they are at hand; the sparse fit, and for the simulated ones the trained head.
 */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const FOLDS = 5;

const pairs = plantedPairs(600, 150, 1, 0, 110);
const crew = simulatedCrew(
  pairs,
  Array.from({ length: 20 }, (_, i) => 0.08 + (0.3 * i) / 19),
  3,
  3,
);
const judged = Float64Array.from(pairs, ({ target }) => target);
const rows: BenchRow[] = [];

await table('simulated, sparse fit', crew, judgeSparse(pairs, judged, FOLDS), SEEDS, true);
for (const name of ['llmfao_crowd', 'ukpconvarg1_tv_books'] as const) {
  const real = realPairs(name);
  if (!real) {
    console.log(`${name}: not at hand`);
    continue;
  }
  const shares = Float64Array.from(real, ({ target }) => target);
  await table(`${name}, sparse fit`, choicesOf(real), judgeSparse(real, shares, FOLDS), SEEDS, false);
}
await table('simulated, trained head', crew, judgeHead(pairs), SEEDS, true);
keepRows('reward-clickers', rows, { anew: true });

/** @param promised whether a third of the loss was promised to come back. */
async function table(
  title: string,
  labels: ChoiceColumns,
  judge: Judge,
  seeds: number[],
  promised: boolean,
): Promise<void> {
  const found = await clickerOverlay(labels, judge, seeds);
  console.log(`\n${title}, ${seeds.length} seeds`);
  console.log('seed   clean  uniform  weights  posterior');
  const percent = (share: number) => (100 * share).toFixed(2).padStart(8);
  for (const row of found)
    console.log(
      `${String(row.seed).padStart(4)}${percent(row.clean)}${percent(row.uniform)}${percent(row.weights)}${percent(row.posterior)}`,
    );
  const mean = (of: keyof OverlayRow) => found.reduce((sum, row) => sum + row[of], 0) / found.length;
  const more: BenchRow[] = (['clean', 'uniform', 'weights', 'posterior'] as const).map((of) => ({
    metric: `${title}: ${of}`,
    value: mean(of),
    unit: 'share',
  }));
  for (const way of ['weights', 'posterior'] as const) {
    const share = recovered(found, way);
    if (share !== null)
      more.push({
        metric: `${title}: part of the loss brought back by ${way}`,
        value: share,
        unit: 'share',
        ...(promised && { goal: [1 / 3, Infinity] as const }),
      });
  }
  if (recovered(found, 'weights') === null)
    console.log(`${title}: the clickers cost nothing to speak of, so nothing can come back`);
  printRows(more);
  rows.push(...more);
}

/** Judges the trained head by folds of prompts. */
function judgeHead(all: readonly PreferencePair[]): Judge {
  return async (targets, weights) => {
    const { rewardsA, rewardsB } = await outOfFoldRewards({
      pairs: all.map((pair, i) => ({ ...pair, target: targets[i]!, weight: weights[i]! })),
      seed: 1,
      folds: 3,
      options: { epochs: 12 },
      now: () => performance.now(),
      tensorFlow: await loadTensorFlow(),
    });
    const decided = all.flatMap(({ target }, i) =>
      target === 0.5 ? [] : [Number(rewardsA[i]! > rewardsB[i]! === target > 0.5)],
    );
    return decided.reduce((sum, right) => sum + right, 0) / decided.length;
  };
}
