import type { AgreementReport } from '#lib/agreement/agreement-report';
import type { Estimate, Interval } from '#lib/statistics/estimate';

const REASONS: Record<NonNullable<Estimate['reason']>, string> = {
  no_pairs: 'no comparison has two labels',
  no_variation: 'everyone used one and the same category',
  one_item: 'rests on a single comparison',
  too_few_annotators: 'fewer than 8 annotators overlap',
  too_few_labels: 'too few labels',
  no_data: 'no labels',
  no_mirror: 'the categories have no two sides',
  not_converged: 'did not converge',
};

/** The report as a table for people. Rounded here and nowhere before. */
export function agreementTable(report: AgreementReport): string {
  const { counts, cohenKappa, krippendorffAlpha: alpha } = report;
  const figures: [string, Estimate][] = [
    ['Percent agreement (mean of comparisons)', report.percentAgreement],
    ['Pairwise agreement (all label pairs)', report.pairwiseAgreement],
    ['Swap-invariant alpha', report.swapInvariantAlpha],
    ['Krippendorff alpha, nominal', alpha.nominal],
    ['Krippendorff alpha, ordinal', alpha.ordinal],
    ['Krippendorff alpha, interval', alpha.interval],
    ["Cohen's kappa, weighted mean of pairs", cohenKappa],
    ["Scott's pi", report.scottPi],
    ["Fleiss' kappa", report.fleissKappa],
    ["Conger's kappa", report.congerKappa],
    ["Gwet's AC1", report.gwetAc1],
    ["Gwet's AC2, linear", report.gwetAc2Linear],
    ["Gwet's AC2, quadratic", report.gwetAc2Quadratic],
    ['Brennan–Prediger', report.brennanPrediger],
  ];
  if (report.strength) {
    figures.push(['Strength: swap-invariant alpha, ordinal', report.strength.ordinal]);
    figures.push(["Strength: Gwet's AC2, linear", report.strength.gwetAc2Linear]);
  }
  const lines = [
    `${count(counts.labels)} labels of ${count(counts.items)} comparisons by ${count(counts.annotators)} annotators; ${count(counts.itemsWithOverlap)} comparisons with two labels or more, ${count(counts.repeats)} repeats${counts.cantJudge ? ` and ${count(counts.cantJudge)} “can’t judge”` : ''} left aside`,
    `Categories ${report.categories.join(', ')}; sides as ${report.orientation === 'canonical' ? 'ordered by source' : 'presented'}`,
    '',
    ...table(
      ['', 'value', '95 % new comparisons', '95 % annotators like these', ''],
      figures.map(([name, estimate]) => [
        name,
        number(estimate.value),
        interval(estimate.ci95),
        interval(estimate.ci95Annotators ?? null),
        estimate.reason ? REASONS[estimate.reason] : '',
      ]),
    ),
    '',
    `${count(cohenKappa.pairs.length)} annotator pairs share comparisons, ${count(cohenKappa.undefinedPairs)} of them without a defined kappa.`,
  ];
  if (report.explanation) lines.push(report.explanation.sentence);
  lines.push('', ...annotatorRows(report));
  return lines.join('\n');
}

const SHOWN_ANNOTATORS = 20;
const ENOUGH_LABELS = 50;

/** The annotators whom the others follow least, among those with enough labels to say so. */
function annotatorRows(report: AgreementReport): string[] {
  const ranked = report.annotators
    .filter((annotator) => annotator.agreement !== null && annotator.labels >= ENOUGH_LABELS)
    .sort((a, b) => a.agreement! - b.agreement!);
  if (ranked.length === 0) return [`No annotator has ${ENOUGH_LABELS} labels with overlap.`];
  const shown = ranked.slice(0, SHOWN_ANNOTATORS);
  return [
    `Annotators with ${ENOUGH_LABELS} labels or more, lowest agreement first (${shown.length} of ${ranked.length}):`,
    ...table(
      ['annotator', 'labels', 'agreement', '95 %', 'kappa', 'with majority'],
      shown.map((annotator) => [
        annotator.id,
        count(annotator.labels),
        number(annotator.agreement),
        interval(annotator.agreementInterval),
        number(annotator.kappa),
        number(annotator.majorityAgreement),
      ]),
    ),
  ];
}

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === head.length - 1
          ? cell.padEnd(widths[column]!)
          : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}

const number = (value: number | null) => (value === null ? '–' : value.toFixed(3));
const interval = (ends: Interval | null) =>
  ends === null ? '–' : `${ends[0].toFixed(3)} to ${ends[1].toFixed(3)}`;
const count = (value: number) => value.toLocaleString('en');
