import { z } from 'zod';

/**
 * Every background job: its payload, and how its queue behaves. Handlers are in `jobs/handlers`, the work in `lib`.
 * A queue with `once` keeps at most one waiting job per key, which is how many labels become one measurement. One with `cron` (UTC) is
 * filled by the clock.
 */
export const JOBS = {
  'measure-quality': {
    payload: z.object({ batchId: z.uuid() }),
    once: true,
    expireInSeconds: 600,
    retryLimit: 5,
  },
  'measure-report': {
    payload: z.object({ batchId: z.uuid() }),
    once: true,
    expireInSeconds: 1800,
    retryLimit: 5,
  },
  'train-reward-model': {
    payload: z.object({ runId: z.uuid() }),
    once: true,
    expireInSeconds: 6 * 3600,
    retryLimit: 3,
  },
  'watch-model': {
    payload: z.object({ modelId: z.uuid() }),
    once: true,
    expireInSeconds: 900,
    retryLimit: 3,
  },
  'watch-what-is-due': {
    payload: z.object({}),
    once: true,
    expireInSeconds: 600,
    retryLimit: 1,
    /** Minutes past the hour that differ from everybody else's full hour. */
    cron: '7 * * * *',
  },
  'import-file': {
    payload: z.object({ importId: z.uuid() }),
    once: true,
    expireInSeconds: 3600,
    retryLimit: 0,
  },
  'score-leaderboard': {
    payload: z.object({ leaderboardId: z.uuid() }),
    once: true,
    expireInSeconds: 3600,
    retryLimit: 2,
  },
  'simulate-labels': {
    payload: z.object({ batchId: z.uuid(), seed: z.number().int() }),
    once: true,
    expireInSeconds: 1800,
    retryLimit: 2,
  },
  'apply-life-cycle': {
    payload: z.object({ projectId: z.uuid() }),
    once: true,
    expireInSeconds: 300,
    retryLimit: 3,
  },
  'deliver-webhooks': {
    payload: z.object({}),
    once: true,
    expireInSeconds: 900,
    retryLimit: 2,
  },
  'send-alert-mail': {
    payload: z.object({ alertId: z.number().int(), userId: z.uuid() }),
    once: true,
    expireInSeconds: 120,
    retryLimit: 10,
  },
  'expire-leases': {
    payload: z.object({}),
    once: true,
    expireInSeconds: 120,
    retryLimit: 0,
  },
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;
