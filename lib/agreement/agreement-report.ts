import type { Estimate } from '#lib/statistics/estimate';
import { type AgreementTally, agreementTally } from './agreement-tally';
import { type AnnotatorAgreement, annotatorAgreement } from './annotator-agreement';
import {
  brennanPrediger,
  chanceCorrectedMeasure,
  fleissKappa,
  gwetAc,
  scottPi,
  scottPiMeasure,
} from './chance-corrected';
import { type CohenPair, cohenPair } from './cohen-pair-list';
import { cohenPairs } from './cohen-pairs';
import { congerKappa } from './conger-kappa';
import { type Divergence, explainDivergence } from './divergence';
import { undefinedEstimate } from './estimate-with-intervals';
import { type BootstrapOptions, bootstrapIntervals } from './item-bootstrap';
import { alphaMeasure, krippendorffAlpha, swapInvariantAlpha } from './krippendorff-alpha';
import type { LabelColumns } from './label-columns';
import { meanCohenKappa } from './mean-cohen-kappa';
import type { Measure } from './measure';
import type { Mirror } from './orientation';
import {
  pairwiseAgreement,
  pairwiseAgreementMeasure,
  percentAgreement,
  percentAgreementMeasure,
} from './percent-agreement';
import { type StrengthAgreement, strengthAgreement } from './strength-agreement';
import { withoutRepeats } from './without-repeats';

export interface AgreementReportOptions {
  categories: readonly string[];
  annotatorIds: readonly string[];
  orientation: 'presented' | 'canonical';
  /** The mirror of the choices; null when the categories have no two sides (then no swap-invariant alpha). */
  mirror: Mirror | null;
  bootstrap?: BootstrapOptions | null;
  /** Signed strength of each label, NaN where none was given; in the orientation of the columns. */
  strengths?: Float64Array;
}

type NamedPair = Omit<CohenPair, 'a' | 'b'> & { a: string; b: string };
type NamedAnnotator = { id: string } & Omit<AnnotatorAgreement, 'annotator'>;

/** How far the annotators agree: every coefficient with its intervals, every pair, every annotator. */
export interface AgreementReport {
  counts: {
    labels: number;
    items: number;
    itemsWithOverlap: number;
    annotators: number;
    repeats: number;
    /** Answers without a preference that were set aside before; only where there were any. */
    cantJudge?: number;
  };
  categories: readonly string[];
  orientation: 'presented' | 'canonical';
  percentAgreement: Estimate;
  pairwiseAgreement: Estimate;
  cohenKappa: Estimate & { pairs: NamedPair[]; undefinedPairs: number };
  scottPi: Estimate;
  fleissKappa: Estimate;
  congerKappa: Estimate;
  gwetAc1: Estimate;
  gwetAc2Linear: Estimate;
  gwetAc2Quadratic: Estimate;
  brennanPrediger: Estimate;
  krippendorffAlpha: { nominal: Estimate; ordinal: Estimate; interval: Estimate };
  swapInvariantAlpha: Estimate;
  strength: StrengthAgreement | null;
  annotators: NamedAnnotator[];
  explanation: Divergence | null;
}

/**
 * The agreement report of a batch. Repeats are left aside first; every figure is over the same labels.
 *
 * @param columns all current labels, repeats included, already in the stated orientation.
 */
