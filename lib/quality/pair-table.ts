import type { Interval } from '#lib/statistics/estimate';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import { unpackedFloats, unpackedInts } from './packed-columns';
import type { AgreementPairs } from './report-parts/agreement-pairs';

/** Two annotators, as a row of the table. */
export interface PairRow {
  a: { id: number; name: string };
  b: { id: number; name: string };
  shared: number;
  agreeing: number;
  agreement: number;
  agreementInterval: Interval | null;
  kappa: number | null;
  kappaInterval: Interval | null;
}

export const PAIR_SORTS = ['agreement', 'kappa', 'shared', 'name'] as const;
export type PairSort = (typeof PAIR_SORTS)[number];

const Z = 1.959963984540054;

type PairColumns = ReturnType<typeof unpackedPairs>;

/** What has been worked out of a part already: reports never change, and 45,000 pairs are not sorted again for each reader. */
const columnsOf = new WeakMap<AgreementPairs, PairColumns>();
const ordersOf = new WeakMap<AgreementPairs, Map<string, Int32Array>>();

/** The pairs of a report as columns again. */
export function pairColumns(part: AgreementPairs): PairColumns {
  const known = columnsOf.get(part);
  if (known) return known;
  const columns = unpackedPairs(part);
  columnsOf.set(part, columns);
  return columns;
}

function unpackedPairs(part: AgreementPairs) {
  const [a, b, shared, agreeing] = [part.a, part.b, part.shared, part.agreeing].map(unpackedInts) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  return { a, b, shared, agreeing, kappa: unpackedFloats(part.kappa), se: unpackedFloats(part.se) };
}

/**
 * One page of the pairs in an order: only numbers are sorted, and only the page becomes rows, so that 45,000 pairs cost a
 * few milliseconds. A missing kappa is last either way.
 *
 * @param least pairs with fewer shared comparisons are left out.
 */
export function pairTable(
  part: AgreementPairs,
  {
    sort,
    down,
    page,
    size,
    least,
  }: { sort: PairSort; down: boolean; page: number; size: number; least: number },
): { rows: PairRow[]; total: number } {
  const columns = pairColumns(part);
  const order = pairOrder(part, { sort, down, least });
  const rows = Array.from(order.subarray((page - 1) * size, page * size), (k) => pairRow(part, columns, k));
  return { rows, total: order.length };
}

function pairOrder(
  part: AgreementPairs,
  wanted: { sort: PairSort; down: boolean; least: number },
): Int32Array {
  const key = JSON.stringify(wanted);
  const orders = ordersOf.get(part) ?? new Map<string, Int32Array>();
  ordersOf.set(part, orders);
  const order = orders.get(key) ?? sortedPairs(part, wanted);
  orders.set(key, order);
  return order;
}

function sortedPairs(
  part: AgreementPairs,
  { sort, down, least }: { sort: PairSort; down: boolean; least: number },
): Int32Array {
  const { a, b, shared, agreeing, kappa } = pairColumns(part);
  const name = nameRanks(part);
  const key = Float64Array.from(a, (_, k) =>
    sort === 'shared'
      ? shared[k]!
      : sort === 'kappa'
        ? kappa[k]!
        : sort === 'name'
          ? name[a[k]!]! * part.annotators.length + name[b[k]!]!
          : agreeing[k]! / shared[k]!,
  );
  const order = Int32Array.from(a.keys()).filter((k) => shared[k]! >= least);
  const sign = down ? -1 : 1;
  return order.sort((x, y) => {
    const [left, right] = [key[x]!, key[y]!];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || x - y;
    return sign * (left - right) || shared[y]! - shared[x]! || x - y;
  });
}

/** The two who agree least, with enough shared comparisons to say so: by the upper end of the interval. */
export function leastAgreeing(part: AgreementPairs, least: number): PairRow | null {
  const known = worstOf.get(part);
  const worst = known?.least === least ? known.worst : worstPair(part, least);
  worstOf.set(part, { least, worst });
  return worst < 0 ? null : pairRow(part, pairColumns(part), worst);
}

const worstOf = new WeakMap<AgreementPairs, { least: number; worst: number }>();

function worstPair(part: AgreementPairs, least: number): number {
  const { shared, agreeing } = pairColumns(part);
  let worst = -1;
  let upper = Number.POSITIVE_INFINITY;
  for (let k = 0; k < shared.length; k++) {
    if (shared[k]! < least) continue;
    const end = wilsonInterval(agreeing[k]!, shared[k]!)![1];
    if (end < upper) {
      upper = end;
      worst = k;
    }
  }
  return worst;
}

function pairRow(part: AgreementPairs, columns: PairColumns, k: number): PairRow {
  const { a, b, shared, agreeing, kappa, se } = columns;
  const [known, error] = [kappa[k]!, se[k]!];
  return {
    a: part.annotators[a[k]!]!,
    b: part.annotators[b[k]!]!,
    shared: shared[k]!,
    agreeing: agreeing[k]!,
    agreement: agreeing[k]! / shared[k]!,
    agreementInterval: wilsonInterval(agreeing[k]!, shared[k]!),
    kappa: Number.isNaN(known) ? null : known,
    kappaInterval: Number.isNaN(error) ? null : [known - Z * error, Math.min(1, known + Z * error)],
  };
}

function nameRanks({ annotators }: AgreementPairs): Int32Array {
  const ranks = new Int32Array(annotators.length);
  annotators
    .map((_, at) => at)
    .sort((x, y) => annotators[x]!.name.localeCompare(annotators[y]!.name, 'en'))
    .forEach((at, rank) => {
      ranks[at] = rank;
    });
  return ranks;
}
