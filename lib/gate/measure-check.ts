import {
  annotatorInterval,
  type IntervalReading,
  itemInterval,
  widenedLevel,
} from '#lib/agreement/estimate-basis';
import type { Interval, UndefinedReason } from '#lib/statistics/estimate';
import { wilsonInterval } from '#lib/statistics/proportion-interval';
import { logGrowthOfAlpha, logGrowthOfLabels } from './evidence-growth';
import type { CheckId, PolicyChecks } from './policy';
import type { CohortAgreement, QualityFigures, Share } from './quality-figures';
import { repeatedLooksWidening } from './repeated-looks';

export interface MeasuredCheck {
  measured: number | null;
  interval: Interval | null;
  /** Counted, so it has no interval. */
  exact: boolean;
  /** How the interval was read; null for an exact figure, or when there is none. */
  reading: IntervalReading | null;
  sentence: string;
}

/** What a measurement is read against: the policy's checks (when could it first open?) and its confidence level. */
export interface PolicyReading {
  checks: PolicyChecks;
  level: number;
}

const REASONS: Record<UndefinedReason, string> = {
  no_pairs: 'No comparison has two labels yet.',
  no_variation: 'Everyone chose one and the same answer, so agreement beyond chance is undefined.',
  one_item: 'Only one comparison has two labels.',
  too_few_annotators: 'Fewer than 8 annotators: how others like them would agree can’t be estimated.',
  too_few_labels: 'There are too few labels.',
  no_data: 'There is nothing to measure yet.',
  not_converged: 'The estimate did not settle.',
  no_mirror: 'A and B are not both among the categories.',
};

/** The smallest cohort that can be called the worst one: below it, one disagreement moves alpha by tenths. */
export const COHORT_MINIMUM = 20;

/**
 * Reads one check's figure out of a report: the figure, its interval (annotators like these, for alpha) at the policy's
 * level, widened for every look that the gate takes at a growing batch, and a sentence.
 */
export function measureCheck(check: CheckId, figures: QualityFigures, policy: PolicyReading): MeasuredCheck {
  switch (check) {
    case 'swapInvariantAlpha':
      return alpha(figures, policy);
    case 'goldAccuracy':
      return share(
        figures.goldAccuracy,
        readingOf(figures, policy),
        'gold answers',
        'Nobody has labelled a gold yet.',
      );
    case 'selfConsistency':
      return share(
        figures.selfConsistency,
        readingOf(figures, policy),
        'repeats answered alike',
        'Nobody has seen a repeat yet.',
      );
    case 'comparisons':
      return exactly(figures.comparisons, 'With at least one label.');
    case 'overlapShare':
      return exactly(
        figures.comparisons ? figures.comparisonsWithOverlap / figures.comparisons : null,
        `${count(figures.comparisonsWithOverlap)} of ${count(figures.comparisons)} comparisons.`,
      );
    case 'flaggedShare':
      return flagged(figures);
    case 'openAdjudications':
      return exactly(figures.openAdjudications, `${count(figures.openAdjudications)} wait for a verdict.`);
    case 'currentGuidelineShare':
      return exactly(figures.currentGuideline.value, guidelineSentence(figures));
    case 'worstCohort':
      return worst(figures.cohorts, readingOf(figures, policy));
  }
}

const count = (n: number) => (Number.isFinite(n) ? n.toLocaleString('en-US') : '–');
const exactly = (measured: number | null, sentence: string): MeasuredCheck => ({
  measured,
  interval: null,
  exact: true,
  reading: null,
  sentence,
});
const unmeasured = (sentence: string): MeasuredCheck => ({
  measured: null,
  interval: null,
  exact: false,
  reading: null,
  sentence,
});

/** For figures whose information grows with the labels; null when the report's counts make no sense. */
function readingOf(figures: QualityFigures, { checks, level }: PolicyReading): IntervalReading | null {
  const growth = logGrowthOfLabels(figures, checks);
  return Number.isFinite(growth) ? { level, widening: repeatedLooksWidening(level, growth) } : null;
}

/** How the pool's alpha is read: see `logGrowthOfAlpha`. */
export function alphaReading(
  figures: QualityFigures,
  { checks, level }: PolicyReading,
): IntervalReading | null {
  const growth = figures.alphaBasis ? logGrowthOfAlpha(figures, figures.alphaBasis, checks) : null;
  if (growth === null || !Number.isFinite(growth)) return null;
  return { level, widening: repeatedLooksWidening(level, growth) };
}

function alpha(figures: QualityFigures, policy: PolicyReading): MeasuredCheck {
  const { swapInvariantAlpha: e, alphaBasis, annotators } = figures;
  const reading = alphaReading(figures, policy);
  const interval =
    e.value === null || !alphaBasis || !reading ? null : annotatorInterval(e.value, alphaBasis, reading);
  const sentence =
    e.value === null || interval === null
      ? REASONS[e.reason ?? (annotators < 8 ? 'too_few_annotators' : 'no_data')]
      : 'Agreement beyond chance, for annotators like these.';
  return { measured: e.value, interval, exact: false, reading: interval && reading, sentence };
}

function share(s: Share, reading: IntervalReading | null, what: string, none: string): MeasuredCheck {
  // A share that its own counts contradict is not a measurement.
  const sound =
    s.of > 0 && s.count >= 0 && s.count <= s.of && Math.abs(s.count / s.of - (s.value ?? -1)) < 1e-9;
  return {
    measured: s.value,
    interval: sound && reading ? wilsonInterval(s.count, s.of, widenedLevel(reading)) : null,
    exact: false,
    reading: sound ? reading : null,
    sentence: s.of ? `${count(s.count)} of ${count(s.of)} ${what}.` : none,
  };
}

function flagged({ flagged: f }: QualityFigures): MeasuredCheck {
  const names = f.annotators.slice(0, 3).map((a) => a.name);
  const more = f.annotators.length > 3 ? ` and ${f.annotators.length - 3} more` : '';
  const who = names.length ? `${names.join(', ')}${more}: ` : '';
  return exactly(f.value, `${who}${count(f.count)} of ${count(f.of)} labels.`);
}

function guidelineSentence({ currentGuideline: g }: QualityFigures): string {
  if (g.number === null) return 'The project has no guideline yet.';
  return `${count(g.count)} of ${count(g.of)} labels were made under version ${g.number}.`;
}

/** The cohort with the least agreement, of those large enough to be called one. */
export function worstCohort(cohorts: CohortAgreement[]): CohortAgreement | null {
  const judged = cohorts.filter((c) => c.comparisonsWithOverlap >= COHORT_MINIMUM && c.alpha.value !== null);
  return judged.reduce<CohortAgreement | null>(
    (low, c) => (low === null || c.alpha.value! < low.alpha.value! ? c : low),
    null,
  );
}

function worst(cohorts: CohortAgreement[], reading: IntervalReading | null): MeasuredCheck {
  const least = worstCohort(cohorts);
  if (!least) return unmeasured(`No tag has ${COHORT_MINIMUM} comparisons with two labels yet.`);
  const interval = least.basis && reading ? itemInterval(least.alpha.value!, least.basis, reading) : null;
  return {
    measured: least.alpha.value,
    interval,
    exact: false,
    reading: interval && reading,
    sentence: `${least.cohort}: ${count(least.comparisonsWithOverlap)} comparisons with two labels.`,
  };
}
