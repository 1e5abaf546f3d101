import cluster from 'node:cluster';
import { RateLimiterCluster, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ConcordError } from '#lib/errors';

const LIMITS = {
  /** Sign-in attempts for one e-mail address. */
  signInByAddress: { points: 10, duration: 15 * 60 },
  /** Sign-in attempts from one network address. */
  signInByNetwork: { points: 100, duration: 15 * 60 },
  /** Requests with one API key. */
  apiKey: { points: 1200, duration: 60 },
  /** Requests for rewards with one API key: a trainer sends one for each response. How much is scored at once is bounded beside. */
  scoring: { points: 60_000, duration: 60 },
  /** Tries at an invitation link from one network address. */
  invitation: { points: 30, duration: 15 * 60 },
} as const;

export type RateLimit = keyof typeof LIMITS;

type Limiter = RateLimiterMemory | RateLimiterCluster;
const kept = globalThis as typeof globalThis & { concordRateLimits?: Map<RateLimit, Limiter> };
kept.concordRateLimits ??= new Map();

/** One of several web processes asks the one that leads them (jobs/web.ts), so that a limit is one, however many there are. */
const newLimiter = (limit: RateLimit): Limiter =>
  cluster.isWorker
    ? new RateLimiterCluster({ ...LIMITS[limit], keyPrefix: limit })
    : new RateLimiterMemory(LIMITS[limit]);

function limiterOf(limit: RateLimit): Limiter {
  const limiters = kept.concordRateLimits!;
  const limiter = limiters.get(limit) ?? newLimiter(limit);
  limiters.set(limit, limiter);
  return limiter;
}

/** Gives a point back: the attempt was no guess, and a whole office may share one network address. */
export async function giveBackRate(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).reward(key);
}

/** Takes one point of the caller's allowance, or refuses and says when to try again. Counted for the web server as a whole. */
export async function consumeRate(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterOf(limit).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new ConcordError('too_many_requests', `Too many attempts. Try again in ${seconds} seconds.`, {
      retryAfterSeconds: seconds,
    });
  }
}
