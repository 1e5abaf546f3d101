import type { Interval, UndefinedReason } from '#lib/statistics/estimate';
import type { CheckId } from './policy';
import type { CohortAgreement, QualityFigures, Share } from './quality-figures';

export interface MeasuredCheck {
  measured: number | null;
  interval: Interval | null;
  /** Counted, so it has no interval. */
  exact: boolean;
  sentence: string;
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

/** Reads one check's figure out of a report: the figure, its interval (annotators like these, for alpha) and a sentence. */
export function measureCheck(check: CheckId, figures: QualityFigures): MeasuredCheck {
  switch (check) {
    case 'swapInvariantAlpha':
      return alpha(figures);
    case 'goldAccuracy':
      return share(figures.goldAccuracy, 'gold answers', 'Nobody has labelled a gold yet.');
    case 'selfConsistency':
      return share(figures.selfConsistency, 'repeats answered alike', 'Nobody has seen a repeat yet.');
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
      return worst(figures.cohorts);
  }
}

const count = (n: number) => n.toLocaleString('en-US');
const exactly = (measured: number | null, sentence: string): MeasuredCheck => ({
  measured,
  interval: null,
  exact: true,
  sentence,
});

function alpha({ swapInvariantAlpha: e, annotators }: QualityFigures): MeasuredCheck {
  const interval = e.ci95Annotators ?? null;
  const sentence =
    e.value === null || interval === null
      ? REASONS[e.reason ?? (annotators < 8 ? 'too_few_annotators' : 'no_data')]
      : 'Agreement beyond chance, for annotators like these.';
  return { measured: e.value, interval, exact: false, sentence };
}

function share(s: Share, what: string, none: string): MeasuredCheck {
  const sentence = s.of ? `${count(s.count)} of ${count(s.of)} ${what}.` : none;
  return { measured: s.value, interval: s.ci95, exact: false, sentence };
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

function worst(cohorts: CohortAgreement[]): MeasuredCheck {
  const judged = cohorts.filter((c) => c.comparisonsWithOverlap >= COHORT_MINIMUM && c.alpha.value !== null);
  const least = judged.reduce<CohortAgreement | null>(
    (low, c) => (low === null || c.alpha.value! < low.alpha.value! ? c : low),
    null,
  );
  if (!least) {
    return {
      measured: null,
      interval: null,
      exact: false,
      sentence: `No tag has ${COHORT_MINIMUM} comparisons with two labels yet.`,
    };
  }
  return {
    measured: least.alpha.value,
    interval: least.alpha.ci95,
    exact: false,
    sentence: `${least.cohort}: ${count(least.comparisonsWithOverlap)} comparisons with two labels.`,
  };
}
