import type { JobPayload } from '#lib/queue/job-definitions';
import { watchModel } from '#lib/scoring/watch-model';

export const handleWatchModel = ({ modelId }: JobPayload<'watch-model'>): Promise<void> =>
  watchModel(modelId);
