import { clusteredOrder } from '#lib/agreement/clustered-order';
import type { Measurement } from '../measurement';
import { packed } from '../packed-columns';

const ORDER_SEED = 1;
/** With fewer shared comparisons two annotators' agreement says nothing about where they belong. */
const LEAST_SHARED = 5;

/** Every two annotators who share a comparison: the same figures as `cohenKappa.pairs` of `concord agreement`. */
export interface AgreementPairs {
  /** In the order of their numbers in the columns. */
  annotators: { id: number; name: string }[];
  /** Their numbers in an order in which annotators who agree stand side by side. */
  order: number[];
  pairs: number;
  /** Packed columns, one entry per pair: annotators a < b, shared and agreeing comparisons, kappa and its error (NaN where undefined). */
  a: string;
  b: string;
  shared: string;
  agreeing: string;
  kappa: string;
  se: string;
}

export function agreementPairs({ pairs, table, facts }: Measurement): AgreementPairs {
  const n = table.annotatorIds.length;
  const distances = new Float64Array(n * n).fill(Number.NaN);
  for (let k = 0; k < pairs.count; k++) {
    if (pairs.n[k]! < LEAST_SHARED) continue;
    const distance = 1 - pairs.agreeing[k]! / pairs.n[k]!;
    distances[pairs.a[k]! * n + pairs.b[k]!] = distance;
    distances[pairs.b[k]! * n + pairs.a[k]!] = distance;
  }
  return {
    annotators: table.annotatorIds.map((id) => ({ id, name: facts.annotators.get(id)!.name })),
    order: [...clusteredOrder(distances, n, ORDER_SEED)],
    pairs: pairs.count,
    a: packed(pairs.a),
    b: packed(pairs.b),
    shared: packed(pairs.n),
    agreeing: packed(pairs.agreeing),
    kappa: packed(pairs.kappa),
    se: packed(pairs.se),
  };
}
