import { agreementTally } from '#lib/agreement/agreement-tally';
import { alphaDifference } from '#lib/agreement/alpha-difference';
import { restSums, sliceEstimate, sliceSums } from '#lib/agreement/item-slices';
import { alphaMeasure } from '#lib/agreement/krippendorff-alpha';
import { pairwiseAgreementMeasure } from '#lib/agreement/percent-agreement';
import { selectLabels } from '#lib/agreement/without-repeats';
import { falseDiscoveryRates } from '#lib/annotators/false-discovery';
import { type Difference, differenceFrom } from '#lib/statistics/clustered-ratio';
import type { Estimate } from '#lib/statistics/estimate';
import { CATEGORIES } from '../choice-codes';
import { MIRROR } from '../label-table';
import type { Measurement } from '../measurement';
import { type ItemGroup, SLICED_BY, type SliceDimension } from '../slice-groups';

/** Comparisons with two labels below which a slice gets no figure. */
export const SLICE_MINIMUM = 20;
/** Slices called different when their q-value lies below this. */
const CALLED = 0.05;

/** One slice: its agreement, and how it differs from what it is compared with. */
export interface SliceRow {
  name: string;
  /** What the disagreements explorer filters by to show the comparisons behind it. */
  filter: Record<string, string>;
  labels: number;
  comparisons: number;
  comparisonsWithOverlap: number;
  /** Swap-invariant alpha and pairwise agreement; null with `too_few_labels` below SLICE_MINIMUM. */
  alpha: Estimate;
  agreement: Estimate;
  /** Alpha less that of the rest, or of the version before; null where there is none. */
  against: string | null;
  difference: Difference;
  /** Benjamini–Hochberg over all slices of the report. */
  qValue: number | null;
}

export interface Slices {
  dimensions: { dimension: SliceDimension; rows: SliceRow[] }[];
  /** Differences that were tested, how many were called, and how many of those chance alone would have below p = .05. */
  tested: number;
  below: number;
  expectedBelow: number;
  called: number;
}

const ALPHA = alphaMeasure(CATEGORIES.length, { mirror: MIRROR });
const TOO_FEW: Estimate = { value: null, se: null, ci95: null, reason: 'too_few_labels' };
const NO_DIFFERENCE: Difference = { value: null, se: null, ci95: null, pValue: null };

/** Agreement by guideline version, tag, language, prompt length, pair of sources and time. */
export function slices(measurement: Measurement): Slices {
  const { columns } = measurement.aligned;
  const labelsOf = new Int32Array(columns.itemCount);
  for (const item of columns.items) labelsOf[item]!++;
  const sliced: Slices['dimensions'] = SLICED_BY.map(({ dimension, groups }) => ({
    dimension,
    rows: groups(measurement).map((group) => itemRow(measurement, group, labelsOf)),
  }));
  const dimensions = [
    { dimension: 'guideline' as const, rows: guidelineRows(measurement) },
    ...sliced,
  ].filter(({ rows }) => rows.length > 0);
  const rows = dimensions.flatMap(({ rows }) => rows);
  const pValues = rows.map((row) => row.difference.pValue);
  falseDiscoveryRates(pValues).forEach((q, k) => {
    rows[k]!.qValue = q;
  });
  const tested = pValues.filter((p) => p !== null).length;
  return {
    dimensions,
    tested,
    below: pValues.filter((p) => p !== null && p < 0.05).length,
    expectedBelow: tested * 0.05,
    called: rows.filter((row) => row.qValue !== null && row.qValue < CALLED).length,
  };
}

/** A slice of whole comparisons against all the others: two sets without a common comparison. */
function itemRow({ tally }: Measurement, group: ItemGroup, labelsOf: Int32Array): SliceRow {
  const own = sliceSums(tally, group.items);
  const rest = restSums(tally, own);
  const [overlap, outside] = [own, rest].map((sums) => sums.total[tally.layout.pairable]!) as [
    number,
    number,
  ];
  const enough = overlap >= SLICE_MINIMUM;
  const [alpha, other] = [own, rest].map((sums) => sliceEstimate(sums, ALPHA)) as [Estimate, Estimate];
  const comparable = enough && outside >= SLICE_MINIMUM && alpha.value !== null && other.value !== null;
  return {
    name: group.name,
    filter: group.filter,
    labels: group.items.reduce((sum, item) => sum + labelsOf[item]!, 0),
    comparisons: group.items.length,
    comparisonsWithOverlap: overlap,
    alpha: enough ? alpha : TOO_FEW,
    agreement: enough ? sliceEstimate(own, pairwiseAgreementMeasure) : TOO_FEW,
    against: comparable ? 'the rest' : null,
    difference:
      comparable && alpha.se !== null && other.se !== null
        ? differenceFrom(
            alpha.value! - other.value!,
            Math.hypot(alpha.se, other.se),
            Math.min(overlap, outside) - 1,
          )
        : NO_DIFFERENCE,
    qValue: null,
  };
}

/** Labels given under each version of the guideline, each against the one before; a comparison may have labels of both. */
function guidelineRows({ aligned, table, labels }: Measurement): SliceRow[] {
  const { columns, kept } = aligned;
  const positions = new Map<number, number[]>();
  for (let at = 0; at < columns.items.length; at++) {
    const version = labels.guideline[table.rows[kept ? kept[at]! : at]!]!;
    const list = positions.get(version);
    if (list) list.push(at);
    else positions.set(version, [at]);
  }
  if (!positions.size || (positions.size === 1 && positions.has(-1))) return [];
  let before: { version: number; tally: ReturnType<typeof agreementTally>; enough: boolean } | null = null;
  return [...positions]
    .sort(([a], [b]) => a - b)
    .map(([version, at]): SliceRow => {
      const tally = agreementTally(selectLabels(columns, Int32Array.from(at)));
      const overlap = tally.total[tally.layout.pairable]!;
      const enough = overlap >= SLICE_MINIMUM;
      const comparable: typeof before = version > 0 && before?.enough && enough ? before : null;
      const row: SliceRow = {
        name: version < 0 ? 'version not known' : `version ${version}`,
        filter: { guideline: String(version) },
        labels: at.length,
        comparisons: tally.total[tally.layout.items]!,
        comparisonsWithOverlap: overlap,
        alpha: enough ? sliceEstimate(tally, ALPHA) : TOO_FEW,
        agreement: enough ? sliceEstimate(tally, pairwiseAgreementMeasure) : TOO_FEW,
        against: comparable ? `version ${comparable.version}` : null,
        difference: comparable ? alphaDifference(tally, comparable.tally, { mirror: MIRROR }) : NO_DIFFERENCE,
        qValue: null,
      };
      if (version > 0) before = { version, tally, enough };
      return row;
    });
}
