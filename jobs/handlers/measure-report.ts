import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobPayload } from '#lib/queue/job-definitions';
import { actOnReport } from '../act-on-report';
import { measureBeside } from '../measure-beside';

/** The full report of a large batch, in a thread of its own, so that new labels are counted meanwhile. */
export async function handleMeasureReport({ batchId }: JobPayload<'measure-report'>): Promise<void> {
  const began = performance.now();
  const measured = await measureBeside(batchId);
  if (measured) await actOnReport(measured.projectId, batchId);
  await pause(Math.min(30_000, performance.now() - began));
}
