import { transaction } from '#lib/db';
import { adaptBatch } from '#lib/quality/adapt-batch';
import { enqueue } from '#lib/queue/enqueue';
import { releaseBlockedRuns } from '#lib/training/release-blocked-runs';

/**
 * What a new report sets going: runs that wait for it are judged again, annotators are held against the rules, and more
 * labels are asked for where the answer is uncertain.
 */
export async function actOnReport(projectId: string, batchId: string): Promise<void> {
  await transaction(async (tx) => {
    await releaseBlockedRuns(tx, projectId, batchId);
    await enqueue(tx, 'apply-life-cycle', { projectId }, projectId);
  });
  await adaptBatch(batchId);
}
