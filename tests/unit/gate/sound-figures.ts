import type { EstimateBasis } from '#lib/agreement/estimate-basis';
import type { AgreementFigures, JudgedReport, QualityFigures, Share } from '#lib/gate/quality-figures';
import type { Estimate } from '#lib/statistics/estimate';
import { tInterval } from '#lib/statistics/jackknife';
import { wilsonInterval } from '#lib/statistics/proportion-interval';

export interface AlphaFigures {
  swapInvariantAlpha: Estimate;
  alphaBasis: EstimateBasis;
}

/** An alpha with the errors of both kinds, as a report holds it. */
export function alphaWith(
  value: number,
  errors: { se: number; seAnnotators: number; annotators?: number; items?: number },
): AlphaFigures {
  const { se, seAnnotators, annotators = 12, items = 900 } = errors;
  const agreement = Math.min(1, Math.max(0, (value + 1) / 2));
  return {
    swapInvariantAlpha: {
      value,
      se,
      ci95: tInterval(value, se, items - 1, { high: 1 }),
      ci95Annotators: annotators < 8 ? null : tInterval(value, seAnnotators, annotators - 1, { high: 1 }),
    },
    alphaBasis: { seItems: se, items, seAnnotators, annotators, agreement, scale: 2 },
  };
}

export const shareOf = (count: number, of: number): Share => ({
  value: of ? count / of : null,
  count,
  of,
  ci95: wilsonInterval(count, of),
});

const estimate = (value: number): Estimate => ({ value, se: 0.01, ci95: [value - 0.02, value + 0.02] });
const agreement = (value: number): AgreementFigures => ({
  percentAgreement: estimate(value),
  pairwiseAgreement: estimate(value),
  krippendorffAlpha: estimate(value),
  cohenKappa: { ...estimate(value), definedPairs: 10, undefinedPairs: 0 },
});

/** A batch that passes every check of the default policy. */
export function soundFigures(): QualityFigures {
  const cohort = alphaWith(0.45, { se: 0.06, seAnnotators: 0.06, items: 80 });
  return {
    labels: 3000,
    repeats: 200,
    excludedLabels: 0,
    comparisons: 1200,
    comparisonsWithOverlap: 900,
    annotators: 12,
    aligned: agreement(0.75),
    presented: agreement(0.75),
    ...alphaWith(0.55, { se: 0.018, seAnnotators: 0.03 }),
    goldAccuracy: shareOf(270, 300),
    selfConsistency: shareOf(172, 200),
    flagged: { value: 0.02, count: 60, of: 3000, annotators: [] },
    currentGuideline: { value: 0.8, count: 2400, of: 3000, number: 2 },
    openAdjudications: 3,
    cohorts: [
      {
        cohort: 'code',
        comparisons: 100,
        comparisonsWithOverlap: 80,
        alpha: cohort.swapInvariantAlpha,
        basis: cohort.alphaBasis,
      },
    ],
    influence: [],
    drift: { monitored: 12, alarms: 0 },
    timeline: [],
    labelsPerDay: [],
  } as QualityFigures;
}

/** A report that covers everything but the last `behind` changes. */
export const judged = (figures: QualityFigures, behind = 0): JudgedReport => ({
  figures,
  lastSequence: 100,
  neededSequence: 100 + behind,
});
