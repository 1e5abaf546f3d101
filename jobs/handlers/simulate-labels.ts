import { simulateLabels } from '#jobs/simulate-labels';
import type { JobPayload } from '#lib/queue/job-definitions';

export const handleSimulateLabels = ({ batchId, seed }: JobPayload<'simulate-labels'>): Promise<void> =>
  simulateLabels(batchId, seed);
