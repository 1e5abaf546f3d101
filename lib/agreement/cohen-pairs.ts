import { agreementWeights } from './agreement-weights';
import { CohenPairList, type CohenPairs } from './cohen-pair-list';
import type { LabelColumns } from './label-columns';
import { type LabelsByItem, labelsByItem } from './labels-by-item';

/** Label pairs held at once: 9 bytes each, so that a million labels of high overlap stay within a few tens of MB. */
const BLOCK_PAIRS = 4_000_000;

/**
 * Cohen's kappa of every two annotators on the items that both labelled.
 *
 * The label pairs are sorted by their first annotator; one annotator's tables against all later ones then fit in the
 * processor's cache. The time goes with the label pairs and the memory with the pairs of annotators that exist, for
 * 500 annotators who all overlap as well as for thousands who hardly do.
 *
 * @param columns at most one label per annotator and item (`withoutRepeats`).
 */
export function cohenPairs(columns: LabelColumns): CohenPairs {
  const { itemCount, annotatorCount, categoryCount: q } = columns;
  const byItem = labelsByItem(columns);
  const { pairable, partners } = countPartners(byItem, annotatorCount);
  const cells = q * q;
  const tables = new Int32Array(annotatorCount * cells);
  const shared = new Int32Array(annotatorCount);
  // Of each cell and each item, side by side: the change of Σ n·kappa and of Σ n.
  const effect = new Float64Array(2 * annotatorCount * cells);
  const itemEffect = new Float64Array(2 * itemCount);
  const list = new CohenPairList(q, annotatorCount, {
    linear: agreementWeights('linear', q),
    quadratic: agreementWeights('quadratic', q),
  });
  const touched = new Int32Array(annotatorCount);
  for (let first = 0; first < annotatorCount; ) {
    const block = blockFrom(first, partners);
    const { others, at, itemOf } = collectPairs(block, byItem, q);
    for (let a = first; a < block.end; a++) {
      const from = block.offsets[a - first]!;
      const to = block.offsets[a - first + 1]!;
      let touchedCount = 0;
      for (let k = from; k < to; k++) {
        const b = others[k]!;
        if (shared[b]!++ === 0) touched[touchedCount++] = b;
        tables[b * cells + at[k]!]!++;
      }
      const met = touched.subarray(0, touchedCount).sort();
      for (let k = 0; k < touchedCount; k++)
        list.add(a, met[k]!, shared[met[k]!]!, tables, met[k]! * cells, effect);
      for (let k = from; k < to; k++) {
        const cell = 2 * (others[k]! * cells + at[k]!);
        const item = 2 * itemOf[k]!;
        itemEffect[item]! += effect[cell]!;
        itemEffect[item + 1]! += effect[cell + 1]!;
      }
      for (let k = 0; k < touchedCount; k++) {
        const b = met[k]!;
        shared[b] = 0;
        for (let cell = b * cells; cell < (b + 1) * cells; cell++) tables[cell] = 0;
      }
    }
    first = block.end;
  }
  return list.finish(itemEffect, pairable);
}

/** Which items have two labels, and the label pairs in which each annotator is the one with the smaller index. */
function countPartners({ starts, people }: LabelsByItem, annotatorCount: number) {
  const pairable = new Uint8Array(starts.length - 1);
  const partners = new Float64Array(annotatorCount);
  for (let item = 0; item < pairable.length; item++) {
    const stop = starts[item + 1]!;
    if (stop - starts[item]! > 1) pairable[item] = 1;
    for (let k = starts[item]!; k < stop; k++) {
      const one = people[k]!;
      for (let other = k + 1; other < stop; other++) {
        const two = people[other]!;
        if (one === two) throw new RangeError(`cohenPairs: annotator ${one} has two labels of item ${item}`);
        partners[Math.min(one, two)]!++;
      }
    }
  }
  return { pairable, partners };
}

interface Block {
  first: number;
  end: number;
  /** Where each annotator's pairs begin. */
  offsets: Int32Array;
}

function blockFrom(first: number, partners: Float64Array): Block {
  const offsets = [0];
  let end = first;
  let pairs = 0;
  while (end < partners.length && (end === first || pairs + partners[end]! <= BLOCK_PAIRS)) {
    pairs += partners[end]!;
    offsets.push(pairs);
    end++;
  }
  return { first, end, offsets: Int32Array.from(offsets) };
}

/** The label pairs of a block of first annotators: the other annotator, the cell of their table, the item. */
function collectPairs(block: Block, { starts, people, picks }: LabelsByItem, q: number) {
  const { first, end, offsets } = block;
  const size = offsets[end - first]!;
  const others = new Int32Array(size);
  const at = new Uint16Array(size);
  const itemOf = new Int32Array(size);
  const next = offsets.slice(0, end - first);
  for (let item = 0; item + 1 < starts.length; item++) {
    const stop = starts[item + 1]!;
    for (let k = starts[item]!; k < stop; k++) {
      const one = people[k]!;
      for (let other = k + 1; other < stop; other++) {
        const two = people[other]!;
        const inOrder = one < two;
        const a = inOrder ? one : two;
        if (a < first || a >= end) continue;
        const to = next[a - first]!++;
        others[to] = inOrder ? two : one;
        at[to] = inOrder ? picks[k]! * q + picks[other]! : picks[other]! * q + picks[k]!;
        itemOf[to] = item;
      }
    }
  }
  return { others, at, itemOf };
}
