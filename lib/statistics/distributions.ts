import stdlibBetaCdf from '@stdlib/stats-base-dists-beta-cdf';
import stdlibBetaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibBinomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import stdlibChisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import stdlibNormalCdf from '@stdlib/stats-base-dists-normal-cdf';
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import stdlibTCdf from '@stdlib/stats-base-dists-t-cdf';
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * The distribution functions that the statistics need, from stdlib. The library answers NaN to malformed arguments;
 * here they throw, because a NaN that travels into a threshold is how a gate opens by accident.
 */
function checked(name: string, result: number, ...args: number[]): number {
  if (Number.isNaN(result)) throw new RangeError(`${name}: arguments out of range (${args.join(', ')})`);
  return result;
}

/** P(Z <= x) for the standard normal. */
export function normalCdf(x: number): number {
  return checked('normalCdf', stdlibNormalCdf(x, 0, 1), x);
}

/** The standard normal deviate with probability p below it; p = 0 and 1 give the infinities. */
export function normalQuantile(p: number): number {
  return checked('normalQuantile', stdlibNormalQuantile(p, 0, 1), p);
}

/** P(T <= x) for Student's t with df > 0 degrees of freedom (Infinity is the normal). */
export function tCdf(x: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalCdf(x);
  return checked('tCdf', stdlibTCdf(x, df), x, df);
}

/** The t deviate with probability p below it, df > 0 degrees of freedom (Infinity is the normal). */
export function tQuantile(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  if (!(df > 0)) throw new RangeError(`tQuantile: degrees of freedom must be positive, got ${df}`);
  return checked('tQuantile', stdlibTQuantile(p, df), p, df);
}

/** P(X <= x) for Beta(alpha, beta), both parameters > 0. */
export function betaCdf(x: number, alpha: number, beta: number): number {
  return checked('betaCdf', stdlibBetaCdf(x, alpha, beta), x, alpha, beta);
}

/** The Beta(alpha, beta) deviate with probability p below it, both parameters > 0. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return checked('betaQuantile', stdlibBetaQuantile(p, alpha, beta), p, alpha, beta);
}

/** P(X <= x) for the number of successes in n trials of probability p. */
export function binomialCdf(x: number, n: number, p: number): number {
  return checked('binomialCdf', stdlibBinomialCdf(x, n, p), x, n, p);
}

/** P(X <= x) for chi-square with df > 0 degrees of freedom. */
export function chisquareCdf(x: number, df: number): number {
  return checked('chisquareCdf', stdlibChisquareCdf(x, df), x, df);
}
