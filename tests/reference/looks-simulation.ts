import { annotatorInterval } from '#lib/agreement/estimate-basis';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { Random } from '#lib/statistics/random';
import { alphaFigures, drawAccuracy, type ProjectSetting, poolAlpha } from './gate-projects';

/** One history of a waiting run: labels come in, and the gate looks at every report. */
export interface LooksSetting extends ProjectSetting {
  /** Comparisons with two labels at the first and at the last look, and how much more there is at each. */
  from: number;
  to: number;
  growth: number;
  /** Annotators at the last look, if others join on the way. */
  annotatorsAtEnd?: number;
}

export interface LooksOutcome {
  /** Whether the gate's own reading ever passed, and what one plain interval of that level would have done. */
  opened: boolean;
  openedPlainly: boolean;
  /** Whether the plain interval passed at the first look alone. */
  openedAtFirst: boolean;
}

/** Judges one batch, whose pool has exactly the threshold as its alpha, at every look of its history. */
export function historyOfLooks(
  setting: LooksSetting,
  policy: PolicyChecks,
  level: number,
  random: Random,
): LooksOutcome {
  const threshold = poolAlpha(setting.mean) + 1e-9;
  const checks = { ...policy, swapInvariantAlpha: threshold };
  const end = setting.annotatorsAtEnd ?? setting.annotators;
  const accuracy = Array.from({ length: end }, () => drawAccuracy(setting, random));
  const crewAt = (n: number) =>
    Math.round(
      setting.annotators + ((end - setting.annotators) * (n - setting.from)) / (setting.to - setting.from),
    );
  const labels = drawPairs(setting.to, accuracy, crewAt, random);
  const outcome = { opened: false, openedPlainly: false, openedAtFirst: false };
  for (let n = setting.from; n <= setting.to; n = Math.max(n + 1, Math.round(n * setting.growth))) {
    const figures = alphaFigures(firstItems(labels, n));
    const { checks: results } = decide({ figures, lastSequence: n, neededSequence: n }, checks, level);
    if (results.find((c) => c.check === 'swapInvariantAlpha')!.verdict === 'PASS') outcome.opened = true;
    const value = figures.swapInvariantAlpha.value!;
    const plain = annotatorInterval(value, figures.alphaBasis!, { level, widening: 1 });
    if (plain && plain[0] >= threshold) {
      outcome.openedPlainly = true;
      if (n === setting.from) outcome.openedAtFirst = true;
    }
  }
  return outcome;
}

function drawPairs(
  items: number,
  accuracy: number[],
  crewAt: (item: number) => number,
  random: Random,
): LabelColumns {
  const columns = {
    items: new Int32Array(2 * items),
    annotators: new Int32Array(2 * items),
    choices: new Uint8Array(2 * items),
    itemCount: items,
    annotatorCount: accuracy.length,
    categoryCount: 3,
  };
  for (let item = 0; item < items; item++) {
    const u = random.next();
    const truth = u < 0.45 ? 0 : u < 0.55 ? 1 : 2;
    const crew = crewAt(item);
    const first = random.integer(crew);
    const second = (first + 1 + random.integer(crew - 1)) % crew;
    for (const [k, annotator] of [first, second].entries()) {
      const at = 2 * item + k;
      columns.items[at] = item;
      columns.annotators[at] = annotator;
      columns.choices[at] =
        random.next() < accuracy[annotator]! ? truth : (truth + 1 + random.integer(2)) % 3;
    }
  }
  return columns;
}

const firstItems = (labels: LabelColumns, n: number): LabelColumns => ({
  ...labels,
  items: labels.items.subarray(0, 2 * n),
  annotators: labels.annotators.subarray(0, 2 * n),
  choices: labels.choices.subarray(0, 2 * n),
  itemCount: n,
});
