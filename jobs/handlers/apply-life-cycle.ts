import { applyLifeCycle } from '#lib/labels/apply-life-cycle';
import type { JobPayload } from '#lib/queue/job-definitions';

export async function handleApplyLifeCycle({ projectId }: JobPayload<'apply-life-cycle'>): Promise<void> {
  await applyLifeCycle(projectId);
}
