import { tInterval } from '#lib/statistics/jackknife';
import type { DemoChoice, DemoComparison, DemoLabel } from '#prisma/seed/demo/types';
import { byHand, combinedByHand } from '#tests/unit/agreement/error-by-hand';

/**
 * The figures that the gate will look at, computed here the long way round, so that the scenario is tuned against
 * something that shares no code with the product.
 */
export interface DemoFigures {
  labels: number;
  comparisonsLabelled: number;
  overlapShare: number;
  alpha: number;
  /** Lower end of a plain 95 % delete-one-annotator interval: near the product's, which takes off what it counts twice. */
  alphaLow: number;
  goldAccuracy: number;
  golds: number;
  goldLow: number;
  selfConsistency: number;
  repeats: number;
  selfConsistencyLow: number;
  currentGuidelineShare: number;
  worstTopicAlpha: number;
}

const T_975: Record<number, number> = { 6: 2.4469, 7: 2.3646, 8: 2.306 };

export function demoFigures(comparisons: DemoComparison[], labels: DemoLabel[]): DemoFigures {
  const byId = new Map(comparisons.map((c) => [c.externalId, c]));
  const first = labels.filter((l) => l.round === 1);
  const annotators = [...new Set(first.map((l) => l.annotator))];
  const alpha = swapInvariantAlpha(first);
  const deleted = annotators.map((a) => swapInvariantAlpha(first.filter((l) => l.annotator !== a)));
  const mean = sum(deleted) / deleted.length;
  const w = annotators.length;
  const se = Math.sqrt(((w - 1) / w) * sum(deleted.map((d) => (d - mean) ** 2)));
  const perComparison = countBy(first.map((l) => l.comparisonExternalId));
  const golds = first.filter((l) => byId.get(l.comparisonExternalId)?.gold);
  const right = golds.filter((l) => byId.get(l.comparisonExternalId)?.gold?.answer === l.choice).length;
  const firstChoice = new Map(first.map((l) => [`${l.annotator}/${l.comparisonExternalId}`, l.choice]));
  const repeats = labels.filter(
    (l) => l.round === 2 && firstChoice.has(`${l.annotator}/${l.comparisonExternalId}`),
  );
  const same = repeats.filter(
    (l) => firstChoice.get(`${l.annotator}/${l.comparisonExternalId}`) === l.choice,
  ).length;
  const topics = new Set(comparisons.map((c) => c.tags[0]));
  return {
    labels: labels.length,
    comparisonsLabelled: perComparison.size,
    overlapShare: [...perComparison.values()].filter((n) => n >= 2).length / perComparison.size,
    alpha,
    alphaLow: alpha - T_975[w - 1]! * se,
    goldAccuracy: right / golds.length,
    golds: golds.length,
    goldLow: wilsonLow(right, golds.length),
    selfConsistency: same / repeats.length,
    repeats: repeats.length,
    selfConsistencyLow: wilsonLow(same, repeats.length),
    currentGuidelineShare: labels.filter((l) => l.guidelineVersion === 2).length / labels.length,
    worstTopicAlpha: Math.min(
      ...[...topics].map((t) =>
        swapInvariantAlpha(first.filter((l) => byId.get(l.comparisonExternalId)?.tags[0] === t)),
      ),
    ),
  };
}

/** Lower end of the gate's 95 % interval of alpha, with each annotator, comparison and label really left out. */
export function annotatorLow(labels: DemoLabel[]): number {
  const first = labels.filter((l) => l.round === 1);
  const alpha = swapInvariantAlpha(first);
  const perComparison = countBy(first.map((l) => l.comparisonExternalId));
  const shared = (of: DemoLabel[]) => {
    const counts = countBy(of.map((l) => l.comparisonExternalId));
    return of.filter((l) => counts.get(l.comparisonExternalId)! > 1);
  };
  const pairable = shared(first);
  const items = [...perComparison].filter(([, n]) => n > 1).map(([id]) => id);
  const people = [...new Set(pairable.map((l) => l.annotator))];
  const without = people.map((a) => first.filter((l) => l.annotator !== a));
  const kept = new Map(people.map((a, k) => [a, shared(without[k]!).length / pairable.length]));
  const ofLabels = sum(
    pairable.map(
      (l) => ((swapInvariantAlpha(first.filter((m) => m !== l)) - alpha) / kept.get(l.annotator)!) ** 2,
    ),
  );
  const { se, df } = combinedByHand({
    ofAnnotators: byHand(without.map(swapInvariantAlpha)) ** 2,
    ofItems:
      byHand(items.map((id) => swapInvariantAlpha(first.filter((l) => l.comparisonExternalId !== id)))) ** 2,
    ofLabels: ((people.length - 1) / people.length) * ofLabels,
    weights: people.map((a) => pairable.filter((l) => l.annotator === a).length / pairable.length),
    itemDegrees: items.length - 1,
  });
  return tInterval(alpha, se, df)[0];
}

/** Krippendorff's nominal alpha with the counts of A and B averaged; NaN without a pair. */
export function swapInvariantAlpha(labels: Pick<DemoLabel, 'comparisonExternalId' | 'choice'>[]): number {
  const items = new Map<string, DemoChoice[]>();
  for (const l of labels) {
    const choices = items.get(l.comparisonExternalId) ?? [];
    choices.push(l.choice);
    items.set(l.comparisonExternalId, choices);
  }
  const totals: Record<DemoChoice, number> = { A: 0, B: 0, TIE: 0, BOTH_BAD: 0 };
  let disagreement = 0;
  let n = 0;
  for (const choices of items.values()) {
    if (choices.length < 2) continue;
    n += choices.length;
    for (let i = 0; i < choices.length; i++) {
      totals[choices[i]!]++;
      for (let j = 0; j < choices.length; j++)
        if (choices[i] !== choices[j]) disagreement += 1 / (choices.length - 1);
    }
  }
  const side = (totals.A + totals.B) / 2;
  const counts = [side, side, totals.TIE, totals.BOTH_BAD];
  const expected = (n * n - sum(counts.map((c) => c * c))) / (n * (n - 1));
  return 1 - disagreement / n / expected;
}

/** Lower end of the 95 % Wilson interval. */
export function wilsonLow(successes: number, n: number): number {
  const z = 1.959964;
  const p = successes / n;
  return (
    (p + (z * z) / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  );
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function sum(values: number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
