import { engineOfRun } from '#jobs/engines/engine-of-run';
import type { JobPayload } from '#lib/queue/job-definitions';

export const handleTrainRewardModel = async ({ runId }: JobPayload<'train-reward-model'>): Promise<void> =>
  (await engineOfRun(runId)).take(runId);
