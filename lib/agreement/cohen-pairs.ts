import { agreementWeights } from './agreement-weights';
import { CohenPairList, type CohenPairs } from './cohen-pair-list';
import { groupLabels } from './group-labels';
import type { LabelColumns } from './label-columns';

/**
 * Cohen's kappa of every two annotators on the items that both labelled, in one pass over the label pairs.
 *
 * One annotator's tables against all later annotators fit in the processor's cache, so the pairs are made annotator
 * by annotator: the time goes with the label pairs and the memory with the pairs that exist, for 500 annotators who
 * all overlap as well as for thousands who hardly do.
 *
 * @param columns at most one label per annotator and item (`withoutRepeats`).
 */
export function cohenPairs(columns: LabelColumns): CohenPairs {
  const { items, annotators, choices, itemCount, annotatorCount, categoryCount: q } = columns;
  const byItem = groupLabels(items, itemCount);
  const byAnnotator = groupLabels(annotators, annotatorCount);
  const people = byItem.order.map((label) => annotators[label]!);
  const picks = Uint8Array.from(byItem.order, (label) => choices[label]!);
  const cells = q * q;
  const tables = new Int32Array(annotatorCount * cells);
  const shared = new Int32Array(annotatorCount);
  const effectSum = new Float64Array(annotatorCount * cells);
  const effectWeight = new Float64Array(annotatorCount * cells);
  const list = new CohenPairList(
    { linear: agreementWeights('linear', q), quadratic: agreementWeights('quadratic', q) },
    q,
    annotatorCount,
  );
  const itemEffect = { sum: new Float64Array(itemCount), weight: new Float64Array(itemCount) };
  const touched = new Int32Array(annotatorCount);
  for (let a = 0; a < annotatorCount; a++) {
    const from = byAnnotator.starts[a]!;
    const to = byAnnotator.starts[a + 1]!;
    let touchedCount = 0;
    for (let k = from; k < to; k++) {
      const label = byAnnotator.order[k]!;
      const item = items[label]!;
      const row = choices[label]! * q;
      const end = byItem.starts[item + 1]!;
      for (let other = byItem.starts[item]!; other < end; other++) {
        const b = people[other]!;
        if (b <= a) continue;
        if (shared[b]!++ === 0) touched[touchedCount++] = b;
        tables[b * cells + row + picks[other]!]!++;
      }
    }
    const partners = touched.subarray(0, touchedCount).sort();
    for (const b of partners) list.add(a, b, shared[b]!, tables, b * cells, effectSum, effectWeight);
    if (touchedCount > 0) {
      for (let k = from; k < to; k++) {
        const label = byAnnotator.order[k]!;
        const item = items[label]!;
        const row = choices[label]! * q;
        const end = byItem.starts[item + 1]!;
        for (let other = byItem.starts[item]!; other < end; other++) {
          const b = people[other]!;
          if (b <= a) continue;
          const cell = b * cells + row + picks[other]!;
          itemEffect.sum[item]! += effectSum[cell]!;
          itemEffect.weight[item]! += effectWeight[cell]!;
        }
      }
    }
    for (const b of partners) {
      shared[b] = 0;
      tables.fill(0, b * cells, (b + 1) * cells);
    }
  }
  const pairable = new Uint8Array(itemCount);
  for (let item = 0; item < itemCount; item++)
    pairable[item] = byItem.starts[item + 1]! - byItem.starts[item]! > 1 ? 1 : 0;
  return list.finish(itemEffect, pairable);
}
