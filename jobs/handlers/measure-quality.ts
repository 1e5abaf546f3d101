import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { transaction } from '#lib/db';
import { measureLive, measureQuality } from '#lib/quality/measure-quality';
import { enqueue } from '#lib/queue/enqueue';
import type { JobPayload } from '#lib/queue/job-definitions';
import { actOnReport } from '../act-on-report';

/** Up to so many labels a full report takes about as long as the live figures alone. */
const SMALL_BATCH = 20_000;

/** A label is measured at once: fully in a small batch, else its live figures first and the full report beside. */
export async function handleMeasureQuality({ batchId }: JobPayload<'measure-quality'>): Promise<void> {
  const began = performance.now();
  const live = await measureLive(batchId);
  // Comparisons without a label are counted, but there is nothing to report on yet.
  if (live?.lastSequence) {
    if (live.labels <= SMALL_BATCH) {
      const measured = await measureQuality(batchId);
      if (measured) await actOnReport(measured.projectId, batchId);
    } else await transaction((tx) => enqueue(tx, 'measure-report', { batchId }, batchId));
  }
  // Under a stream of labels the worker rests as long as it measured.
  await pause(Math.min(10_000, performance.now() - began));
}
