import { agreementWeights } from './agreement-weights';
import { CohenPairList, type CohenPairs } from './cohen-pair-list';
import type { LabelColumns } from './label-columns';
import { annotatorOf, choiceOf, type LabelsByItem, labelsByItem } from './labels-by-item';

/** Label pairs held at once: 8 bytes each, so that a million labels of high overlap stay within a few tens of MB. */
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
export function cohenPairs(columns: LabelColumns, byItem: LabelsByItem = labelsByItem(columns)): CohenPairs {
  const { itemCount, annotatorCount, categoryCount: q } = columns;
  const { pairable, partners } = countPartners(byItem, annotatorCount);
  // A table takes a power of two of places, so that a place says whose table it is in by a shift.
  const shift = Math.ceil(Math.log2(q * q));
  const tables = new Int32Array(annotatorCount << shift);
  const shared = new Int32Array(annotatorCount);
  // Of each cell and each item, side by side: the change of Σ n·kappa and of Σ n.
  const effect = new Float64Array(2 * tables.length);
  const itemEffect = new Float64Array(2 * itemCount);
  const list = new CohenPairList(q, annotatorCount, {
    linear: agreementWeights('linear', q),
    quadratic: agreementWeights('quadratic', q),
  });
  const touched = new Int32Array(annotatorCount);
  for (let first = 0; first < annotatorCount; ) {
    const block = blockFrom(first, partners);
    const { places, itemOf } = collectPairs(block, byItem, q, shift);
    for (let a = first; a < block.end; a++) {
      const from = block.offsets[a - first]!;
      const to = block.offsets[a - first + 1]!;
      let touchedCount = 0;
      for (let k = from; k < to; k++) {
        const b = places[k]! >> shift;
        if (shared[b]!++ === 0) touched[touchedCount++] = b;
        tables[places[k]!]!++;
      }
      const met = touched.subarray(0, touchedCount).sort();
      for (let k = 0; k < touchedCount; k++)
        list.add(a, met[k]!, shared[met[k]!]!, tables, met[k]! << shift, effect);
      for (let k = from; k < to; k++) {
        const cell = 2 * places[k]!;
        const item = 2 * itemOf[k]!;
        itemEffect[item]! += effect[cell]!;
        itemEffect[item + 1]! += effect[cell + 1]!;
      }
      for (let k = 0; k < touchedCount; k++) {
        const b = met[k]!;
        shared[b] = 0;
        for (let cell = b << shift; cell < (b + 1) << shift; cell++) tables[cell] = 0;
      }
    }
    first = block.end;
  }
  return list.finish(itemEffect, pairable);
}

/** Which items have two labels, and the label pairs in which each annotator is the one with the smaller index. */
function countPartners({ starts, labels }: LabelsByItem, annotatorCount: number) {
  const pairable = new Uint8Array(starts.length - 1);
  const partners = new Float64Array(annotatorCount);
  for (let item = 0; item < pairable.length; item++) {
    const stop = starts[item + 1]!;
    if (stop - starts[item]! > 1) pairable[item] = 1;
    for (let k = starts[item]!; k < stop; k++) {
      const one = annotatorOf(labels[k]!);
      for (let other = k + 1; other < stop; other++) {
        const two = annotatorOf(labels[other]!);
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

/** The label pairs of a block of first annotators: the place in the other annotator's table, and the item. */
function collectPairs(block: Block, { starts, labels }: LabelsByItem, q: number, shift: number) {
  const { first, end, offsets } = block;
  const size = offsets[end - first]!;
  const places = new Int32Array(size);
  const itemOf = new Int32Array(size);
  const next = offsets.slice(0, end - first);
  for (let item = 0; item + 1 < starts.length; item++) {
    const stop = starts[item + 1]!;
    for (let k = starts[item]!; k < stop; k++) {
      for (let other = k + 1; other < stop; other++) {
        // The smaller annotator is in the higher bits, so the smaller label is the first annotator's.
        const inOrder = labels[k]! < labels[other]!;
        const one = inOrder ? labels[k]! : labels[other]!;
        const a = annotatorOf(one);
        if (a < first || a >= end) continue;
        const two = inOrder ? labels[other]! : labels[k]!;
        const to = next[a - first]!++;
        places[to] = (annotatorOf(two) << shift) + choiceOf(one) * q + choiceOf(two);
        itemOf[to] = item;
      }
    }
  }
  return { places, itemOf };
}
