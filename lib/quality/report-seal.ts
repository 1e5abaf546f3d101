import type { QualityFigures } from '#lib/gate/quality-figures';
import { isSealOf, sealOf } from '#lib/seal';

/** What the gate reads of a report. The seal covers all of it. */
export interface SealedReport {
  batchId: string;
  lastSequence: number;
  methodVersion: number;
  snapshotHash: string;
  figures: QualityFigures;
}

const parts = ({ batchId, lastSequence, methodVersion, snapshotHash, figures }: SealedReport) => ({
  batchId,
  lastSequence,
  methodVersion,
  snapshotHash,
  figures,
});

/** Made when a report is measured, so that a row which SQL alone wrote can be told from a measurement. */
export const reportSeal = (report: SealedReport): string => sealOf(parts(report), 'quality-report');

export const isReportSealed = (seal: string, report: SealedReport): boolean =>
  isSealOf(seal, parts(report), 'quality-report');
