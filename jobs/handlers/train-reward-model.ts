import type { JobPayload } from '#lib/queue/job-definitions';
import { trainRun } from '#lib/training/train-run';

export const handleTrainRewardModel = ({ runId }: JobPayload<'train-reward-model'>): Promise<void> =>
  trainRun(runId);
