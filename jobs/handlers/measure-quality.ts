import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { transaction } from '#lib/db';
import { measureQuality } from '#lib/quality/measure-quality';
import type { JobPayload } from '#lib/queue/job-definitions';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';

/** A single label is measured at once; under a stream of them the worker rests as long as it measured. */
export async function handleMeasureQuality({ batchId }: JobPayload<'measure-quality'>): Promise<void> {
  const began = performance.now();
  const measured = await measureQuality(batchId);
  if (measured) await transaction((tx) => releaseBlockedRuns(tx, measured.projectId, batchId));
  await pause(Math.min(10_000, performance.now() - began));
}
