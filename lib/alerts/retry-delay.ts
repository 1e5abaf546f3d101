const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds to wait after the first, second, … attempt that failed: about three days in all. */
const DELAYS = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  20 * HOUR,
];

/**
 * Seconds until the next attempt, or null when it is given up. Up to a fifth more or less by chance, so that a thousand
 * deliveries that failed together do not come back together.
 *
 * @param attempts how many were made.
 * @param chance from 0 to 1.
 */
export function retryDelay(attempts: number, chance: number): number | null {
  const delay = DELAYS[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (0.8 + 0.4 * chance));
}
