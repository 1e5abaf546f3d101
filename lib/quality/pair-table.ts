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

/** The pairs of a report as columns again. */
export function pairColumns(part: AgreementPairs) {
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
  const { a, b, shared, agreeing, kappa } = columns;
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
  order.sort((x, y) => {
    const [left, right] = [key[x]!, key[y]!];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || x - y;
    return sign * (left - right) || shared[y]! - shared[x]! || x - y;
  });
  const rows = Array.from(order.subarray((page - 1) * size, page * size), (k) => pairRow(part, columns, k));
  return { rows, total: order.length };
}

/** The two who agree least, with enough shared comparisons to say so: by the upper end of the interval. */
export function leastAgreeing(part: AgreementPairs, least: number): PairRow | null {
  const columns = pairColumns(part);
  const { shared, agreeing } = columns;
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
  if (worst < 0) return null;
  return pairRow(part, columns, worst);
}

function pairRow(part: AgreementPairs, columns: ReturnType<typeof pairColumns>, k: number): PairRow {
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
