import type { CheckResult } from './decide';
import { type LabelsToDecide, labelsToDecide } from './labels-to-decide';
import { type PolicyReading, worstCohort } from './measure-check';
import { plannedCount } from './planned-count';
import type { QualityFigures, Share } from './quality-figures';
import { comparisonsToDecide, trialsToDecide } from './trials-to-decide';
import type { WouldTake } from './would-take';

const many = (n: number) => n.toLocaleString('en-US');
const percent = (share: number) => `${Math.round(100 * share)} %`;
const PROMISE = 'In about four of five batches like this one that many decide it, one way or the other.';

/** What would decide the pool's alpha: labels, new comparisons, or people, with the reasoning in figures. */
export function decidingAlpha(check: CheckResult, figures: QualityFigures, policy: PolicyReading): WouldTake {
  const step = { check: check.check, action: 'collect-overlap' as const, annotatorIds: [], count: null };
  if (check.measured === null || check.interval === null) {
    const crew = figures.annotators < 8 && figures.comparisonsWithOverlap > 0;
    return {
      ...step,
      action: crew ? 'add-annotators' : 'collect-overlap',
      sentence: crew
        ? 'More annotators are needed: with fewer than 8 nobody can say how others like them would agree.'
        : 'Collect second labels: agreement can’t be measured yet.',
      detail: check.sentence,
    };
  }
  if (check.verdict === 'FAIL') {
    return {
      ...step,
      action: 'wait',
      sentence: `More labels alone won’t lift alpha over the threshold.${costliest(figures)}`,
      detail:
        'Agreement is surely below what the policy asks for: look at what costs most, and at the guideline.',
    };
  }
  const needed = labelsToDecide(figures, check.threshold, policy);
  if (!needed)
    return { ...step, sentence: 'More double-labelled comparisons would decide alpha.', detail: '' };
  const against =
    check.measured < check.threshold ? ` As it stands, against the batch.${costliest(figures)}` : '';
  const asked = ask(needed);
  return { ...step, ...asked, sentence: `${asked.sentence}${against}`, detail: reasoning(needed, figures) };
}

function ask(needed: LabelsToDecide): Pick<WouldTake, 'action' | 'count' | 'sentence'> {
  const { labels, newComparisons, annotators } = needed;
  const often = `in about ${Math.round(10 * needed.chance)} of 10 batches like this one`;
  if (labels !== null && newComparisons > 0)
    return {
      action: 'label-more',
      count: newComparisons,
      sentence: `About ${many(newComparisons)} more comparisons with two labels each, and a second label on all there are, would decide alpha ${often}.`,
    };
  if (labels !== null)
    return {
      action: 'collect-overlap',
      count: labels,
      sentence: `About ${many(labels)} more overlapping labels would decide alpha ${often}.`,
    };
  return {
    action: 'add-annotators',
    count: annotators,
    sentence: annotators
      ? `About ${many(annotators)} more annotators, with as many labels as the others have given, would decide alpha. More labels by the present ones would not.`
      : 'Alpha lies too close to the threshold to be told from it.',
  };
}

/** Where the number comes from, in the figures that it was made of. */
function reasoning(needed: LabelsToDecide, figures: QualityFigures): string {
  const { halfWidth, room, crewShare, annotators, labels } = needed;
  const people = many(figures.alphaBasis?.annotators ?? figures.annotators);
  const parts = [
    `The interval reaches ±${halfWidth.toFixed(2)}, and alpha lies ${room.toFixed(2)} from the threshold.`,
    `About ${percent(crewShare)} of the interval’s variance comes from having ${people} annotators, and labels do not shrink that; the rest shrinks with the number of overlapping comparisons.`,
  ];
  if (labels !== null && annotators !== 0)
    parts.push(
      annotators
        ? `To decide it in 8 of 10, about ${many(annotators)} more annotators are needed.`
        : 'To decide it more surely than that, more annotators are needed.',
    );
  return parts.join(' ');
}

function costliest(figures: QualityFigures): string {
  const first = figures.influence.find((i) => (i.delta ?? 0) > 0);
  return first
    ? ` Start with ${first.name}: without ${first.kind === 'annotator' ? 'these labels' : 'this tag'} alpha is ${first.delta!.toFixed(3)} higher.`
    : '';
}

/** What would decide the worst cohort: second labels in just that cohort. */
export function decidingCohort(check: CheckResult, figures: QualityFigures): WouldTake {
  const step = { check: check.check, action: 'collect-overlap' as const, annotatorIds: [] };
  const cohort = worstCohort(figures.cohorts);
  if (!cohort || !check.reading || !cohort.basis?.seItems)
    return {
      ...step,
      count: null,
      sentence: 'More double-labelled comparisons in each cohort would decide it.',
      detail: check.sentence,
    };
  if (check.verdict === 'FAIL')
    return {
      ...step,
      action: 'wait',
      count: null,
      sentence: `More labels won’t lift “${cohort.cohort}”: read where people differ there, and mend the guideline.`,
      detail: check.sentence,
    };
  const { seItems: se, items } = cohort.basis;
  const more = comparisonsToDecide({ value: cohort.alpha.value!, se, items }, check.threshold, check.reading);
  return {
    ...step,
    count: more && plannedCount(more),
    tag: cohort.cohort,
    sentence: more
      ? `About ${many(plannedCount(more))} more double-labelled comparisons in “${cohort.cohort}” would decide it.`
      : `“${cohort.cohort}” lies too close to the threshold to be told from it.`,
    detail: check.sentence,
  };
}

/** What would decide a share: more trials of the same kind. */
export function decidingShare(
  check: CheckResult,
  share: Share,
  action: WouldTake['action'],
  what: string,
): WouldTake {
  const step = { check: check.check, action, annotatorIds: [], detail: check.sentence };
  if (share.value === null) return { ...step, count: null, sentence: `Collect ${what}: there are none yet.` };
  const more =
    check.verdict === 'FAIL' || !check.reading ? null : trialsToDecide(share, check.threshold, check.reading);
  if (more === null)
    return {
      ...step,
      count: null,
      sentence: `More ${what} alone won’t lift this over the threshold: help the annotators first.`,
    };
  const count = plannedCount(more);
  return {
    ...step,
    count,
    sentence: `About ${many(count)} more ${what} would decide it.`,
    detail: `${check.sentence} ${PROMISE}`,
  };
}
