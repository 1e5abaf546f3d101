import type { Random } from './random';

/**
 * A draw from Binomial(n, p): inversion while n·p is small, otherwise Hörmann's transformed rejection (BTRS, 1993),
 * whose cost does not grow with n. Exact, not a normal approximation.
 */
export function binomialSample(random: Random, n: number, p: number): number {
  if (!(n >= 0) || !(p >= 0 && p <= 1)) throw new RangeError(`binomialSample: n = ${n}, p = ${p}`);
  if (n === 0 || p === 0) return 0;
  if (p > 0.5) return n - binomialSample(random, n, 1 - p);
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p);
}

/** How many of n units fall to each category, chosen with the given weights (not necessarily summing to 1). */
export function multinomialSample(random: Random, n: number, weights: Float64Array, out: Float64Array): void {
  let mass = 0;
  for (let k = 0; k < weights.length; k++) mass += weights[k]!;
  let left = n;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    const drawn = left === 0 || weight === 0 ? 0 : binomialSample(random, left, Math.min(1, weight / mass));
    out[k] = drawn;
    left -= drawn;
    mass -= weight;
  }
}

function byInversion(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let u = random.next();
  let probability = (1 - p) ** n;
  let x = 0;
  while (u > probability && x < n) {
    u -= probability;
    x++;
    probability *= (odds * (n - x + 1)) / x;
  }
  return x;
}

function byRejection(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const quick = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= quick) return k;
    if (k < 0 || k > n) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
      stirlingTail(mode) +
      stirlingTail(n - mode) -
      stirlingTail(k) -
      stirlingTail(n - k);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** What Stirling's formula for log k! leaves out; the series is exact to 1e-11 from k = 10 on. */
function stirlingTail(k: number): number {
  if (k < SMALL_TAILS.length) return SMALL_TAILS[k]!;
  const x = k + 1;
  return (1 / 12 - (1 / 360 - 1 / 1260 / (x * x)) / (x * x)) / x;
}

const SMALL_TAILS = (() => {
  const tails: number[] = [];
  let logFactorial = 0;
  for (let k = 0; k < 10; k++) {
    if (k > 0) logFactorial += Math.log(k);
    tails.push(logFactorial - (0.5 * Math.log(2 * Math.PI) + (k + 0.5) * Math.log(k + 1) - (k + 1)));
  }
  return tails;
})();
