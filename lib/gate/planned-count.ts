/** The share of batches that should be decided when the promised number has been collected. */
export const PROMISED_SHARE = 0.8;

/** The smallest whole number from 1 to `most` that will do; null when even that won't. */
export function smallestCount(most: number, enough: (n: number) => boolean): number | null {
  if (!(most >= 1) || !enough(most)) return null;
  let below = 0;
  let above = most;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (enough(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** A number as it is promised: nobody plans to the last label. */
export const plannedCount = (n: number) =>
  n < 50 ? Math.max(5, Math.ceil(n / 5) * 5) : Math.ceil(n / 10) * 10;
