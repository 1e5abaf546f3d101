/**
 * Average run length of a Bernoulli CUSUM with constant expectation: labels until the first alarm, when events really
 * come with probability `p`. Integral equation on a grid with linear interpolation, split into the time until the path
 * returns to zero or alarms, and the chance that it returns, so that long run lengths cost no more than short ones.
 *
 * @param p0 probability that the chart takes for normal, `p1` the one that it looks for.
 * @param h alarm at S >= h.
 * @throws RangeError for probabilities outside (0, 1), p1 <= p0 or h <= 0.
 */
export function bernoulliCusumRunLength(
  p0: number,
  p1: number,
  h: number,
  p: number,
  gridPoints = 4000,
): number {
  if (!(p0 > 0 && p1 > p0 && p1 < 1))
    throw new RangeError(`bernoulliCusumRunLength: need 0 < p0 < p1 < 1, got ${p0}, ${p1}`);
  if (!(p > 0 && p < 1)) throw new RangeError(`bernoulliCusumRunLength: p must lie in (0, 1), got ${p}`);
  if (!(h > 0)) throw new RangeError(`bernoulliCusumRunLength: h must be positive, got ${h}`);
  const up = Math.log(p1 / p0);
  const down = -Math.log((1 - p1) / (1 - p0));
  const width = h / gridPoints;
  const steps = new Float64Array(gridPoints + 1);
  const returns = new Float64Array(gridPoints + 1);
  const read = (values: Float64Array, s: number) => {
    const at = Math.min(s / width, gridPoints);
    const below = Math.floor(at);
    const above = Math.min(below + 1, gridPoints);
    return values[below]! + (values[above]! - values[below]!) * (at - below);
  };
  for (let round = 0; round < 10_000; round++) {
    let largest = 0;
    for (let k = 0; k <= gridPoints; k++) {
      const s = k * width;
      const low = s - down;
      const high = s + up;
      const time = 1 + (low > 0 ? (1 - p) * read(steps, low) : 0) + (high < h ? p * read(steps, high) : 0);
      const chance =
        (low > 0 ? (1 - p) * read(returns, low) : 1 - p) + (high < h ? p * read(returns, high) : 0);
      largest = Math.max(largest, Math.abs(time - steps[k]!) / time, Math.abs(chance - returns[k]!));
      steps[k] = time;
      returns[k] = chance;
    }
    if (largest < 1e-12) break;
  }
  const first = up < h ? { steps: read(steps, up), returns: read(returns, up) } : { steps: 0, returns: 0 };
  return (1 + p * first.steps) / (p * (1 - first.returns));
}
