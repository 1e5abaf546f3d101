import type { Queryable } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';

/** What a new report sets going: runs that wait for it are judged again, and annotators are held against the rules. */
export async function actOnReport(tx: Queryable, projectId: string, batchId: string): Promise<void> {
  await releaseBlockedRuns(tx, projectId, batchId);
  await enqueue(tx, 'apply-life-cycle', { projectId }, projectId);
}
