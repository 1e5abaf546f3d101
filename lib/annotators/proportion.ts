import type { Interval, UndefinedReason } from '#lib/statistics/estimate';
import { wilsonInterval } from '#lib/statistics/proportion-interval';

/** A share with the counts behind it and its Wilson 95 % interval. */
export interface Proportion {
  /** count / n; null when n is 0. */
  value: number | null;
  count: number;
  n: number;
  ci95: Interval | null;
  reason?: UndefinedReason;
}

/** The share `count / n` with its Wilson score interval (Wilson 1927); null with reason `no_data` when n is 0. */
export function proportion(count: number, n: number): Proportion {
  if (!(count >= 0 && count <= n && Number.isInteger(count) && Number.isInteger(n)))
    throw new RangeError(`proportion: ${count} of ${n} is not a count of a total`);
  if (n === 0) return { value: null, count, n, ci95: null, reason: 'no_data' };
  return { value: count / n, count, n, ci95: wilsonInterval(count, n) };
}