export function agreementReport(columns: LabelColumns, options: AgreementReportOptions): AgreementReport {
  const { categories, annotatorIds, mirror } = options;
  if (categories.length !== columns.categoryCount || annotatorIds.length !== columns.annotatorCount)
    throw new RangeError(
      `agreementReport: ${categories.length} category and ${annotatorIds.length} annotator names for ${columns.categoryCount} and ${columns.annotatorCount}`,
    );
  const first = withoutRepeats(columns);
  const tally = agreementTally(first.columns);
  const pairs = cohenPairs(first.columns, first.byItem ?? undefined);
  const values = categoryValues(categories);
  const report: AgreementReport = {
    counts: {
      labels: columns.items.length,
      items: tally.total[tally.layout.items]!,
      itemsWithOverlap: tally.total[tally.layout.pairable]!,
      annotators: countAnnotators(columns),
      repeats: first.repeats,
    },
    categories,
    orientation: options.orientation,
    percentAgreement: percentAgreement(tally),
    pairwiseAgreement: pairwiseAgreement(tally),
    cohenKappa: {
      ...meanCohenKappa(pairs),
      pairs: Array.from({ length: pairs.count }, (_, k) => {
        const pair = cohenPair(pairs, k);
        return { ...pair, a: annotatorIds[pair.a]!, b: annotatorIds[pair.b]! };
      }),
      undefinedPairs: pairs.undefinedPairs,
    },
    scottPi: scottPi(tally),
    fleissKappa: fleissKappa(tally),
    congerKappa: congerKappa(tally),
    gwetAc1: gwetAc(tally),
    gwetAc2Linear: gwetAc(tally, 'linear'),
    gwetAc2Quadratic: gwetAc(tally, 'quadratic'),
    brennanPrediger: brennanPrediger(tally),
    krippendorffAlpha: {
      nominal: krippendorffAlpha(tally),
      ordinal: krippendorffAlpha(tally, { metric: 'ordinal' }),
      interval: krippendorffAlpha(tally, { metric: 'interval', values }),
    },
    swapInvariantAlpha: mirror ? swapInvariantAlpha(tally, mirror) : undefinedEstimate('no_mirror'),
    strength: options.strengths
      ? strengthAgreement(first.columns, keep(options.strengths, first.kept))
      : null,
    annotators: annotatorAgreement(tally, pairs).map(({ annotator, ...figures }) => ({
      id: annotatorIds[annotator]!,
      ...figures,
    })),
    explanation: null,
  };
  if (options.bootstrap) addBootstrap(report, tally, options.bootstrap, mirror, values);
  report.explanation = explain(report, first.columns);
  return report;
}

/** Value of each category for the interval metric: itself where all are numbers, otherwise its position. */
export function categoryValues(categories: readonly string[]): Float64Array {
  const numbers = categories.map((category) => (category.trim() === '' ? Number.NaN : Number(category)));
  return Float64Array.from(numbers.every(Number.isFinite) ? numbers : categories.keys());
}

function addBootstrap(
  report: AgreementReport,
  tally: AgreementTally,
  options: BootstrapOptions,
  mirror: Mirror | null,
  values: Float64Array,
): void {
  const q = tally.layout.categoryCount;
  const alpha = report.krippendorffAlpha;
  const rows: [Estimate, Measure][] = [
    [report.percentAgreement, percentAgreementMeasure()],
    [report.pairwiseAgreement, pairwiseAgreementMeasure],
    [report.scottPi, scottPiMeasure()],
    [report.fleissKappa, chanceCorrectedMeasure('fleiss', 'identity')],
    [report.gwetAc1, chanceCorrectedMeasure('gwet', 'identity')],
    [report.gwetAc2Linear, chanceCorrectedMeasure('gwet', 'linear')],
    [report.gwetAc2Quadratic, chanceCorrectedMeasure('gwet', 'quadratic')],
    [report.brennanPrediger, chanceCorrectedMeasure('uniform', 'identity')],
    [alpha.nominal, alphaMeasure(q)],
    [alpha.ordinal, alphaMeasure(q, { metric: 'ordinal' })],
    [alpha.interval, alphaMeasure(q, { metric: 'interval', values })],
  ];
  if (mirror) rows.push([report.swapInvariantAlpha, alphaMeasure(q, { mirror })]);
  const intervals = bootstrapIntervals(
    tally,
    rows.map(([, measure]) => measure),
    options,
  );
  for (const [k, [estimate]] of rows.entries())
    estimate.ci95Bootstrap = estimate.ci95 === null ? null : intervals[k]!;
}

function explain(report: AgreementReport, columns: LabelColumns): Divergence | null {
  const labelCounts = new Array<number>(columns.categoryCount).fill(0);
  for (const choice of columns.choices) labelCounts[choice]!++;
  const tie = report.categories.indexOf('TIE');
  return explainDivergence({
    percentAgreement: report.percentAgreement.value,
    alpha: report.krippendorffAlpha.nominal.value,
    alphaOrdinal: report.krippendorffAlpha.ordinal.value,
    swapInvariantAlpha: report.swapInvariantAlpha.value,
    gwetAc1: report.gwetAc1.value,
    itemsWithOverlap: report.counts.itemsWithOverlap,
    labelCounts,
    categories: report.categories,
    tie: tie >= 0 ? tie : null,
  });
}

function countAnnotators(columns: LabelColumns): number {
  const seen = new Uint8Array(columns.annotatorCount);
  for (const annotator of columns.annotators) seen[annotator] = 1;
  return seen.reduce((sum, one) => sum + one, 0);
}

function keep(values: Float64Array, positions: Int32Array | null): Float64Array {
  return positions ? Float64Array.from(positions, (label) => values[label]!) : values;
}
