import { transaction } from '#lib/db';
import { measureQuality } from '#lib/quality/measure-quality';
import type { JobPayload } from '#lib/queue/job-definitions';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';

export async function handleMeasureQuality({ batchId }: JobPayload<'measure-quality'>): Promise<void> {
  const measured = await measureQuality(batchId);
  if (measured) await transaction((tx) => releaseBlockedRuns(tx, measured.projectId, batchId));
}
