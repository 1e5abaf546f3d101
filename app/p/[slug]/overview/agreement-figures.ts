import type { QualityFigures } from '#lib/gate/quality-figures';
import type { LatestReport } from '#lib/quality/latest-report';
import type { LatestLiveFigures } from '#lib/quality/live-figures';

/** What the panel of agreement figures draws: of the newest label where that is counted at once, else of the report. */
export type AgreementFigures = Pick<QualityFigures, 'aligned' | 'presented' | 'swapInvariantAlpha'> & {
  /** Whether labels have come since the report, so that its other figures are older than the live ones. */
  newer: boolean;
};

/** @param live left out where everything must be as of the report. */
export function agreementFigures(
  report: LatestReport,
  live: LatestLiveFigures | null = null,
): AgreementFigures {
  const { aligned, presented, swapInvariantAlpha } = report.figures;
  if (!live || live.lastSequence <= report.lastSequence)
    return { aligned, presented, swapInvariantAlpha, newer: false };
  const { percentAgreement, pairwiseAgreement, krippendorffAlpha, ...rest } = live.figures;
  return {
    aligned: { ...aligned, percentAgreement, pairwiseAgreement, krippendorffAlpha },
    presented,
    swapInvariantAlpha: rest.swapInvariantAlpha,
    newer: true,
  };
}
