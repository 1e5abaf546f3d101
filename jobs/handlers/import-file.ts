import type { JobPayload } from '#lib/queue/job-definitions';
import { runImport } from '#lib/transfer/run-import';

export const handleImportFile = ({ importId }: JobPayload<'import-file'>): Promise<void> =>
  runImport(importId);
