/**
 * The path of a risk-adjusted Bernoulli CUSUM (Steiner, Cook, Farewell & Treasure 2000; Reynolds & Stoumbos 1999):
 * S_t = max(0, S_{t-1} + x_t ln R - ln(1 - p_t + R p_t)), S_0 = 0. R > 1 looks for more events than p_t expects,
 * R < 1 for fewer (the mirrored chart). The path is not reset after an alarm, so that it can be drawn and read on.
 *
 * @param events x_t, 0 or 1.
 * @param odds odds p_t / (1 - p_t) expected of each event.
 * @param oddsRatio R, the odds ratio that the chart is built to find.
 * @param assumedRatio multiplies all odds: what is normal for this one against the others.
 * @throws RangeError when the columns differ in length or R is not a positive number other than 1.
 */
export function bernoulliCusum(
  events: Uint8Array,
  odds: Float64Array,
  oddsRatio: number,
  assumedRatio = 1,
): Float64Array {
  if (events.length !== odds.length)
    throw new RangeError(`bernoulliCusum: ${events.length} events but ${odds.length} odds`);
  if (!(oddsRatio > 0) || oddsRatio === 1 || !Number.isFinite(oddsRatio))
    throw new RangeError(`bernoulliCusum: the odds ratio must be positive and not 1, got ${oddsRatio}`);
  const gain = Math.log(oddsRatio);
  const path = new Float64Array(events.length);
  let sum = 0;
  for (let t = 0; t < events.length; t++) {
    const w = odds[t]! * assumedRatio;
    sum = Math.max(0, sum + (events[t] ? gain : 0) - Math.log((1 + oddsRatio * w) / (1 + w)));
    path[t] = sum;
  }
  return path;
}

/** First index at which the path reaches the limit, or null when it never does. */
export function firstAlarm(path: Float64Array, limit: number): number | null {
  for (let t = 0; t < path.length; t++) if (path[t]! >= limit) return t;
  return null;
}

/** Where the climb that ends in an alarm began: the entry after the last zero before it (maximum-likelihood change point). */
export function climbStart(path: Float64Array, alarm: number): number {
  let start = alarm;
  while (start > 0 && path[start - 1]! > 0) start--;
  return start;
}
